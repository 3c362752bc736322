import { useTranslation } from "react-i18next";

import type { Figure, MeasureKind } from "#feature/facts/contract";

import { formatShare } from "../format/number.ts";
import classes from "./DistributionStrip.module.css";
import { groupIcons, groups, groupText } from "./groups.ts";

interface DistributionStripProps {
  readonly kind: MeasureKind;
  readonly figure: Figure;
  /** Whether the groups' shares are written below. */
  readonly labelled?: boolean;
}

/** How answers spread: promoters, passives and detractors, or the steps of the scale. */
export function DistributionStrip({ kind, figure, labelled = true }: DistributionStripProps) {
  if (figure.groups !== null) return <GroupStrip kind={kind} counts={figure.groups} labelled={labelled} />;
  if (figure.distribution !== null) return <StepStrip distribution={figure.distribution} />;
  return null;
}

interface GroupStripProps {
  readonly kind: MeasureKind;
  readonly counts: NonNullable<Figure["groups"]>;
  readonly labelled: boolean;
}

function GroupStrip({ kind, counts, labelled }: GroupStripProps) {
  const { t, i18n } = useTranslation("web");
  const whole = counts.high + counts.middle + counts.low;
  if (whole === 0) return null;

  const shares = groups.map((group) => ({
    group,
    share: counts[group] / whole,
    name: t(groupText(kind, group)),
    text: formatShare(counts[group] / whole, i18n.language),
    icon: groupIcons[group],
  }));
  return (
    <span className={classes.strip}>
      <span
        className={classes.bar}
        role="img"
        aria-label={shares.map(({ name, text }) => `${name} ${text}`).join(", ")}
      >
        {shares.map(({ group, share }) => (
          <span key={group} data-group={group} style={{ flexGrow: share }} />
        ))}
      </span>
      {labelled ? (
        <span className={classes.legend} aria-hidden>
          {shares.map(({ group, name, text, icon: Icon }) => (
            <span key={group} data-group={group} title={name}>
              <Icon size={8} />
              {text}
            </span>
          ))}
        </span>
      ) : null}
    </span>
  );
}

function StepStrip({ distribution }: { distribution: Readonly<Record<string, number>> }) {
  const { i18n } = useTranslation("web");
  const steps = Object.entries(distribution).sort(([a], [b]) => Number(a) - Number(b));
  const whole = steps.reduce((sum, [, count]) => sum + count, 0);
  const tallest = Math.max(...steps.map(([, count]) => count));
  if (whole === 0) return null;

  return (
    <span
      className={classes.steps}
      role="img"
      aria-label={steps.map(([step, count]) => `${step}: ${formatShare(count / whole, i18n.language)}`).join(", ")}
    >
      {steps.slice(0, 24).map(([step, count]) => (
        <span key={step} title={`${step}: ${formatShare(count / whole, i18n.language)}`}>
          <i style={{ height: `${(100 * count) / tallest}%` }} />
          <small>{step}</small>
        </span>
      ))}
    </span>
  );
}

import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { useFigureText } from "#web/design/figure-text.ts";
import classes from "#web/design/Sections.module.css";
import { formatDifference, formatShare, formatValue } from "#web/format/number.ts";

import type { Representativeness } from "../../contract.ts";
import type { Curve } from "../pictures/curve.ts";
import { CurvePicture } from "../pictures/CurvePicture.tsx";
import { drawCurve } from "../pictures/draw-curve.ts";

interface SilenceProps {
  readonly kind: MeasureKind;
  readonly found: Representativeness;
  readonly target: number | undefined;
  readonly onTarget: (target: number | undefined) => void;
}

/** Those who kept silent: where the figure must lie whatever they think, and from where on a conclusion turns. */
export function Silence({ kind, found, target, onTarget }: SilenceProps) {
  const { t } = useTranslation("sampling");
  const { silent, figure } = found;
  return (
    <section className={classes.section}>
      <h2>{t("silent.title")}</h2>
      <Rates found={found} />
      {silent === null || figure === null ? (
        <p className={classes.caution}>{t(figure === null ? "silent.noFigure" : "silent.noRate")}</p>
      ) : (
        <SilentPicture kind={kind} silent={silent} target={target} onTarget={onTarget} />
      )}
    </section>
  );
}

/** One word covers rates that differ by a factor of two: each stands under its own name. */
function Rates({ found: { rates } }: Pick<SilenceProps, "found">) {
  const { t, i18n } = useTranslation("sampling");
  const shown = (["response", "endToEnd", "acceptance", "coverage"] as const).filter((rate) => rates[rate] !== null);
  if (shown.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {shown.map((rate) => (
        <div key={rate}>
          <dt>{t(`rate.${rate}`)}</dt>
          <dd>{formatShare(rates[rate] ?? 0, i18n.language)}</dd>
          <small>{t(`rate.${rate}How`)}</small>
        </div>
      ))}
    </dl>
  );
}

interface SilentPictureProps extends Pick<SilenceProps, "kind" | "target" | "onTarget"> {
  readonly silent: NonNullable<Representativeness["silent"]>;
}

function SilentPicture({ kind, silent, target, onTarget }: SilentPictureProps) {
  const { t, i18n } = useTranslation("sampling");
  const text = useFigureText();
  const value = (of: number): string => formatValue(kind, of, i18n.language);
  const { bounds, flipsAt, unclearAt } = silent;
  const title =
    flipsAt === null
      ? t("silent.never", { target: value(silent.target) })
      : t(flipsAt >= 0 ? "silent.flips" : "silent.flipsUp", {
          points: formatDifference(kind, Math.abs(flipsAt), i18n.language).replace("+", ""),
          target: value(silent.target),
        });
  const note = t("silent.bounds", {
    rate: formatShare(silent.rate, i18n.language),
    basis: t(`basis.${silent.basis}`),
    interval: text.interval(kind, bounds),
    error: text.interval(kind, { low: bounds.lowWithError, high: bounds.highWithError }),
  });
  const curve = curveOf(silent, {
    formatY: value,
    formatX: (of) => formatDifference(kind, of, i18n.language).replace("+", ""),
    words: { x: t("silent.lower"), y: t("silent.everybody"), flips: t("silent.turns"), unclear: t("silent.unclear") },
    marks: { flipsAt, unclearAt },
  });
  const table = {
    columns: [t("silent.lower"), t("table.estimate"), t("table.low"), t("table.high")].map((label) => ({
      label,
      numeric: true,
    })),
    rows: silent.points.map((point) => [point.lower, point.value, point.low, point.high]),
  };
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["nonResponse"]}
      table={table}
      draw={() => drawCurve(curve, { title, caption: note })}
      controls={
        <TextInput
          size="xs"
          type="number"
          label={t("silent.target")}
          defaultValue={target ?? silent.target}
          onBlur={(event) => onTarget(event.target.value === "" ? undefined : Number(event.target.value))}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
          }}
          w={110}
        />
      }
    >
      <CurvePicture curve={curve} alternative={`${title} ${note}`} />
    </ChartFrame>
  );
}

function curveOf(
  { points, target }: SilentPictureProps["silent"],
  how: {
    readonly formatX: Curve["formatX"];
    readonly formatY: Curve["formatY"];
    readonly words: Readonly<Record<"x" | "y" | "flips" | "unclear", string>>;
    readonly marks: { readonly flipsAt: number | null; readonly unclearAt: number | null };
  },
): Curve {
  const most = points.at(-1)?.lower ?? 0;
  const mark = (x: number | null, label: string) =>
    x === null || x < 0 || x > most ? [] : [{ x, label: `${label}: ${how.formatX(x)}` }];
  return {
    points: points.map(({ lower, value, low, high }) => ({ x: lower, y: value, low, high })),
    target,
    marks: [...mark(how.marks.unclearAt, how.words.unclear), ...mark(how.marks.flipsAt, how.words.flips)],
    xLabel: how.words.x,
    yLabel: how.words.y,
    formatX: how.formatX,
    formatY: how.formatY,
  };
}

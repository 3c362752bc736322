import { useTranslation } from "react-i18next";

import { ChartFrame } from "#web/design/ChartFrame.tsx";

import type { DriverGroup, Drivers } from "../contract.ts";
import { drawWhiskers } from "./draw-whiskers.ts";
import { useDriverWords } from "./driver-words.ts";
import classes from "./Drivers.module.css";

/** Price against everything else (R184): one strip of shares that sum to all that is explained. */
export function GroupSection({ drivers: { groups, experience, method, n } }: { drivers: Drivers }) {
  const { t } = useTranslation("drivers");
  const words = useDriverWords();
  const price = groups.find(({ group }) => group === "price");
  if (experience === null || price === undefined) return null;
  const verdict = experience.interval.low > 0.5 ? "experience" : price.share.interval.low > 0.5 ? "price" : "even";
  const title = t(`groups.${verdict}`, { price: words.share(price.share), rest: words.share(experience) });
  return (
    <ChartFrame
      title={title}
      note={t("groups.note")}
      methods={["drivers", method]}
      table={{
        columns: [
          { label: t("column.group"), numeric: false },
          { label: t("column.share"), numeric: true },
          { label: t("web:chart.low"), numeric: true },
          { label: t("web:chart.high"), numeric: true },
          { label: t("groups.drivers"), numeric: true },
        ],
        rows: groups.map(({ group, share, drivers }) => [
          t(`group.${group}`),
          ...[share.value, share.interval.low, share.interval.high].map((one) => Math.round(1000 * one) / 10),
          drivers,
        ]),
      }}
      draw={() =>
        drawWhiskers({
          title,
          caption: t("list.caption", { outcome: "", n: words.count(n ?? 0) }),
          domain: { low: 0, high: 100 },
          rows: groups.map(({ group, share }) => ({
            name: t(`group.${group}`),
            marks: [
              {
                value: 100 * share.value,
                low: 100 * share.interval.low,
                high: 100 * share.interval.high,
                tone: "accent",
              },
            ],
            text: words.share(share),
          })),
        })
      }
    >
      <div className={classes.strip} role="img" aria-label={title}>
        {groups.map(({ group, share }) => (
          <span key={group} data-group={group} style={{ flexGrow: Math.max(0.001, share.value) }} />
        ))}
      </div>
      <ul className={classes.legend}>
        {groups.map(({ group, share, drivers }) => (
          <li key={group} data-group={group}>
            <span aria-hidden className={classes.key} data-group={group satisfies DriverGroup} />
            <b>{t(`group.${group}`)}</b> {words.share(share)}
            <small>{t("groups.count", { count: drivers })}</small>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

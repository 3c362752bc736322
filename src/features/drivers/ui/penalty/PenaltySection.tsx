import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { Whisker } from "#web/design/Whisker.tsx";

import type { Drivers, PenaltyRewards } from "../../contract.ts";
import { listed } from "../../rules.ts";
import { drawWhiskers } from "../draw-whiskers.ts";
import { useDriverWords } from "../driver-words.ts";
import classes from "../Drivers.module.css";
import { penaltyTable } from "../tables.ts";
import { usePenalties } from "../use-question.ts";

/** What being rated low takes and being rated high adds; nothing where no predictor is a rating. */
export function PenaltySection({ drivers }: { drivers: Drivers }) {
  const isRated = drivers.drivers.some(({ kind, scale }) => kind === "question" && scale !== null);
  return isRated ? <Asked /> : null;
}

function Asked() {
  const { data } = usePenalties();
  if (data === undefined) return <Skeleton height={220} />;
  return data.state === "ok" && data.items.length > 0 ? <Shown penalties={data} /> : null;
}

function Shown({ penalties }: { penalties: PenaltyRewards }) {
  const words = useDriverWords();
  const { t, language } = words;
  const { items, reading, without, n } = penalties;
  const ends = items.flatMap(({ penalty, reward }) => [
    penalty.interval.low,
    penalty.interval.high,
    reward.interval.low,
    reward.interval.high,
  ]);
  const most = Math.max(1, ...ends.map(Math.abs)) * 1.03;
  const domain = { low: -most, high: most };
  const basic = items.filter(({ kind }) => kind === "basic").map(({ title }) => title);
  const exciting = items.filter(({ kind }) => kind === "exciting").map(({ title }) => title);
  const title =
    [
      basic.length === 0 ? "" : t("penalty.basics", { count: basic.length, names: listed(basic, language) }),
      exciting.length === 0 ? "" : t("penalty.exciters", { count: exciting.length, names: listed(exciting, language) }),
    ]
      .filter(Boolean)
      .join(" ") || t("penalty.neither");
  return (
    <ChartFrame
      title={title}
      note={[
        t("penalty.note"),
        without.length === 0 ? "" : t("penalty.without", { names: listed(without, language) }),
      ].join(" ")}
      methods={["penaltyReward"]}
      table={penaltyTable(penalties, words)}
      draw={() =>
        drawWhiskers({
          title,
          caption: t("list.caption", { outcome: penalties.outcome?.title ?? "", n: words.count(n ?? 0) }),
          domain,
          rows: items.map((item) => ({
            name: item.title,
            marks: [
              { ...item.penalty.interval, value: item.penalty.value, tone: "below" as const },
              { ...item.reward.interval, value: item.reward.value, tone: "above" as const },
            ],
            text: t(`penalty.${item.kind}`),
          })),
        })
      }
    >
      <table className={classes.table} data-table="penalty">
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.driver")}</th>
            <th scope="col" className={classes.number}>
              {t("column.penalty")}
            </th>
            <th scope="col" aria-hidden className={classes.picture} />
            <th scope="col">{t("column.reward")}</th>
            <th scope="col">{t("column.kind")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ ref, title: name, penalty, reward, kind }) => (
            <tr key={ref}>
              <th scope="row">{name}</th>
              <td className={classes.number} data-label={t("column.penalty")}>
                {words.effect(penalty, reading)}
              </td>
              <td className={classes.picture}>
                <span className={classes.pair}>
                  <Whisker
                    value={penalty.value}
                    interval={penalty.interval}
                    domain={domain}
                    reference={0}
                    tone="below"
                  />
                  <Whisker value={reward.value} interval={reward.interval} domain={domain} tone="above" />
                </span>
              </td>
              <td className={classes.effect} data-label={t("column.reward")}>
                {words.effect(reward, reading)}
              </td>
              <td data-kind={kind}>{t(`penalty.${kind}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ChartFrame>
  );
}

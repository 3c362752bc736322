import { IconEqual, IconTriangleFilled, IconTriangleInvertedFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";
import type { Ranking } from "#feature/insight/contract";

import { formatCount } from "../format/number.ts";
import { useFigureText } from "./figure-text.ts";
import { rankedItems } from "./ranked.ts";
import classes from "./RankingTable.module.css";
import { domainOf, Whisker } from "./Whisker.tsx";

type Item = Ranking["items"][number];

interface RankingTableProps {
  readonly kind: MeasureKind;
  readonly ranking: Ranking;
  readonly caption: string;
  /** At most this many rows. */
  readonly most: number;
  /** The group's name, leading to its answers. */
  readonly renderName: (item: Item) => ReactNode;
}

/** Groups of a dimension as dots with whiskers, ranked with ties; the hairline is the whole. */
export function RankingTable({ kind, ranking, caption, most, renderName }: RankingTableProps) {
  const { t, i18n } = useTranslation("web");
  const text = useFigureText();
  const domain = rankingDomain(ranking);
  const reference = ranking.total.estimate?.value;

  return (
    <table className={classes.table}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.rank}>
            <span className="unseen">{t("chart.rank")}</span>
          </th>
          <th scope="col">
            <span className="unseen">{t("dimension.group")}</span>
          </th>
          <th scope="col" aria-hidden className={classes.picture} />
          <th scope="col" className={classes.number}>
            {t("chart.value")}
          </th>
          <th scope="col" className={classes.number}>
            n
          </th>
          <th scope="col">{t("chart.verdict")}</th>
        </tr>
      </thead>
      <tbody>
        {rankedItems(ranking.items, most).map((item) => (
          <tr key={item.value}>
            <td className={classes.rank}>{item.rank === null ? "" : `${item.rank}${item.tied ? "=" : ""}`}</td>
            <th scope="row">{renderName(item)}</th>
            <td className={classes.picture}>
              {item.figure.estimate === null ? null : (
                <Whisker
                  value={item.figure.estimate.value}
                  interval={item.figure.estimate.interval}
                  domain={domain}
                  reference={reference}
                  tone={toneOf(item)}
                />
              )}
            </td>
            <td className={classes.number}>
              {item.figure.estimate === null ? (
                ""
              ) : (
                <>
                  <b>{text.value(kind, item.figure.estimate.value, item.figure.estimate.interval)}</b>
                  <small>{text.range(kind, item.figure.estimate.interval)}</small>
                </>
              )}
            </td>
            <td className={classes.number} data-n>
              {item.figure.n === null ? "" : formatCount(item.figure.n, i18n.language)}
            </td>
            <td>
              <Verdict verdict={item.verdict} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verdict({ verdict }: { verdict: Item["verdict"] }) {
  const { t } = useTranslation("web");
  const Icon = { above: IconTriangleFilled, below: IconTriangleInvertedFilled, "no-clear-difference": IconEqual };
  const Shape = verdict === "too-few" || verdict === "hidden" ? null : Icon[verdict];
  return (
    <span className={classes.verdict} data-verdict={verdict}>
      {Shape === null ? null : <Shape size={verdict === "no-clear-difference" ? 12 : 9} aria-hidden />}
      {t(`verdict.${verdict}`)}
    </span>
  );
}

function toneOf({ verdict }: Item): "above" | "below" | "plain" {
  return verdict === "above" || verdict === "below" ? verdict : "plain";
}

/** A domain for all whiskers of a ranking; very wide intervals are cut so that the others stay readable. */
export function rankingDomain(ranking: Ranking): { low: number; high: number } {
  const spans = ranking.items.flatMap(({ figure }) => (figure.estimate === null ? [] : [figure.estimate.interval]));
  const total = ranking.total.estimate?.interval;
  return domainOf([...spans, ...(total === undefined ? [] : [total])].flatMap(({ low, high }) => [low, high]));
}

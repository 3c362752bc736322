import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import type { Ranking } from "#feature/insight/contract";
import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { drawRanking } from "#web/design/draw-ranking.ts";
import { useFigureText } from "#web/design/figure-text.ts";
import { methodOf } from "#web/design/MethodDrawer.tsx";
import { RankingTable } from "#web/design/RankingTable.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatShare } from "#web/format/number.ts";

import classes from "./MeasureDetail.module.css";
import { rankingTable } from "./tables.ts";
import { useBreakdowns } from "./use-breakdowns.ts";

const first = 12;

/** Which groups of a dimension differ from the rest beyond noise. */
export function RankingSection({ measure }: { measure: Measure }) {
  const { filter, search } = useFilter();
  const breakdowns = useBreakdowns();
  const [passed, setPassed] = useState(0);
  const chosen = breakdowns.find((each) => each === search.by);
  const dimension = chosen ?? breakdowns[Math.min(passed, breakdowns.length - 1)];
  const { compare: _, ...where } = filter;
  const { data, isPlaceholderData } = useQuery({
    ...operationQuery("insight.readRanking", {
      body: { ...where, measure: measure.ref, dimension: dimension ?? "unit" },
    }),
    placeholderData: keepPreviousData,
    enabled: dimension !== undefined,
  });
  const isIdle = chosen === undefined && !isPlaceholderData && data !== undefined && data.items.length < 2;
  if (isIdle && passed < breakdowns.length - 1) setPassed(passed + 1);
  if (dimension === undefined) return null;

  return data === undefined ? (
    <Skeleton height={420} />
  ) : (
    <LoadedRanking measure={measure} ranking={data} breakdowns={breakdowns} />
  );
}

interface LoadedRankingProps {
  readonly measure: Measure;
  readonly ranking: Ranking;
  readonly breakdowns: readonly string[];
}

function LoadedRanking({ measure, ranking, breakdowns }: LoadedRankingProps) {
  const { t, i18n } = useTranslation("insight");
  const names = useNames();
  const text = useFigureText();
  const { search, change } = useFilter();
  const [whole, setWhole] = useState(false);
  const { dimension, items } = ranking;
  const name = (item: Ranking["items"][number]): string => names.value(dimension, item.value, item.name);
  const differing = items.filter(({ verdict }) => verdict === "above" || verdict === "below").length;
  const title = t(differing === 0 ? "ranking.none" : "ranking.some", { count: differing, total: items.length });
  const caption = `${names.measure(measure)} · ${names.dimension(dimension)} · ${text.whole(measure.kind, ranking.total)}`;

  return (
    <ChartFrame
      title={title}
      note={t("ranking.note", { count: ranking.tested, rate: formatShare(ranking.falseDiscoveryRate, i18n.language) })}
      methods={["ranking", methodOf(measure.kind)]}
      table={rankingTable(ranking, t, name)}
      draw={() =>
        drawRanking({ ranking, title, caption, name, text: ({ figure }) => text.whole(measure.kind, figure) })
      }
      controls={
        <select
          className={classes.select}
          aria-label={t("ranking.by")}
          value={dimension}
          onChange={(event) => change({ by: event.target.value }, { replace: true })}
        >
          {breakdowns.map((each) => (
            <option key={each} value={each}>
              {names.dimension(each)}
            </option>
          ))}
        </select>
      }
    >
      {items.length === 0 ? <p className={classes.note}>{t("ranking.empty")}</p> : null}
      <RankingTable
        kind={measure.kind}
        ranking={ranking}
        caption={`${title} ${caption}`}
        most={whole ? items.length : first}
        renderName={(item) => (
          <>
            <Link
              to="/answers"
              className={classes.link}
              search={{ ...narrowed(onlyFilter(search), dimension, item.value), measure: measure.ref }}
            >
              {name(item)}
            </Link>
            {item.resolved ? null : <span className={classes.unresolved}>{t("ranking.unresolved")}</span>}
          </>
        )}
      />
      {items.length > first && !whole ? (
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
            {t("ranking.all", { count: items.length })}
          </Button>
        </div>
      ) : null}
    </ChartFrame>
  );
}

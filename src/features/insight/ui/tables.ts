import type { TFunction } from "i18next";

import type { Figure } from "#feature/facts/contract";
import type { Heatmap, Ranking, Trend } from "#feature/insight/contract";
import type { TableModel } from "#web/design/table-model.ts";

type Words = TFunction<"insight">;

/** The trend as a table: each step with value, interval, n, limits and signal. */
export function trendTable(trend: Trend, t: Words, label: (at: string) => string): TableModel {
  return {
    columns: [
      { label: t("web:chart.when"), numeric: false },
      ...figureColumns(t),
      { label: `${t("web:chart.limits")}: ${t("web:chart.low").toLocaleLowerCase()}`, numeric: true },
      { label: `${t("web:chart.limits")}: ${t("web:chart.high").toLocaleLowerCase()}`, numeric: true },
      { label: t("web:chart.signal"), numeric: false },
    ],
    rows: trend.points.map(({ at, figure, limits, signal }) => [
      label(at),
      ...figureCells(figure, t),
      limits?.low ?? null,
      limits?.high ?? null,
      signal === null ? "" : t(`web:chart.signal-${signal}`),
    ]),
  };
}

/** The ranking as a table: each group with value, interval, n and verdict. */
export function rankingTable(ranking: Ranking, t: Words, name: (item: Ranking["items"][number]) => string): TableModel {
  return {
    columns: [
      { label: t("web:dimension.group"), numeric: false },
      ...figureColumns(t),
      { label: t("web:chart.rank"), numeric: true },
      { label: t("web:chart.verdict"), numeric: false },
    ],
    rows: ranking.items.map((item) => [
      name(item),
      ...figureCells(item.figure, t),
      item.rank,
      t(`web:verdict.${item.verdict}`),
    ]),
  };
}

/** The heat map as a table: each weekday and hour that holds answers. */
export function heatmapTable(
  { cells }: Heatmap,
  t: Words,
  label: (weekday: number, hour: number) => string,
): TableModel {
  return {
    columns: [{ label: t("web:chart.when"), numeric: false }, ...figureColumns(t)],
    rows: cells
      .filter(({ figure }) => figure.state !== "none")
      .map(({ weekday, hour, figure }) => [label(weekday, hour), ...figureCells(figure, t)]),
  };
}

function figureColumns(t: Words): TableModel["columns"] {
  return ["value", "low", "high", "n"].map((key) => ({ label: t(`web:chart.${key}`), numeric: true }));
}

function figureCells(figure: Figure, t: Words): readonly (string | number | null)[] {
  if (figure.estimate === null)
    return [figure.state === "ok" ? "" : t(`web:figure.${figure.state}`), null, null, figure.n];
  const { value, interval } = figure.estimate;
  return [rounded(value), rounded(interval.low), rounded(interval.high), figure.n];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

import type { TableModel } from "#web/design/table-model.ts";

import type { Departments, HeatMap, PainMap, Sources, Timeline } from "../contract.ts";
import type { MapWords } from "./words.ts";

type Cell = string | number | null;

/** The table behind the map: what a reader needs of every problem; the files hold the rest. */
export function mapTable(map: PainMap, { t }: MapWords): TableModel {
  const head = ["rank", "problem", "n", "share", "interval", "effect", "interval", "lift", "interval", "state"].map(
    (key) => t(`column.${key}`),
  );
  const rows = map.items.map(({ rank, tied, name, mentions, share, effect, lift, state }): Cell[] => [
    rank === null ? "" : `${rank}${tied ? "=" : ""}`,
    name,
    mentions,
    rounded(share?.value),
    between(share?.interval),
    rounded(effect?.value),
    between(effect),
    rounded(lift?.expected.value),
    between(lift?.expected),
    t(`state.${state}`),
  ]);
  return tableOf(head, rows);
}

/** Shares over time. */
export function timelineTable({ items }: Timeline, { t }: MapWords, when: (from: string) => string): TableModel {
  const head = [t("column.problem"), t("file.period"), t("column.share"), t("column.interval"), t("column.n"), "n"];
  const rows = items.flatMap(({ name, points }) =>
    points.map(({ from, share, mentions, n }): Cell[] => [
      name,
      when(from),
      rounded(share?.value),
      between(share?.interval),
      mentions,
      n,
    ]),
  );
  return tableOf(head, rows);
}

/** Every cell of a heat map. */
export function heatTable(
  { rows, columns }: HeatMap,
  { t }: MapWords,
  verdict: (of: string | null) => string,
): TableModel {
  const head = [
    t("column.problem"),
    t("heat.by"),
    t("column.share"),
    t("column.interval"),
    t("column.n"),
    "n",
    t("web:chart.verdict"),
  ];
  const lines = rows.flatMap(({ name, cells }) =>
    cells.map(({ share, mentions, n, verdict: found }, index): Cell[] => [
      name,
      columns[index]?.name ?? "",
      rounded(share?.value),
      between(share?.interval),
      mentions,
      n,
      verdict(found),
    ]),
  );
  return tableOf(head, lines);
}

/** Every problem in every source. */
export function sourcesTable({ sources, rows }: Sources, { t }: MapWords): TableModel {
  const head = [
    t("column.problem"),
    ...sources.map(({ kind }) => t(`source.${kind}`)),
    t("column.noise"),
    t("column.impact"),
    t("column.hearing"),
  ];
  const lines = rows.map(({ name, cells, noiseRank, impactRank, hearing }): Cell[] => [
    name,
    ...cells.map(({ mentions }) => mentions),
    noiseRank,
    impactRank,
    t(`hearing.${hearing}`),
  ]);
  return tableOf(head, lines);
}

/** Every department with its problems taken as one, then each problem it has to do with. */
export function departmentsTable({ items }: Departments, { t }: MapWords): TableModel {
  const head = ["department", "problem", "relation", "n", "share", "interval", "lift", "interval"].map((key) =>
    t(`column.${key}`),
  );
  const lines = items.flatMap(({ function: place, problems, mentions, share, lift }): Cell[][] => {
    const name = place?.name ?? t("department.nobody");
    const numbers = (of: typeof share, worth: NonNullable<typeof lift>["expected"] | null): Cell[] => [
      rounded(of?.value),
      between(of?.interval),
      rounded(worth?.value),
      between(worth),
    ];
    return [
      [name, "", t("relation.all"), mentions, ...numbers(share, lift?.expected ?? null)],
      ...problems.map((one): Cell[] => [
        name,
        one.name,
        t(one.strength === null ? `relation.${one.relation}` : `relation.${one.relation}-${one.strength}`),
        one.mentions,
        ...numbers(one.share, one.lift),
      ]),
    ];
  });
  return tableOf(head, lines);
}

/** A column is of numbers when any row has one there. */
export function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): TableModel {
  const columns = head.map((label, index) => ({ label, numeric: rows.some((row) => typeof row[index] === "number") }));
  return { columns, rows };
}

function rounded(value: number | undefined): Cell {
  return value === undefined ? null : Math.round(value * 100) / 100;
}

function between(span: { readonly low: number; readonly high: number } | null | undefined): Cell {
  if (span === null || span === undefined) return "";
  return `${rounded(span.low)} … ${rounded(span.high)}`.replaceAll("-", "−");
}

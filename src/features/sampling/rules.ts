import type { z } from "zod";

import type { estimateSchema } from "#feature/facts/contract";

import type { Plan, Representativeness, SchemePreview, ScoreAnswer, ThresholdAnswer } from "./contract.ts";

/** An answer as a table: what the page shows, and what a file holds. Numbers stay numbers. */
export interface Table {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Words by key, `web:` for those of the whole product. */
export type Words = (key: string, params?: Record<string, unknown>) => string;

type Estimate = z.infer<typeof estimateSchema>;

/** Every margin, category by category. */
export function representativenessTable({ margins }: Pick<Representativeness, "margins">, t: Words): Table {
  return {
    columns: columnsOf(
      t,
      ["dimension", "category"],
      ["n", "answers", "low", "high", "population", "standardised", "p"],
    ),
    rows: margins.flatMap((margin) =>
      margin.categories.map((one) => [
        nameOfDimension(margin.dimension, t),
        one.name,
        one.n,
        rounded(one.answers, 2),
        rounded(one.interval.low, 2),
        rounded(one.interval.high, 2),
        rounded(one.population, 2),
        rounded(one.standardised, 3),
        rounded(margin.p, 4),
      ]),
    ),
  };
}

/** Margins before and after weighting. */
export function weightsTable({ margins }: Pick<SchemePreview, "margins">, t: Words): Table {
  return {
    columns: columnsOf(t, ["dimension", "category"], ["n", "before", "after", "population"]),
    rows: margins.flatMap(({ dimension, categories }) =>
      categories.map((one) => [
        nameOfDimension(dimension, t),
        one.name,
        one.n,
        rounded(one.before, 2),
        rounded(one.after, 2),
        rounded(one.population, 2),
      ]),
    ),
  };
}

/** Quotas, the whole last. */
export function planTable({ segments, total }: Pick<Plan, "segments" | "total">, t: Words): Table {
  const rowOf = (name: string, one: Plan["total"]) => [
    name,
    one.population,
    one.answers,
    one.invitations,
    rounded(one.perDay, 1),
    rounded(one.perWeek, 1),
    rounded(one.perMonth, 1),
    one.margin === null ? null : rounded(one.margin, 2),
  ];
  return {
    columns: columnsOf(
      t,
      ["segment"],
      ["people", "answersNeeded", "invitations", "perDay", "perWeek", "perMonth", "margin"],
    ),
    rows: [...segments.map((one) => rowOf(one.name, one)), rowOf(t("table.total"), total)],
  };
}

/** Retention by score. */
export function thresholdTable({ groups }: Pick<ThresholdAnswer, "groups">, t: Words): Table {
  return {
    columns: columnsOf(t, ["score"], ["n", "retention", "low", "high", "fitted"]),
    rows: groups.map(({ from, to, retention, fitted }) => [
      scoresName(from, to),
      retention.n,
      ...inPercent(retention),
      rounded(100 * fitted, 1),
    ]),
  };
}

/** Parts and the one score of them all. */
export function scoreTable(answer: Pick<ScoreAnswer, "parts" | "pooled">, t: Words): Table {
  const rowOf = (name: string, figure: Estimate | null, n: number, weight: number | null) => [
    name,
    n,
    figure === null ? null : rounded(figure.value, 2),
    figure === null ? null : rounded(figure.interval.low, 2),
    figure === null ? null : rounded(figure.interval.high, 2),
    weight === null ? null : rounded(weight, 1),
  ];
  const total = answer.pooled === null ? [] : [rowOf(t("table.oneScore"), answer.pooled, answer.pooled.n, null)];
  return {
    columns: columnsOf(t, ["part"], ["n", "estimate", "low", "high", "weight"]),
    rows: [...answer.parts.map(({ name, figure, n, weight }) => rowOf(name, figure, n, weight)), ...total],
  };
}

/** `3` or `0–2`. */
export function scoresName(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}

/** A dimension as the reader knows it. */
export function nameOfDimension(dimension: string, t: Words): string {
  return dimension.startsWith("attr.") ? dimension.slice(5) : t(`web:dimension.${dimension}`);
}

function columnsOf(t: Words, texts: readonly string[], numbers: readonly string[]): Table["columns"] {
  return [
    ...texts.map((key) => ({ label: t(`table.${key}`), numeric: false })),
    ...numbers.map((key) => ({ label: t(`table.${key}`), numeric: true })),
  ];
}

function inPercent({ value, interval }: Estimate): number[] {
  return [value, interval.low, interval.high].map((share) => rounded(100 * share, 1));
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

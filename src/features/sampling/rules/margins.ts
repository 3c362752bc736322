import type { Margin } from "../contract.ts";

/** A population's numbers from a day on. */
export interface PopulationVersion {
  readonly version: number;
  readonly validFrom: string;
  readonly margins: readonly Margin[];
}

/** What is wrong with the margins of a population, with the place. */
export interface MarginProblem {
  readonly code: "sampling.not_hundred" | "sampling.totals_differ" | "sampling.repeated_value";
  readonly field: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Rounded shares may miss 100 by so much; counts of two systems may differ by this part. */
const rounding = 0.5;
const agreement = 0.005;

/** The first thing wrong: shares must sum to 100, counts agree on how many people there are, every value stand once. */
export function problemIn(margins: readonly Margin[]): MarginProblem | undefined {
  return [...repeated(margins), ...notHundred(margins), ...differing(margins)][0];
}

/** People in all, by the first margin that counts them. */
export function totalOf(margins: readonly Margin[]): number | null {
  const counted = margins.find(({ unit }) => unit === "people");
  return counted === undefined ? null : sum(counted);
}

/** The version in force on a day; before the first one, the first. Versions in any order. */
export function versionOn(versions: readonly PopulationVersion[], day: string): PopulationVersion | undefined {
  const byDay = versions.toSorted((a, b) =>
    a.validFrom === b.validFrom ? a.version - b.version : a.validFrom < b.validFrom ? -1 : 1,
  );
  return byDay.findLast(({ validFrom }) => validFrom <= day) ?? byDay[0];
}

function sum({ cells }: Margin): number {
  return cells.reduce((all, { amount }) => all + amount, 0);
}

function repeated(margins: readonly Margin[]): MarginProblem[] {
  const twice = margins.findIndex(
    ({ dimension }, index) => margins.findIndex((other) => other.dimension === dimension) < index,
  );
  const dimension = margins[twice]?.dimension;
  const ofDimensions =
    dimension === undefined
      ? []
      : [
          {
            code: "sampling.repeated_value" as const,
            field: `body.margins.${twice}.dimension`,
            params: { value: dimension, dimension },
          },
        ];
  return [
    ...ofDimensions,
    ...margins.flatMap(({ dimension: name, cells }, margin) =>
      cells.flatMap(({ value }, cell): MarginProblem[] =>
        cells.findIndex((other) => other.value === value) === cell
          ? []
          : [
              {
                code: "sampling.repeated_value",
                field: `body.margins.${margin}.cells.${cell}.value`,
                params: { value, dimension: name },
              },
            ],
      ),
    ),
  ];
}

function notHundred(margins: readonly Margin[]): MarginProblem[] {
  return margins.flatMap((margin, index): MarginProblem[] => {
    const all = sum(margin);
    const isRight = margin.unit === "percent" ? Math.abs(all - 100) <= rounding : all > 0;
    if (isRight) return [];
    const params = { dimension: margin.dimension, sum: Math.round(all * 100) / 100 };
    return [{ code: "sampling.not_hundred", field: `body.margins.${index}`, params }];
  });
}

function differing(margins: readonly Margin[]): MarginProblem[] {
  const counted = margins.filter(({ unit }) => unit === "people");
  const [first] = counted;
  if (first === undefined) return [];
  const total = sum(first);
  const other = counted.find((margin) => Math.abs(sum(margin) - total) > agreement * total);
  if (other === undefined) return [];
  const params = { first: first.dimension, firstTotal: total, second: other.dimension, secondTotal: sum(other) };
  return [{ code: "sampling.totals_differ", field: `body.margins.${margins.indexOf(other)}`, params }];
}

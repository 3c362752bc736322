import {
  leaveOneOut,
  LEAST_PAIRS,
  pearsonCorrelation,
  smallestTold,
  spearmanCorrelation,
} from "#statistics/correlation";
import type { CorrelationFound } from "#statistics/correlation";

import type { GrowthAnswer, LineProblem } from "../contract.ts";
import { readNumber } from "../rules.ts";
import type { SheetLine } from "./lines.ts";

type Point = Omit<GrowthAnswer["points"][number], "without">;

/** Columns of a file of growth. */
export const growthColumns = {
  unit: ["unit", "code", "подразделение", "код", "підрозділ"],
  year: ["year", "год", "рік"],
  growth: ["growth", "рост", "прирост", "зростання", "приріст"],
} as const;

/** How score and growth of units go together, and what one unit does to it. */
export function checkOf(
  points: readonly Point[],
): Pick<GrowthAnswer, "points" | "pearson" | "spearman" | "smallest" | "verdict" | "decisive"> {
  const pairs = points.map(({ score, growth }) => ({ x: score, y: growth }));
  const pearson = pearsonCorrelation(pairs);
  const without = leaveOneOut(pairs);
  const shown = points.map((point, index) => ({ ...point, without: without[index] ?? null }));
  const verdict = verdictOf(pearson);
  const isOther = (r: number): boolean => {
    const smallest = smallestTold(points.length - 1);
    if (smallest === null) return false;
    return verdict === "chance" ? Math.abs(r) > smallest : Math.abs(r) < smallest;
  };
  const others = shown.filter((one) => one.without !== null && isOther(one.without));
  const away = (one: { readonly without: number | null }) => Math.abs((one.without ?? 0) - (pearson?.value ?? 0));
  return {
    points: shown,
    pearson: toldOf(pearson),
    spearman: toldOf(spearmanCorrelation(pairs)),
    smallest: smallestTold(points.length),
    verdict: points.length < LEAST_PAIRS ? "too-few" : verdict,
    decisive: pearson === null ? null : (others.toSorted((a, b) => away(b) - away(a))[0]?.unit ?? null),
  };
}

function verdictOf(pearson: CorrelationFound | null): GrowthAnswer["verdict"] {
  if (pearson === null) return "too-few";
  if (pearson.pValue >= 0.05) return "chance";
  return pearson.value > 0 ? "together" : "opposite";
}

function toldOf(found: CorrelationFound | null): GrowthAnswer["pearson"] {
  if (found === null) return null;
  const { low, high } = found.interval;
  return { value: found.value, interval: { low, high }, p: found.pValue };
}

/** A line of growth; the unit as it is written. */
export interface GrowthLine {
  readonly line: number;
  readonly unit: string;
  readonly year: number;
  readonly growth: number;
}

/** Lines of growth with what is wrong with each. */
export function growthIn(lines: readonly SheetLine[]): { rows: GrowthLine[]; problems: LineProblem[] } {
  const rows: GrowthLine[] = [];
  const problems: LineProblem[] = [];
  for (const { line, cells } of lines) {
    const [unit = "", year = "", growth = ""] = [cells["unit"], cells["year"], cells["growth"]].map((cell) =>
      cell?.trim(),
    );
    const number = readNumber(growth);
    const fault = faultOf({ unit, year, number });
    if (fault === undefined) rows.push({ line, unit, year: Number(year), growth: number ?? 0 });
    else problems.push({ line, ...fault, text: Object.values(cells).join("; ").slice(0, 200) });
  }
  return { rows, problems };
}

function faultOf({ unit, year, number }: { unit: string; year: string; number: number | null }) {
  if (unit === "") return { code: "unknown-unit", field: "unit" } as const;
  if (!/^(19|20|21)\d\d$/.test(year)) return { code: "no-year", field: "year" } as const;
  if (number === null) return { code: "not-a-number", field: "growth" } as const;
  return number < -100 || number > 10_000 ? ({ code: "out-of-range", field: "growth" } as const) : undefined;
}

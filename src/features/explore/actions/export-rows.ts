import type { Figure } from "#feature/facts/contract";

import type { Found, FoundRow } from "../contract.ts";
import { isStep } from "../rules.ts";
import type { Taken } from "./export.ts";

/** What stands in a cell: texts are never taken for formulas by whoever writes them. */
export type Cell = string | number | null;

/** The head of the table: measure, dimensions, figure, comparison. */
export function headOf({ question, answer, speaker }: Taken): readonly string[] {
  const { t } = speaker;
  const figure = (of: string) => ["value", "low", "high", "n"].map((key) => `${t(`web:chart.${key}`)}${of}`);
  const compared = answer.against === "none" ? [] : [...differenceHead(t), t("web:chart.verdict")];
  const other =
    answer.against === "before" || answer.against === "groups" ? figure(` (${t(`export.${answer.against}`)})`) : [];
  return [
    t("export.measure"),
    ...question.by.map((dimension) => (isStep(dimension) ? t(`step.${dimension}`) : speaker.dimension(dimension))),
    ...figure(""),
    t("export.state"),
    ...other,
    ...compared,
  ];
}

function differenceHead(t: (key: string) => string): string[] {
  return ["difference", "differenceLow", "differenceHigh", "p"].map((key) => t(`export.${key}`));
}

/** The rows of every measure, its total last. */
export function* rowsOf(taken: Taken): Generator<readonly Cell[]> {
  for (const found of taken.answer.found) {
    for (const row of found.rows) yield cellsOf(found, row, taken);
    if (found.total !== null) yield cellsOf(found, found.total, taken);
  }
}

function cellsOf({ measure, ref }: Found, row: FoundRow, { question, answer, speaker }: Taken): readonly Cell[] {
  const { t } = speaker;
  const isTotal = row.key.length === 0;
  const names = isTotal
    ? question.by.map((_, index) => (index === 0 ? t("export.total") : ""))
    : row.key.map((part) => speaker.key([part]));
  const hasOther = answer.against === "before" || answer.against === "groups";
  return [
    measure === null ? ref : speaker.measure(measure),
    ...names,
    ...figureCells(row.figure),
    stateOf(row.figure, t),
    ...(hasOther ? figureCells(row.other) : []),
    ...(answer.against === "none" ? [] : comparedCells(row, t)),
  ];
}

function figureCells(figure: Figure | null): readonly Cell[] {
  const { estimate, n } = figure ?? { estimate: null, n: null };
  return [estimate?.value ?? null, estimate?.interval.low ?? null, estimate?.interval.high ?? null, n];
}

/** In words why there is no figure, or that it may still change. */
function stateOf({ state, provisional, estimate }: Figure, t: (key: string) => string): string {
  if (state !== "ok") return t(`web:figure.${state}`);
  if (estimate === null) return t("web:figure.counted");
  return provisional ? t("web:figure.provisional") : "";
}

function comparedCells({ difference, adjustedP, verdict }: FoundRow, t: (key: string) => string): readonly Cell[] {
  const { value = null, interval = null, p = null } = difference ?? {};
  const words = verdict === null ? "" : t(`verdict.${verdict}`);
  return [value, interval?.low ?? null, interval?.high ?? null, adjustedP ?? p, words];
}

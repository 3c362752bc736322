import type { MeasureKind } from "#feature/facts/contract";

import type { Outcome, Reading } from "../contract.ts";

/** What can be explained at all, what speaks for the whole first. */
const kinds: readonly MeasureKind[] = ["nps", "enps", "csat", "ces", "rating", "gap", "number"];
const programmes = ["relational", "transactional", "product", "review", "employee", "competitor"];

/** How a measure of this kind may be read, the usual way first. */
export function readingsOf(kind: MeasureKind): readonly Reading[] {
  if (kind === "nps" || kind === "enps") return ["points", "score", "top"];
  if (kind === "csat") return ["top", "score"];
  return kind === "ces" || kind === "rating" ? ["score", "top"] : ["score"];
}

/** Whether answers of this kind can be an outcome. */
export function isExplainable(kind: MeasureKind): boolean {
  return kinds.includes(kind);
}

/** Outcomes as one looks for them: recommendation first, customers first, many answers first. */
export function inOrder<T extends Pick<Outcome, "kind" | "programme" | "n">>(outcomes: readonly T[]): T[] {
  const place = ({ kind, programme }: T): number => kinds.indexOf(kind) * 10 + at(programme);
  return outcomes.toSorted((a, b) => place(a) - place(b) || b.n - a.n);
}

function at(programme: string): number {
  const found = programmes.indexOf(programme);
  return found < 0 ? programmes.length : found;
}

/**
 * The outcome meant: the question named, the largest question of a measure that several make together, or the first one that
 * has at least two questions beside it.
 */
export function chosenOutcome<T extends Pick<Outcome, "measure" | "kind" | "programme" | "n">>(
  outcomes: readonly T[],
  measure: string | undefined,
  companions: (outcome: T) => number,
): T | null {
  if (measure !== undefined) {
    const named = outcomes.find((outcome) => outcome.measure === measure);
    const [kind, programme, survey] = measure.split(":");
    const whole = outcomes
      .filter((outcome) => survey === undefined && outcome.kind === kind && outcome.programme === programme)
      .toSorted((a, b) => b.n - a.n);
    return named ?? whole[0] ?? null;
  }
  const sorted = inOrder(outcomes);
  return sorted.find((outcome) => companions(outcome) >= 2) ?? sorted[0] ?? null;
}

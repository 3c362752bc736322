import type { CutPoints } from "#feature/organisation/contract";

import { isScaled, type MeasureParts } from "./measure.ts";
import { decodeStep, groupOf } from "./step.ts";
import { addMoments, type ChoiceTally, type Moments, type StepTally, type Sums, type Tally } from "./sums.ts";

/** Sums over answers that are alike, as the store answers them. */
export interface Cell {
  readonly key: readonly string[];
  readonly measure: MeasureParts;
  readonly step: number;
  readonly choice: string;
  readonly n: number;
  readonly w: number;
  readonly ww: number;
  readonly firstN: number;
  readonly firstW: number;
  readonly firstWW: number;
  readonly x: number;
  readonly xx: number;
  readonly wx: number;
  readonly wxx: number;
  readonly wwx: number;
  readonly wwxx: number;
}

/** One group of a breakdown with its sums. */
export interface Group {
  readonly key: readonly string[];
  readonly sums: Sums;
}

/** The groups of a breakdown from the cells of one measure, by a key that tells them apart (see `keyText`). */
export function gatherGroups(
  cells: readonly Cell[],
  by: readonly string[],
  cuts: CutPoints,
): ReadonlyMap<string, Group> {
  const keyed = Map.groupBy(cells, (cell) => JSON.stringify(keyOfCell(cell, by, cuts)));
  return new Map(
    [...keyed].map(([text, some]) => [
      text,
      { key: JSON.parse(text) as string[], sums: sumsOf(some, by.includes("score")) },
    ]),
  );
}

/**
 * The sums of cells of one measure that are all different. A response with several choices is one answer, save where
 * each choice is a group of its own.
 */
export function sumsOf(cells: readonly Cell[], isByChoice = false): Sums {
  const steps: StepTally[] = [];
  const choices: ChoiceTally[] = [];
  let moments: Moments | null = null;
  let n = 0;
  for (const cell of cells) {
    const { kind } = cell.measure;
    const tally: Tally = { n: cell.n, sumWeights: cell.w, sumSquaredWeights: cell.ww };
    n += kind === "choice" && !isByChoice ? cell.firstN : cell.n;
    if (kind === "choice") choices.push({ choice: cell.choice, ...tally, first: firstOf(cell, isByChoice) });
    if (kind === "number") moments = addMoments(moments, momentsOf(cell, tally));
    const step = isScaled(kind) ? decodeStep(kind, cell.step) : undefined;
    if (step !== undefined) steps.push({ step, ...tally });
  }
  return { n, steps, choices, moments };
}

function firstOf(cell: Cell, isByChoice: boolean): Tally {
  return isByChoice
    ? { n: cell.n, sumWeights: cell.w, sumSquaredWeights: cell.ww }
    : { n: cell.firstN, sumWeights: cell.firstW, sumSquaredWeights: cell.firstWW };
}

function momentsOf({ x, xx, wx, wxx, wwx, wwxx }: Cell, tally: Tally): Moments {
  return { ...tally, sumX: x, sumXX: xx, sumWX: wx, sumWXX: wxx, sumWWX: wwx, sumWWXX: wwxx };
}

function keyOfCell(cell: Cell, by: readonly string[], cuts: CutPoints): string[] {
  const { kind } = cell.measure;
  const step = isScaled(kind) ? decodeStep(kind, cell.step) : undefined;
  return by.map((name, index) => {
    if (name === "score" && kind === "choice") return cell.choice;
    if (name === "score" && step !== undefined) return String(step.score);
    if (name === "group" && step !== undefined) return groupOf(kind, step, cuts);
    return cell.key[index] ?? "";
  });
}

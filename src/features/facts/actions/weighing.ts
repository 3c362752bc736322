import { requireEverywhere } from "#feature/access";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";

import type { Figure, Period } from "../contract.ts";
import type { Reading } from "../rules/counts.ts";
import { estimateOf } from "../rules/figure.ts";
import { isScaled, partsOf } from "../rules/measure.ts";
import { decodeStep } from "../rules/step.ts";
import { addSums, type Sums } from "../rules/sums.ts";
import type { WeighedResponse, WeighingCell, WeighingGround } from "../rules/weighing.ts";
import { requireKnownFields } from "../store/filter.ts";
import {
  readResponseCells,
  readScoredCells,
  readScoresOf,
  readWeighedResponses,
  type ScoredAnswerRow,
} from "../store/weighing.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** Cells of a ground with the sums of a measure's answers in them, unweighted. */
export interface ScoredCell extends WeighingCell {
  readonly sums: Sums;
  /** Sums of the weights in force, and of their squares. */
  readonly w: number;
  readonly ww: number;
}

/**
 * How many responses stand in each cell of a ground, by the weight they came with. Weightings concern everybody, so that
 * only whoever reads the whole organisation is answered, and nothing is told of answers given under protection.
 * @throws Refusal `access.forbidden`, `access.installation_only`, `facts.protected`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function responseCells(
  { stores, viewer }: Asker,
  ground: WeighingGround,
): Promise<readonly WeighingCell[]> {
  requireEverywhere(viewer, "insight.read");
  requireOpen(ground.programme);
  requireKnownFields(ground.where);
  const { words } = await readGround(stores, wordsIn(ground));
  const cells = await readResponseCells(stores.clickhouse, ground, words);
  if (cells.some(({ isAnonymous }) => isAnonymous)) throw new Refusal("facts.protected");
  return cells.map(({ key, wave, base, n }) => ({ key, wave, base, n }));
}

/**
 * The same for the answers to one measure on a scale, with their sums: what a weighting would do to its figure is
 * computed from these by `weightedEstimate`. Same refusals.
 */
export async function scoredCells(
  { stores, viewer }: Asker,
  { measure, ...ground }: WeighingGround & { readonly measure: string },
): Promise<{ readonly cells: readonly ScoredCell[]; readonly reading: Reading }> {
  requireEverywhere(viewer, "insight.read");
  requireOpen(ground.programme);
  const parts = partsOf(measure);
  if (!isScaled(parts.kind)) throw new Refusal("facts.no_scale");
  const { words, settings } = await readGround(stores, wordsIn(ground));
  const rows = await readScoredCells(stores.clickhouse, { ...ground, measure: parts }, words);
  if (rows.some(({ isAnonymous }) => isAnonymous)) throw new Refusal("facts.protected");

  const cells = rows.map(({ step: code, key, wave, base, n, w, ww }): ScoredCell => {
    const step = decodeStep(parts.kind, code);
    const steps = step === undefined ? [] : [{ step, n, sumWeights: n, sumSquaredWeights: n }];
    return { key, wave, base, n, w, ww, sums: { n, steps, choices: [], moments: null } };
  });
  return { cells, reading: { kind: parts.kind, cuts: settings.cutPoints, isWeighted: true } };
}

/** The estimate of a measure when the answers of each cell weigh `weightOf(cell)` each; null without answers. */
export function weightedEstimate(
  cells: readonly ScoredCell[],
  reading: Reading,
  weightOf: (cell: WeighingCell) => number,
): Figure["estimate"] {
  const sums = addSums(cells.map((cell) => weighed(cell.sums, weightOf(cell))));
  return sums.n === 0 ? null : estimateOf(sums, { ...reading, isWeighted: true });
}

/**
 * The next responses of a ground after an id, for whoever writes their weights; the product itself only. Same refusals.
 * Trap: a response that came or changed within the last second may still be missing.
 */
export async function weighedResponses(
  { stores, viewer }: Asker,
  ground: WeighingGround & { readonly after: string; readonly limit: number },
): Promise<readonly WeighedResponse[]> {
  requireEverywhere(viewer, "insight.read");
  requireOpen(ground.programme);
  const { words } = await readGround(stores, wordsIn(ground));
  return readWeighedResponses(stores.clickhouse, ground, words);
}

/**
 * Scores of a measure by persons, or by responses, for joining with what is known of them elsewhere. Personal: never to
 * be shown but in sums. Same refusals.
 */
export async function scoresOf(
  { stores, viewer }: Asker,
  of: {
    readonly measure: string;
    readonly period?: Period | undefined;
    readonly where?: Condition | undefined;
    readonly persons?: readonly string[];
    readonly responses?: readonly string[];
  },
): Promise<readonly ScoredAnswerRow[]> {
  requireEverywhere(viewer, "insight.read");
  const measure = partsOf(of.measure);
  requireOpen(measure.programme);
  requireKnownFields(of.where);
  const { words } = await readGround(stores, of.where);
  const column = of.persons === undefined ? "response_id" : "respondent";
  const ids = of.persons ?? of.responses ?? [];
  const query = { measure, period: of.period ?? null, where: of.where, ids, column } as const;
  return readScoresOf(stores.clickhouse, query, words);
}

/** Employees' answers are protected whatever they are asked for. */
function requireOpen(programme: string): void {
  if (programme === "employee") throw new Refusal("facts.protected");
}

/** Units that a dimension lists are looked up with the words of the filter. */
function wordsIn({ where, by }: WeighingGround): Condition | undefined {
  const listed = by.flatMap(({ dimension, among }): Condition[] =>
    among === undefined ? [] : [{ field: dimension, op: "in", value: [...among] }],
  );
  const parts = where === undefined ? listed : [where, ...listed];
  return parts.length === 0 ? undefined : { all: parts };
}

function weighed(sums: Sums, weight: number): Sums {
  return {
    ...sums,
    steps: sums.steps.map((tally) => ({
      ...tally,
      sumWeights: tally.n * weight,
      sumSquaredWeights: tally.n * weight ** 2,
    })),
  };
}

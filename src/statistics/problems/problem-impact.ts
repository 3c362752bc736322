import { studentTQuantile, studentTTwoSided } from "../distributions.ts";
import { blockInterval, jackknifeCovariance, jackknifeVariances, type Repetitions } from "../drivers/blocks.ts";
import { cell, type Matrix } from "../drivers/matrix.ts";
import { DEFAULT_LEVEL, fitInterval, type Estimate, type Interval } from "../estimate.ts";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "../many-units.ts";
import { at } from "../sequence.ts";
import { shareOf, wilson } from "../share.ts";
import { groupTables, type GroupTable } from "./group-table.ts";
import { inseparableSets } from "./inseparable.ts";
import { shareCountsOf, wholeOf, type NamedCounts } from "./named-counts.ts";
import { addNamedSums, withoutPart, type NamedSums } from "./named-sums.ts";
import { problemEffects, type GroupValues, type ProblemEffects } from "./problem-effects.ts";

/** How a problem stands: see the states of the map. */
export type ProblemStanding = "ok" | "too-few" | "nobody" | "everybody" | "inseparable" | "imprecise";

/** A quantity with its standard error over blocks of persons and its interval. */
export interface BlockEstimate {
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval;
}

/** What the mean of all would rise by without the problem: scenarios from narrow to wide, in units of the outcome. */
export interface ProblemLift {
  /** Counting only those who name nothing else. */
  readonly lower: number;
  readonly expected: BlockEstimate;
  /** Everybody in the low group who names it moves to the middle; where that counts nothing, the middle moves up. */
  readonly oneUp: number;
  /** Everybody in the low group who names it moves to the top. */
  readonly lowToTop: number;
  /** Everybody who names it moves to the top: more is impossible as long as a solution harms nobody. */
  readonly most: number;
}

/** One problem. */
export interface ProblemImpact {
  readonly standing: ProblemStanding;
  readonly mentions: number;
  /** 0..1, of all answers; null where there are none. */
  readonly share: Estimate | null;
  /** 0..1, of the low group. */
  readonly shareOfLow: Estimate | null;
  readonly touched: number;
  readonly gross: number | null;
  readonly effect: BlockEstimate | null;
  readonly lift: ProblemLift | null;
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
  readonly clear: boolean;
  /** 1 + the number of problems whose lift is clearly greater. */
  readonly rank: number | null;
  readonly tied: boolean;
}

/** All problems, or why nothing can be said of any. */
export interface Impact {
  readonly state: "ok" | "none" | "nothing-named" | "too-few" | "flat";
  readonly problems: readonly ProblemImpact[];
  readonly inseparable: readonly (readonly number[])[];
  /** Blocks of persons with answers. */
  readonly blocks: number;
}

/** What impact is computed from. */
export interface ImpactOptions {
  /** Answers that must name a problem before its effect is told. */
  readonly minimum: number;
  readonly values: GroupValues;
  /** Whether the high group was asked about the problem too. */
  readonly isAsked: readonly boolean[];
  /** Share (0..1) of those it touches for whom solving removes it; 1 when left out. */
  readonly solveRates?: readonly number[];
  readonly level?: number;
}

/** Answers in all before effects are told of any problem. */
const LEAST_ANSWERS = 50;
/** An effect whose interval reaches further than this part of the whole scale to either side tells nothing: it is not printed. */
const WIDEST = 0.3;
/** Blocks before an interval means anything. */
const LEAST_BLOCKS = 8;

/**
 * Share, effect and lift of every problem, with intervals, from sums by block of persons.
 *
 * Shares: Wilson's interval, widened by what several answers of one person and the draw of the interviews add (one factor
 * for all problems, from the blocks). Effects and lifts: delete-a-block jackknife of the whole computation, value ± t(G − 1)·se.
 * What is known less well than to ±0.3 of the scale has no effect (`imprecise`), and no effect is larger than the scale.
 * Ranks: two problems are told apart when the interval of the difference of their lifts leaves out 0. `clear` controls the false
 * discovery rate over problems (Benjamini–Hochberg, 5 %).
 *
 * Simulated in `problem-coverage.test.ts`, where the figures stand. Assumptions: see `problemEffects`, `completeHighGroup`;
 * blocks hold whole persons. Lift is a model of what would be, not a forecast. Units: shares 0..1, the rest those of `values`.
 */
export function problemImpact(blocks: readonly NamedSums[], counts: NamedCounts, options: ImpactOptions): Impact {
  const filled = blocks.filter(({ values }) => values.some((value) => value !== 0));
  const problems = counts.problems.length;
  const whole = addNamedSums(filled, problems, blocks[0]?.strata ?? 1);
  const tables = groupTables(whole);
  const state = stateOf(counts, tables, options, filled.length);
  const standings = standingsOf(counts, options.minimum);
  const inseparable = inseparableSets(tables, indicesOf(standings, "ok"));
  for (const problem of inseparable.flat()) standings[problem] = "inseparable";
  const found: Found = { tables, counts, standings, options, point: problemEffects(whole, options) };
  if (state !== "ok") {
    const plain = standings.map((_, problem) => withoutEffect(found, problem, 1));
    return { state, problems: plain, inseparable, blocks: filled.length };
  }

  const left = filled.map((part) => problemEffects(withoutPart(whole, part), options));
  return {
    state,
    problems: judged(found, spreadOf(left)),
    inseparable,
    blocks: filled.length,
  };
}

interface Found {
  readonly tables: readonly [GroupTable, GroupTable, GroupTable];
  readonly counts: NamedCounts;
  readonly standings: readonly ProblemStanding[];
  readonly options: ImpactOptions;
  readonly point: ProblemEffects;
}

interface Spread {
  /** Variances of the effects and of the named shares; of the lifts their covariances, since they are compared with each other. */
  readonly effects: readonly number[];
  readonly named: readonly number[];
  readonly lifts: Matrix;
  readonly blocks: number;
}

function spreadOf(left: readonly ProblemEffects[]): Spread {
  const rows = (of: (one: ProblemEffects) => Float64Array): Repetitions => left.map((one) => Array.from(of(one)));
  return {
    effects: jackknifeVariances(rows(({ effect }) => effect)),
    named: jackknifeVariances(rows(({ named }) => named)),
    lifts: jackknifeCovariance(rows(({ lift }) => lift)),
    blocks: left.length,
  };
}

function stateOf(
  counts: NamedCounts,
  tables: Found["tables"],
  { values }: ImpactOptions,
  blocks: number,
): Impact["state"] {
  const { n } = wholeOf(counts.all);
  if (n === 0) return "none";
  if (counts.problems.every(({ named }) => wholeOf(named).n === 0)) return "nothing-named";
  const levels = new Set(tables.flatMap(({ weight }, group) => (weight > 0 ? [values[group]] : [])));
  if (levels.size < 2) return "flat";
  return n < LEAST_ANSWERS || blocks < LEAST_BLOCKS ? "too-few" : "ok";
}

function standingsOf({ all, problems }: NamedCounts, minimum: number): ProblemStanding[] {
  const { n } = wholeOf(all);
  return problems.map(({ named }) => {
    const mentions = wholeOf(named).n;
    if (mentions === 0) return "nobody";
    if (mentions === n) return "everybody";
    return mentions < minimum || n - mentions < minimum ? "too-few" : "ok";
  });
}

function indicesOf(standings: readonly ProblemStanding[], wanted: ProblemStanding): number[] {
  return standings.flatMap((standing, index) => (standing === wanted ? [index] : []));
}

/** Everything that needs no effect: counts and shares. */
function withoutEffect(
  { counts, standings, options, point }: Found,
  problem: number,
  inflation: number,
): ProblemImpact {
  const named = counts.problems[problem]?.named;
  if (named === undefined) throw new RangeError(`no problem ${problem}`);
  const { level = DEFAULT_LEVEL } = options;
  return {
    standing: standings[problem] ?? "nobody",
    mentions: wholeOf(named).n,
    share: inflatedShare(wholeOf(named), wholeOf(counts.all), { level, inflation }),
    shareOfLow: inflatedShare(named[0], counts.all[0], { level, inflation }),
    touched: point.touched[problem] ?? 0,
    gross: ["ok", "inseparable", "imprecise"].includes(standings[problem] ?? "") ? (point.gross[problem] ?? 0) : null,
    effect: null,
    lift: null,
    pValue: null,
    adjustedPValue: null,
    clear: false,
    rank: null,
    tied: false,
  };
}

function inflatedShare(
  some: Parameters<typeof shareCountsOf>[0],
  all: Parameters<typeof shareCountsOf>[1],
  { level, inflation }: { readonly level: number; readonly inflation: number },
): Estimate | null {
  if (all.n === 0 || !(all.sumWeights > 0)) return null;
  const plain = shareOf(shareCountsOf(some, all), { level });
  if (inflation <= 1) return plain;
  const effectiveN = Math.max(1, plain.effectiveN / inflation);
  return {
    ...plain,
    effectiveN,
    standardError: plain.standardError * Math.sqrt(inflation),
    interval: wilson(plain.value, effectiveN, level),
  };
}

function judged(found: Found, spread: Spread): ProblemImpact[] {
  const { standings, point } = found;
  const inflation = inflationOf(found, spread.named);
  const degrees = Math.max(1, spread.blocks - 1);
  const scale = found.options.values[2] - found.options.values[0];
  const t = studentTQuantile((1 + DEFAULT_LEVEL) / 2, degrees);
  const told = standings.map((standing, problem): ProblemStanding => {
    const isVague = t * Math.sqrt(Math.max(0, at(spread.effects, problem))) > WIDEST * scale;
    return standing === "ok" && isVague ? "imprecise" : standing;
  });
  const fit = indicesOf(told, "ok");
  const pValues = fit.map((problem) => {
    const error = Math.sqrt(at(spread.effects, problem));
    return error > 0 ? studentTTwoSided((point.effect[problem] ?? 0) / error, degrees) : 1;
  });
  const adjusted = adjustPValues(pValues);
  const ranks = ranksOf(fit, found, spread);
  return standings.map((_, problem) => {
    const plain = withoutEffect({ ...found, standings: told }, problem, inflation);
    const place = fit.indexOf(problem);
    if (place < 0) return plain;
    const how = { blocks: spread.blocks, level: found.options.level ?? DEFAULT_LEVEL, method: "block-jackknife" };
    const error = Math.sqrt(Math.max(0, at(spread.effects, problem)));
    const value = point.effect[problem] ?? 0;
    const interval = fitInterval(blockInterval(value, error, how), value, { min: -scale, max: scale });
    const effect = { value: Math.max(-scale, Math.min(scale, value)), standardError: error, interval };
    const adjustedPValue = at(adjusted, place);
    return {
      ...plain,
      effect,
      lift: liftOf(found, problem, { how, variance: cell(spread.lifts, problem, problem) }),
      pValue: at(pValues, place),
      adjustedPValue,
      clear: adjustedPValue <= FALSE_DISCOVERY_RATE,
      rank: at(ranks, place),
      tied: ranks.filter((rank) => rank === at(ranks, place)).length > 1,
    };
  });
}

/** Variance of the named shares over blocks against that of independent answers, over all problems together. */
function inflationOf({ counts, point }: Found, variances: readonly number[]): number {
  let [seen, plain] = [0, 0];
  counts.problems.forEach(({ named }, problem) => {
    const share = point.named[problem] ?? 0;
    const some = wholeOf(named);
    if (some.n < LEAST_BLOCKS || share >= 1) return;
    const { effectiveN } = shareOf(shareCountsOf(some, wholeOf(counts.all)));
    seen += at(variances, problem);
    plain += (share * (1 - share)) / effectiveN;
  });
  return plain > 0 ? Math.max(1, seen / plain) : 1;
}

interface HowWide {
  readonly how: { readonly blocks: number; readonly level: number; readonly method: string };
  readonly variance: number;
}

function liftOf({ tables, counts, options, point }: Found, problem: number, { how, variance }: HowWide): ProblemLift {
  const rate = options.solveRates?.[problem] ?? 1;
  const total = tables.reduce((sum, { weight }) => sum + weight, 0);
  const [low, middle] = [(tables[0].margins[problem] ?? 0) / total, (tables[1].margins[problem] ?? 0) / total];
  const [atLow, atMiddle, atHigh] = options.values;
  const most = low * (atHigh - atLow) + middle * (atHigh - atMiddle);
  const value = Math.min(most, point.lift[problem] ?? 0) * rate;
  const standardError = Math.sqrt(Math.max(0, variance)) * rate;
  const interval = fitInterval(blockInterval(value, standardError, how), value, { min: -Infinity, max: most });
  const { named, onlyWeight = 0 } = counts.problems[problem] ?? {};
  const namedWeight = named === undefined ? 0 : wholeOf(named).sumWeights;
  const onlyShare = namedWeight > 0 ? Math.min(1, onlyWeight / namedWeight) : 0;
  return {
    lower: Math.min(value, value * onlyShare),
    expected: { value, standardError, interval },
    oneUp: atMiddle > atLow ? low * (atMiddle - atLow) : middle * (atHigh - atMiddle),
    lowToTop: low * (atHigh - atLow),
    most,
  };
}

function ranksOf(fit: readonly number[], { point }: Found, { lifts, blocks }: Spread): number[] {
  const t = studentTQuantile((1 + DEFAULT_LEVEL) / 2, Math.max(1, blocks - 1));
  const isAbove = (one: number, other: number): boolean => {
    const variance = cell(lifts, one, one) + cell(lifts, other, other) - 2 * cell(lifts, one, other);
    return (point.lift[one] ?? 0) - (point.lift[other] ?? 0) > t * Math.sqrt(Math.max(0, variance));
  };
  const ranks = fit.map((own) => 1 + fit.filter((other) => other !== own && isAbove(other, own)).length);
  return neverBack(
    ranks,
    fit.map((problem) => point.lift[problem] ?? 0),
  );
}

/** A problem with a smaller lift never stands before one with a greater lift because it is known less well. */
function neverBack(ranks: readonly number[], lifts: readonly number[]): number[] {
  const order = lifts.map((_, index) => index).toSorted((a, b) => at(lifts, b) - at(lifts, a));
  const found = [...ranks];
  let reached = 0;
  for (const index of order) {
    reached = Math.max(reached, at(ranks, index));
    found[index] = reached;
  }
  return found;
}

import { DEFAULT_LEVEL } from "../estimate.ts";
import { at } from "../sequence.ts";
import { blockInterval, jackknifeCovariance, leaveOneOut } from "./blocks.ts";
import { independentColumns } from "./collinearity.ts";
import { cell, picked, solutionOf } from "./matrix.ts";
import { addMomentMatrices, centredOf, columnsOf, type MomentMatrix } from "./moment-matrix.ts";
import { COMFORTABLE_PER_COLUMN, type Uncertain } from "./result.ts";

/** The two columns of one attribute: 1 where it was rated low, and 1 where it was rated high; the middle is neither. */
export interface LowHigh {
  readonly low: number;
  readonly high: number;
}

/**
 * What an attribute does: `basic` costs more when bad than it brings when good, `exciting` the other way round, `even` does
 * both alike, `weak` neither clearly, `unclear` cannot be told.
 */
export type PenaltyRewardKind = "basic" | "exciting" | "even" | "weak" | "unclear";

/** One attribute: what being low takes and being high adds, against the middle, other attributes held. */
export interface PenaltyReward {
  readonly penalty: Uncertain;
  readonly reward: Uncertain;
  /** Size of the penalty less the reward. */
  readonly asymmetry: Uncertain;
  readonly kind: PenaltyRewardKind;
  readonly lowShare: number;
  readonly highShare: number;
}

/** Attributes in the order given; null where nobody, or everybody, rated it low or high. */
export type PenaltyRewards =
  | { readonly state: "ok"; readonly n: number; readonly attributes: readonly (PenaltyReward | null)[] }
  | { readonly state: "none" | "too-few" | "flat"; readonly n: number; readonly needed: number };

/**
 * Penalty–reward contrasts: least squares of the outcome (last column) on low and high of every attribute at once, in
 * units of the outcome. Intervals by the delete-a-group jackknife over blocks of persons; an attribute is called basic or
 * exciting only where the interval of |penalty| − reward leaves out 0.
 * Assumes the middle of the scale as the neutral point. It tells which way an attribute works on the outcome; reviews doubt that
 * it tells Kano's classes, for which paired questions are needed.
 * Source: Brandt 1987, Add Value to Your Service (AMA); Mikulić & Prebežac 2011, Managing Service Quality 21(1).
 */
export function penaltyReward(
  blocks: readonly MomentMatrix[],
  attributes: readonly LowHigh[],
  { level = DEFAULT_LEVEL }: { readonly level?: number } = {},
): PenaltyRewards {
  const filled = blocks.filter(({ n }) => n > 0);
  const whole = addMomentMatrices(filled);
  if (whole.n === 0) return { state: "none", n: 0, needed: 0 };
  const centred = centredOf(whole);
  const outcome = columnsOf(whole) - 1;
  const { kept } = independentColumns(
    centred,
    attributes.flatMap(({ low, high }) => [low, high]),
  );
  const needed = Math.max(50, COMFORTABLE_PER_COLUMN * kept.length);
  if (whole.n < needed) return { state: "too-few", n: whole.n, needed };
  if (kept.length === 0 || !(cell(centred.covariance, outcome, outcome) > 0))
    return { state: "flat", n: whole.n, needed };

  const effects = (matrix: MomentMatrix): readonly number[] | undefined => {
    const { covariance } = centredOf(matrix);
    return solutionOf(
      picked(covariance, kept),
      kept.map((column) => cell(covariance, column, outcome)),
      1e-9,
    );
  };
  const values = effects(whole);
  if (values === undefined) return { state: "flat", n: whole.n, needed };
  const covariance = jackknifeCovariance(leaveOneOut(filled, effects));
  const uncertain = (value: number, variance: number): Uncertain => {
    const standardError = Math.sqrt(Math.max(0, variance));
    const how = { blocks: filled.length, level, method: "jackknife" };
    return { value, standardError, interval: blockInterval(value, standardError, how) };
  };
  return {
    state: "ok",
    n: whole.n,
    attributes: attributes.map(({ low, high }): PenaltyReward | null => {
      const [i, j] = [kept.indexOf(low), kept.indexOf(high)];
      if (i < 0 || j < 0) return null;
      const [b, r] = [at(values, i), at(values, j)];
      const between = cell(covariance, i, i) + cell(covariance, j, j) + 2 * cell(covariance, i, j);
      const found = {
        penalty: uncertain(b, cell(covariance, i, i)),
        reward: uncertain(r, cell(covariance, j, j)),
        asymmetry: uncertain(-b - r, between),
      };
      return { ...found, kind: kindOf(found), lowShare: at(centred.means, low), highShare: at(centred.means, high) };
    }),
  };
}

function kindOf({
  penalty,
  reward,
  asymmetry,
}: Pick<PenaltyReward, "penalty" | "reward" | "asymmetry">): PenaltyRewardKind {
  const takes = penalty.interval.high < 0;
  const adds = reward.interval.low > 0;
  if (takes && asymmetry.interval.low > 0) return "basic";
  if (adds && asymmetry.interval.high < 0) return "exciting";
  if (takes && adds) return "even";
  return takes || adds ? "unclear" : "weak";
}

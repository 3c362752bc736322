import { chiSquareCdf } from "../distributions.ts";
import { createRandom } from "../random.ts";
import { at } from "../sequence.ts";
import { assemble } from "./assemble.ts";
import { drawnTimes } from "./blocks.ts";
import { independentColumns } from "./collinearity.ts";
import { DRAWS, type KeyDriverOptions } from "./key-drivers.ts";
import { logisticBlocks, patternMoments, repeated, type LogisticModel } from "./logistic-blocks.ts";
import { logisticFit, type Pattern } from "./logistic.ts";
import { centredOf, type Centred } from "./moment-matrix.ts";
import { neededFor, type KeyDrivers, type NoDrivers } from "./result.ts";

/**
 * Key drivers of a yes or no from grouped patterns, as `keyDrivers` gives them for a number. Effects are average marginal
 * effects in percentage points from Firth's logistic regression; the explained part is the squared correlation of the outcome
 * with its fitted probability (R²_O), divided by relative weights of the log-odds, which logistic regression makes of the predictors
 * exactly (logistic relative weights).
 * Intervals over blocks of persons as in `keyDrivers`, each repetition one Newton step from the fit. Ten answers of the rarer
 * kind are needed for each column (Peduzzi 1996).
 * Sources: Tonidandel & LeBreton 2010, Organizational Research Methods 13(4); Menard 2004, The American Statistician 58(3).
 */
export function logisticDrivers(
  patterns: readonly Pattern[],
  groups: readonly (readonly number[])[],
  options: Omit<KeyDriverOptions, "method"> = {},
): KeyDrivers | NoDrivers {
  const n = patterns.reduce((sum, one) => sum + one.n, 0);
  if (n === 0) return { state: "none", n, setAside: [] };
  const all = centredOf(patternMoments(patterns));
  const share = at(all.means, all.means.length - 1);
  const { kept, setAside } = independentColumns(all, groups.flat());
  if (!(share > 0 && share < 1)) return { state: "flat", n, setAside };
  const rarer = Math.min(share, 1 - share);
  const needed = Math.max(neededFor(kept.length), Math.ceil((10 * kept.length) / rarer));
  if (n < needed) return { state: "too-few", n, needed, setAside };

  const own = patterns.map((one) => ({ ...one, values: kept.map((column) => at(one.values, column)) }));
  const fit = kept.length === 0 ? undefined : logisticFit(own);
  if (fit === undefined) return { state: "no-predictors", n, setAside };
  const living = groups
    .map((group) => group.filter((column) => kept.includes(column)))
    .filter((group) => group.length > 0);
  const model = { patterns: own, fit, groups: living.map((group) => group.map((column) => kept.indexOf(column))) };
  const source = sourceOf(model, all, options);
  return source === undefined
    ? { state: "no-predictors", n, setAside }
    : assemble({ ...source, n, kept, groups: living }, { groups, setAside, level: options.level });
}

function sourceOf(model: LogisticModel, all: Centred, { draws = DRAWS, seed = 1 }: Omit<KeyDriverOptions, "method">) {
  const { n, covariance } = all;
  const blocks = logisticBlocks(model);
  const once = blocks.map(() => 1);
  const whole = repeated(blocks, once, model);
  if (whole?.shares === undefined) return undefined;
  const { rSquared } = whole;
  const size = model.fit.coefficients.length - 1;
  const weight = model.patterns.reduce((sum, one) => sum + one.weight, 0);
  const random = createRandom(seed);
  return {
    method: "logistic" as const,
    blocks: blocks.length,
    centred: { ...all, covariance },
    weights: whole.shares.map((share) => share * rSquared),
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (n - 1)) / (n - size - 1),
    pValue: 1 - chiSquareCdf((model.fit.likelihoodRatio * n) / weight, size),
    plain: whole.plain,
    left: blocks.flatMap((_, block) => {
      const found = repeated(
        blocks,
        once.map((count, index) => (index === block ? 0 : count)),
        model,
      );
      return found === undefined ? [] : [found.plain];
    }),
    draws: Array.from({ length: draws }, () => repeated(blocks, drawnTimes(blocks.length, random), model)).flatMap(
      (found) =>
        found?.shares === undefined
          ? []
          : [[...found.shares.map((share) => share * found.rSquared), ...found.shares, found.rSquared]],
    ),
  };
}

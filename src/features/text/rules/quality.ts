import { calibrated, plattCalibration } from "#statistics/calibration";
import { averageOf } from "#statistics/sequence";
import { shareOf } from "#statistics/share";

import { automaticThreshold, bestCut, f1Of, type Counts, type Decision } from "./classifier/decisions.ts";
import { labelled, unseenScores, type CodeCases, type UnseenScores } from "./classifier/unseen-scores.ts";
import type { CodedExample, CodeQuality, CoderQuality, TrainingOptions } from "./models.ts";

/**
 * Quality of a coder by k-fold cross-validation: each text is judged by models that had not seen it, with cuts and
 * thresholds that were chosen on the other folds, so no figure flatters itself. Intervals are Wilson's.
 */
export function crossValidate(examples: readonly CodedExample[], options: TrainingOptions = {}): CoderQuality {
  return qualityOf(unseenScores(examples.map(labelled), options));
}

/** Quality from scores already made. */
export function qualityOf(unseen: UnseenScores): CoderQuality {
  const judged = unseen.codes.map((code) => judge(code, unseen));
  const counts = judged.map((one) => one.counts);
  return {
    folds: unseen.folds,
    n: unseen.foldOf.length,
    codes: judged.map((one) => one.quality),
    tooRare: unseen.tooRare,
    macroF1: judged.length === 0 ? null : averageOf(counts.map(f1Of)),
    microF1: judged.length === 0 ? null : f1Of(counts.reduce(addCounts)),
  };
}

function judge(code: CodeCases, unseen: UnseenScores): { readonly quality: CodeQuality; readonly counts: Counts } {
  const cases = Array.from(code.scores, (score, row) => ({ score, isPositive: code.has[row] === 1 }));
  const sigmoid = plattCalibration(cases);
  const decisions = cases.map(({ score, isPositive }, row) => ({
    probability: calibrated(sigmoid, score),
    isRight: isPositive,
    fold: unseen.foldOf[row] ?? 0,
  }));
  const counts = crossFitted(decisions, unseen.folds, bestCut);
  const threshold = automaticThreshold(decisions);
  const automatic = crossFitted(decisions, unseen.folds, (others) => automaticThreshold(others) ?? Infinity);
  const holds = threshold !== null && automatic.given > 0 && automatic.right / automatic.given >= leastCrossFitted;
  return {
    counts,
    quality: {
      code: code.code,
      n: code.n,
      precision: counts.given === 0 ? null : shareOf({ successes: counts.right, n: counts.given }),
      recall: shareOf({ successes: counts.right, n: code.n }),
      f1: f1Of(counts),
      threshold: holds ? threshold : null,
      automatic: holds
        ? {
            precision: shareOf({ successes: automatic.right, n: automatic.given }),
            recall: shareOf({ successes: automatic.right, n: code.n }),
          }
        : null,
    },
  };
}

/** Below this, precision with thresholds of other folds says that the threshold was luck. */
const leastCrossFitted = 0.88;

interface FoldedDecision extends Decision {
  readonly fold: number;
}

/** Counts when each fold is decided with a threshold from the others. */
function crossFitted(
  decisions: readonly FoldedDecision[],
  folds: number,
  thresholdOf: (others: readonly Decision[]) => number,
): Counts {
  const counts: Counts[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const threshold = thresholdOf(decisions.filter((one) => one.fold !== fold));
    const own = decisions.filter((one) => one.fold === fold);
    const given = own.filter((one) => one.probability >= threshold);
    counts.push({
      given: given.length,
      right: given.filter((one) => one.isRight).length,
      wanted: own.filter((one) => one.isRight).length,
    });
  }
  return counts.reduce(addCounts, { given: 0, right: 0, wanted: 0 });
}

function addCounts(a: Counts, b: Counts): Counts {
  return { given: a.given + b.given, right: a.right + b.right, wanted: a.wanted + b.wanted };
}

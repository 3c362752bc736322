import { calibrated } from "#statistics/calibration";

import type { AnalysedText } from "./analysed-text.ts";
import { modelFrom } from "./classifier/build.ts";
import { loadCoder, scoresOf, weightOf, type LoadedCoder } from "./classifier/loaded.ts";
import { featureTextOf, labelled, unseenScores } from "./classifier/unseen-scores.ts";
import { readCode, type PatternHit, type ThemeCode, type ThemePrediction } from "./coding.ts";
import { vectorOf } from "./features.ts";
import type { CodedExample, CodeModel, CoderModel, CoderQuality, TrainingOptions } from "./models.ts";
import { qualityOf } from "./quality.ts";

/** Predictions below this are not worth telling; its log odds, as calibration counts them. */
const lowestProbability = 0.02;
const highestExponent = Math.log(1 / lowestProbability - 1);

/**
 * Trains a coder on what people coded: one logistic regression a code on stems, phrases, letters within words and pattern
 * hits (Joachims 1998 for linear models of text; Wang & Manning 2012 for phrases), probabilities calibrated on texts that
 * the models had not seen. Codes with fewer than five examples are left out; no examples: a model that predicts nothing.
 * Weights are kept in one byte each. The same examples, options and seed give the same model.
 */
export function trainCoder(examples: readonly CodedExample[], options: TrainingOptions = {}): CoderModel {
  return modelFrom(unseenScores(examples.map(labelled), options), options);
}

/** As `trainCoder`, with the quality that the same folds show: half the work of asking for both. */
export function trainAndMeasure(
  examples: readonly CodedExample[],
  options: TrainingOptions = {},
): { readonly model: CoderModel; readonly quality: CoderQuality } {
  const unseen = unseenScores(examples.map(labelled), options);
  return { model: modelFrom(unseen, options), quality: qualityOf(unseen) };
}

/**
 * What a coder expects of a text, most probable first. `hits` must be what patterns say of it if the examples came with
 * hits. A text without a known feature gets nothing.
 */
export function predictThemes(
  model: CoderModel,
  analysed: AnalysedText,
  hits?: readonly PatternHit[],
): readonly ThemePrediction[] {
  const loaded = loadCoder(model);
  const vector = vectorOf(loaded.space, featureTextOf({ analysed, ...(hits && { hits }) }));
  if (vector.index.length === 0) return [];
  const scores = scoresOf(loaded, vector);
  return model.codes
    .flatMap((code, index) => predictionOf(code, scores[index] ?? 0))
    .toSorted((a, b) => b.probability - a.probability);
}

/** The words, phrases and hits of a text that spoke most for a code, with their share of the score. */
export function reasonsFor(
  model: CoderModel,
  analysed: AnalysedText,
  code: ThemeCode,
  hits?: readonly PatternHit[],
): readonly { readonly feature: string; readonly weight: number }[] {
  const loaded = loadCoder(model);
  const place = model.codes.findIndex((one) => one.code === code);
  if (place < 0) return [];
  const vector = vectorOf(loaded.space, featureTextOf({ analysed, ...(hits && { hits }) }));
  return Array.from(vector.index, (id, index) => reasonOf(loaded, id, place, vector.value[index] ?? 0))
    .filter(({ feature, weight }) => weight > 0 && !feature.startsWith("g"))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 8)
    .map(({ feature, weight }) => ({ feature: feature.slice(1), weight }));
}

function reasonOf(loaded: LoadedCoder, id: number, place: number, value: number): { feature: string; weight: number } {
  return { feature: loaded.names[id] ?? "", weight: weightOf(loaded, id, place) * value };
}

function predictionOf(code: CodeModel, score: number): ThemePrediction[] {
  if (code.slope * score + code.offset > highestExponent) return [];
  const read = readCode(code.code);
  const probability = calibrated(code, score);
  if (!read) return [];
  return [{ ...read, probability, isLikely: probability >= code.cut }];
}

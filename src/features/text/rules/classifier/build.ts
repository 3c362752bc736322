import { calibrated, plattCalibration } from "#statistics/calibration";
import { rowsOf } from "#statistics/sparse-matrix";

import { namesOf } from "../features.ts";
import type { CodeModel, CoderModel, TrainingOptions } from "../models.ts";
import { encodeBytes } from "./bytes.ts";
import { bestCut } from "./decisions.ts";
import { fitCodes, type CodeCases, type UnseenScores } from "./unseen-scores.ts";

/** A model of all codes from all examples, calibrated and cut by the scores of models that had not seen them. */
export function modelFrom(unseen: UnseenScores, options: TrainingOptions): CoderModel {
  const models = fitCodes(
    unseen.rows,
    unseen.codes.map(({ has }) => has),
    options,
  );
  const columns = unseen.codes.map((one, index) => {
    const model = models[index] ?? { weights: new Float64Array(unseen.rows.columns), bias: 0 };
    const largest = model.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    const bytes = Int8Array.from(model.weights, (weight) => byteOf(weight, largest));
    return { bytes, code: codeModel(one, model.bias, largest / 127) };
  });
  const kept = featuresThatCount(columns.map(({ bytes }) => bytes));
  const weights = new Int8Array(kept.length * columns.length);
  kept.forEach((id, row) => {
    columns.forEach(({ bytes }, column) => (weights[row * columns.length + column] = bytes[id] ?? 0));
  });
  const names = namesOf(unseen.space);
  return {
    version: 1,
    examples: rowsOf(unseen.rows),
    marksNegation: unseen.space.marksNegation === true,
    extraWeight: unseen.space.extraWeight ?? 1,
    codes: columns.map(({ code }) => code),
    features: kept.map((id) => names[id] ?? "").join("\n"),
    rarity: kept.map((id) => Math.round((unseen.space.rarity[id] ?? 1) * 1000)),
    weights: encodeBytes(weights),
  };
}

function codeModel({ code, n, has, scores }: CodeCases, bias: number, scale: number): CodeModel {
  const cases = Array.from(scores, (score, row) => ({ score, isPositive: has[row] === 1 }));
  const sigmoid = plattCalibration(cases);
  const cut = bestCut(
    cases.map(({ score, isPositive }) => ({ probability: calibrated(sigmoid, score), isRight: isPositive })),
  );
  return { code, n, bias, scale, ...sigmoid, cut };
}

/** Weights this small say nothing; leaving them out makes a model a third of the size and as good. */
const smallest = 3;

function byteOf(weight: number, largest: number): number {
  const byte = largest === 0 ? 0 : Math.round((weight / largest) * 127);
  return Math.abs(byte) < smallest ? 0 : byte;
}

/** Ids of features that at least one code gives some weight; the rest would only take room. */
function featuresThatCount(columns: readonly Int8Array[]): number[] {
  const size = columns[0]?.length ?? 0;
  return Array.from({ length: size }, (_, id) => id).filter((id) => columns.some((bytes) => bytes[id] !== 0));
}

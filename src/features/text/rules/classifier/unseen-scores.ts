import { fitLogistic, type LinearModel } from "#statistics/logistic-regression";
import { rowProduct, someRows, sparseMatrix, type SparseMatrix } from "#statistics/sparse-matrix";

import { codeOf, type ThemeCode } from "../coding.ts";
import { featureSpace, vectorOf, type FeatureOptions, type FeatureSpace, type FeatureText } from "../features.ts";
import type { CodedExample, TrainingOptions } from "../models.ts";
import { foldsOf } from "./folds.ts";

/** Examples as numbers, with a score of each for every code from models that had not seen it. */
export interface UnseenScores {
  readonly space: FeatureSpace;
  readonly rows: SparseMatrix;
  readonly codes: readonly CodeCases[];
  readonly tooRare: readonly { readonly code: ThemeCode; readonly n: number }[];
  readonly foldOf: Int32Array;
  readonly folds: number;
}

/** One code: who has it, and the scores of all examples. */
export interface CodeCases {
  readonly code: ThemeCode;
  readonly n: number;
  readonly has: Uint8Array;
  readonly scores: Float64Array;
}

/** A text as features, and the labels that people gave it. */
export interface LabelledText extends FeatureText {
  readonly labels: readonly string[];
}

const defaultFewest = 5;
const defaultFolds = 5;

/** What the machinery of the coder sees of an example: its pattern hits are features like its words. */
export function labelled(example: CodedExample): LabelledText {
  return { ...featureTextOf(example), labels: example.codes };
}

/** Scores every text by models trained without its fold. */
export function unseenScores(
  texts: readonly LabelledText[],
  options: TrainingOptions,
  featureOptions: FeatureOptions = {},
): UnseenScores {
  const { folds = defaultFolds, seed = 1 } = options;
  const space = featureSpace(texts, featureOptions);
  const rows = sparseMatrix(
    texts.map((text) => vectorOf(space, text)),
    space.size,
  );
  const foldOf = foldsOf(
    texts.map(({ analysed }) => analysed),
    folds,
    seed,
  );
  const counted = countLabels(texts);
  const wanted = counted.filter(({ n }) => n >= (options.fewestExamples ?? defaultFewest));
  const codes = wanted.map(({ code, n }) => {
    const has = Uint8Array.from(texts, ({ labels }) => (labels.includes(code) ? 1 : 0));
    return { code, n, has, scores: new Float64Array(texts.length) };
  });
  for (let fold = 0; fold < folds; fold += 1) scoreFold(rows, codes, foldOf, { ...options, fold });
  return { space, rows, codes, tooRare: counted.filter((one) => !wanted.includes(one)), foldOf, folds };
}

/** The text with what patterns say of it. */
export function featureTextOf({ analysed, hits = [] }: Pick<CodedExample, "analysed" | "hits">): FeatureText {
  return { analysed, extras: hits.map((hit) => codeOf(hit.theme, hit.side)) };
}

/** A model of each code on some rows; rare codes weigh more, by the root of their rarity. */
export function fitCodes(rows: SparseMatrix, has: readonly Uint8Array[], options: TrainingOptions): LinearModel[] {
  const targets = has.map((isPositive) => {
    const positives = isPositive.reduce((sum, one) => sum + one, 0);
    const positiveCost = positives === 0 ? 1 : Math.sqrt(Math.max(1, (isPositive.length - positives) / positives));
    return { isPositive, positiveCost };
  });
  return fitLogistic(rows, targets, { fit: options.fit ?? 0.5, seed: options.seed ?? 1 });
}

function scoreFold(
  rows: SparseMatrix,
  codes: readonly CodeCases[],
  foldOf: Int32Array,
  options: TrainingOptions & { readonly fold: number },
): void {
  const all = [...foldOf.keys()];
  const seen = all.filter((row) => foldOf[row] !== options.fold);
  const unseen = all.filter((row) => foldOf[row] === options.fold);
  if (unseen.length === 0) return;
  const models = fitCodes(
    someRows(rows, seen),
    codes.map(({ has }) => Uint8Array.from(seen, (row) => has[row] ?? 0)),
    options,
  );
  models.forEach((model, index) => {
    for (const row of unseen) {
      const scores = codes[index]?.scores;
      if (scores) scores[row] = rowProduct(rows, row, model.weights) + model.bias;
    }
  });
}

function countLabels(texts: readonly LabelledText[]): { readonly code: string; readonly n: number }[] {
  const counts = new Map<string, number>();
  for (const { labels } of texts) {
    for (const label of new Set(labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].map(([code, n]) => ({ code, n })).toSorted((a, b) => b.n - a.n || (a.code < b.code ? -1 : 1));
}

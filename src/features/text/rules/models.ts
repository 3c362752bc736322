import type { Estimate } from "#statistics/estimate";

import type { AnalysedText } from "./analysed-text.ts";
import type { PatternHit, ThemeCode } from "./coding.ts";

/** A text that a person has coded. `codes` is complete: what is not in it, the person did not see in the text. */
export interface CodedExample {
  readonly analysed: AnalysedText;
  readonly codes: readonly ThemeCode[];
  /** What patterns say of it; a feature of the model. The same must be given when predicting. */
  readonly hits?: readonly PatternHit[];
}

export interface TrainingOptions {
  /** Seed of the order in which examples are visited. Same examples, options and seed: same model. */
  readonly seed?: number;
  /** A code with fewer examples is left out. Default 5. */
  readonly fewestExamples?: number;
  /** Strength of fitting (C, the inverse of the ridge). Default .5. */
  readonly fit?: number;
  /** Parts into which examples are split for calibration and quality. Default 5. */
  readonly folds?: number;
}

/** One code of a model: how its raw score becomes a probability. */
export interface CodeModel {
  readonly code: ThemeCode;
  /** Examples with this code. */
  readonly n: number;
  readonly bias: number;
  /** A weight of 127 in `CoderModel.weights`. */
  readonly scale: number;
  /** Platt's calibration: probability = 1 / (1 + exp(slope · score + offset)). */
  readonly slope: number;
  readonly offset: number;
  /** The probability from which on the code is more worth giving than not: where F1 was best in texts not seen. */
  readonly cut: number;
}

/** A trained coder: plain JSON, to be stored as it is. Its insides are the engine's alone. */
export interface CoderModel {
  readonly version: 1;
  /** Examples it was trained on. */
  readonly examples: number;
  /** Words inside negations are features of their own. */
  readonly marksNegation: boolean;
  /** What pattern hits and the like count beside words. */
  readonly extraWeight: number;
  readonly codes: readonly CodeModel[];
  /** Features, one a line. */
  readonly features: string;
  /** What each feature weighs before the length of the text is divided out (idf, in thousandths). */
  readonly rarity: readonly number[];
  /** One signed byte a feature and code, feature by feature, in base 64. */
  readonly weights: string;
}

/** How well a code is coded, in texts the model had not seen; cut and threshold come from other texts as well. */
export interface CodeQuality {
  readonly code: ThemeCode;
  /** Texts that people gave this code. */
  readonly n: number;
  /** Of the texts the model gave the code (probability ≥ `cut`), the share that people gave it too; null: it gave none. */
  readonly precision: Estimate | null;
  /** Of the texts that people gave the code, the share that the model found. */
  readonly recall: Estimate;
  readonly f1: number;
  /**
   * From this probability on the code may be given without a person: the lowest at which precision is at least .9 even by
   * the lower end of a one-sided 80 % interval. Null: never.
   */
  readonly threshold: number | null;
  /** Precision and recall of automatic coding, cross-fitted; null without a threshold. */
  readonly automatic: { readonly precision: Estimate; readonly recall: Estimate } | null;
}

/** Quality of a coder by k-fold cross-validation; texts that are the same but for signs never straddle folds. */
export interface CoderQuality {
  readonly folds: number;
  /** Coded texts. */
  readonly n: number;
  readonly codes: readonly CodeQuality[];
  /** Codes people gave that are too rare to be learned. */
  readonly tooRare: readonly { readonly code: ThemeCode; readonly n: number }[];
  /** Mean of F1 over codes, and F1 over all decisions together; null without codes. */
  readonly macroF1: number | null;
  readonly microF1: number | null;
}

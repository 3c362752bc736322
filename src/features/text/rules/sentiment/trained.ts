import { calibrated } from "#statistics/calibration";

import type { AnalysedText } from "../analysed-text.ts";
import { modelFrom } from "../classifier/build.ts";
import { loadCoder, scoresOf } from "../classifier/loaded.ts";
import { unseenScores } from "../classifier/unseen-scores.ts";
import { vectorOf } from "../features.ts";
import type { CoderModel, TrainingOptions } from "../models.ts";
import type { LexiconSentiment, SentimentReader } from "../sentiment.ts";

/** How somebody feels, in three steps. */
export const polarities = ["negative", "neutral", "positive"] as const;

export type Polarity = (typeof polarities)[number];

/** A sentiment with its certainty. */
export interface Sentiment {
  /** −1 … 1: how much likelier positive is than negative. */
  readonly value: number;
  /** Sum to 1. */
  readonly probabilities: Readonly<Record<Polarity, number>>;
}

/** A text whose sentiment is known: from people, or from the score given with it. */
export interface SentimentExample {
  readonly analysed: AnalysedText;
  readonly polarity: Polarity;
}

/** A trained sentiment: plain JSON, to be stored as it is. */
export interface SentimentModel {
  readonly version: 1;
  readonly coder: CoderModel;
}

/** The lexicon is one voice among many: with more weight it shouts down the words of long texts. */
const featureOptions = { marksNegation: true, extraWeight: 0.3 } as const;

/** Scores from −1 to 1 below and above which a score given makes an example negative or positive. */
const clearScore = 1 / 3;

/** The polarity that a score given (−1 worst … 1 best) stands for; so comments with scores train a sentiment by themselves. */
export function polarityOfScore(score: number): Polarity {
  if (score <= -clearScore) return "negative";
  return score >= clearScore ? "positive" : "neutral";
}

/**
 * Trains sentiment on examples: logistic regressions on stems (other ones inside negations), phrases, letters within words
 * and what the lexicon says, calibrated on texts not seen. Trained on scores given, its probabilities are those of the
 * score. The lexicon's part as a feature: Mohammad, Kiritchenko & Zhu 2013.
 */
export function trainSentiment(
  examples: readonly SentimentExample[],
  reader: SentimentReader,
  options: TrainingOptions = {},
): SentimentModel {
  const texts = examples.map(({ analysed, polarity }) => ({
    analysed,
    labels: [polarity],
    extras: lexiconFeatures(reader.ofText(analysed)),
  }));
  return { version: 1, coder: modelFrom(unseenScores(texts, options, featureOptions), options) };
}

/** The sentiment a model expects of a text. `reader` must be of the lexicons it was trained with. */
export function predictSentiment(model: SentimentModel, analysed: AnalysedText, reader: SentimentReader): Sentiment {
  const { coder } = model;
  const loaded = loadCoder(coder);
  const lexicon = reader.ofText(analysed);
  const vector = vectorOf(loaded.space, { analysed, extras: lexiconFeatures(lexicon) });
  if (vector.index.length === 0 || coder.codes.length < 2) return sentimentOfLexicon(lexicon);
  const scores = scoresOf(loaded, vector);
  const weights = polarities.map((polarity) => {
    const place = coder.codes.findIndex(({ code }) => code === polarity);
    const code = coder.codes[place];
    return code === undefined ? 0 : calibrated(code, scores[place] ?? 0);
  });
  return sentimentFrom(weights);
}

/** Steepness of the probabilities from words alone, and how much "nothing speaks" counts for neutral. */
const [steepness, neutralWeight] = [3, 0.5];

/**
 * Sentiment where no model is trained: the lexicon's value with rough probabilities (ours, not calibrated: a text without a
 * word of the lexicon is neutral by two thirds).
 */
export function sentimentOfLexicon({ value, found }: LexiconSentiment): Sentiment {
  const positive = Math.exp(steepness * value);
  const negative = Math.exp(-steepness * value);
  const neutral = found === 0 ? 4 : neutralWeight * Math.exp(steepness * (0.6 - Math.abs(value)));
  return { ...sentimentFrom([negative, neutral, positive]), value };
}

function sentimentFrom([negative = 0, neutral = 0, positive = 0]: readonly number[]): Sentiment {
  const sum = negative + neutral + positive;
  if (sum === 0) return { value: 0, probabilities: { negative: 0, neutral: 1, positive: 0 } };
  return {
    value: (positive - negative) / sum,
    probabilities: { negative: negative / sum, neutral: neutral / sum, positive: positive / sum },
  };
}

/** The balance of what the lexicon says, in steps that a linear model can weigh; the same for short and long texts. */
function lexiconFeatures({ positive, negative, found }: LexiconSentiment): string[] {
  if (found === 0) return ["words:none"];
  const balance = (positive - negative) / (positive + negative || 1);
  return [`words:${Math.round(balance * 4)}`];
}

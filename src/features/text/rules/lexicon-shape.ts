import type { TextLanguage } from "./analysed-text.ts";

/** Emotions that are coded in words of a text (R130). */
export const emotions = [
  "anger",
  "disappointment",
  "anxiety",
  "helplessness",
  "confusion",
  "shame",
  "trust",
  "gratitude",
  "joy",
  "relief",
  "surprise",
] as const;

export type Emotion = (typeof emotions)[number];

/**
 * Words with a strength. A key is a word (holds for all words of the same stem), a prefix (`кошмар*`), or several words
 * in a row ("not worth", each with or without `*`). Lower case, ё as е.
 */
export type WeightedWords = Readonly<Record<string, number>>;

/** The words of one language that say how somebody feels. */
export interface Lexicon {
  readonly language: TextLanguage;
  /** −3 (terrible) … 3 (wonderful), never 0. Weak or unsure words ±1. */
  readonly sentiment: WeightedWords;
  /** Words of each emotion, same keys; the strength is 1. */
  readonly emotions: Readonly<Partial<Record<Emotion, readonly string[]>>>;
}

import type { ProductLanguage } from "#kit/language";

/** The languages that texts are analysed in: those of the product. */
export type TextLanguage = ProductLanguage;

/** What language a text is in; `und`: no letters, or nothing that tells Russian from Ukrainian. */
export type DetectedLanguage = TextLanguage | "und";

/** What `detectLanguage` found. */
export interface LanguageGuess {
  readonly language: DetectedLanguage;
  /** How much of the evidence in the text speaks for this language, 0..1; 0 when there is none. */
  readonly share: number;
  /** Languages worth trying, most likely first: one when it is clear, several when it is not, none without letters. */
  readonly candidates: readonly TextLanguage[];
  /** A second language takes a noticeable part of the text. */
  readonly isMixed: boolean;
  /** Russian or Ukrainian written in Latin letters; analysed as if written in Cyrillic ones. */
  readonly isTransliterated: boolean;
}

/** What a token is. Marks that end or part a sentence are no tokens. */
export type TokenKind = "word" | "number" | "emoji" | "placeholder";

/** One word, number, emoji (or emoticon) or placeholder of masked personal data. */
export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  /** Lower case, ё as е, one apostrophe, stretched letters shortened, transliteration undone. */
  readonly norm: string;
  /** The stem of `norm` in the language of the sentence; of words only, otherwise `norm`. */
  readonly stem: string;
  /** Where it stands in `AnalysedText.text`: first character, and one after the last. */
  readonly start: number;
  readonly end: number;
  /** Index of its sentence. */
  readonly sentence: number;
  /** A word so common that it carries no subject. */
  readonly isStop: boolean;
  /** Inside the reach of a "not", "без", "ні". The word of negation itself is not. */
  readonly isNegated: boolean;
  /** Two or more letters, all of them capitals. */
  readonly isCapitals: boolean;
}

/** A sentence: tokens `from` (inclusive) to `to` (exclusive), characters `start` to `end` of the text. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly language: DetectedLanguage;
  /** Languages whose patterns and words are tried on it. */
  readonly candidates: readonly TextLanguage[];
  /** Number of exclamation marks at its end. */
  readonly exclamations: number;
  readonly isQuestion: boolean;
}

/** A text taken apart, once, for patterns, sentiment, models and discovery. */
export interface AnalysedText {
  /** The part that was analysed: at most `longestAnalysedText` characters. */
  readonly text: string;
  readonly isTruncated: boolean;
  readonly language: LanguageGuess;
  readonly sentences: readonly Sentence[];
  readonly tokens: readonly Token[];
}

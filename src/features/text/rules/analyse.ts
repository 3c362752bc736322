import type { AnalysedText, LanguageGuess, Sentence, TextLanguage, Token } from "./analysed-text.ts";
import { contrasts, stopWords } from "./function-words.ts";
import { guessLanguage } from "./language.ts";
import { isFrequentEnglish, toCyrillic } from "./language/transliteration.ts";
import { negatedTokens } from "./negation.ts";
import { splitSentences, type SentenceSpan } from "./sentences.ts";
import { stemOf } from "./stem.ts";
import { normalWord, plainWord, tokensIn, type RawToken } from "./tokens.ts";

/** Characters of a text that are analysed: some forty pages. What lies behind is not looked at, and the text is marked. */
export const longestAnalysedText = 100_000;

export interface AnalysisOptions {
  /** The language to assume where the text itself does not tell, such as that of the survey. */
  readonly hint?: TextLanguage;
}

/**
 * Takes a text apart: language, sentences, tokens with normal form and stem, stop words, reach of negations. Give it text
 * that `maskPersonalData` has been through. Work is linear in the length and stops at `longestAnalysedText`. Never fails:
 * an empty text has no sentences, one of emoji alone has tokens and language `und`.
 */
export function analyse(text: string, options: AnalysisOptions = {}): AnalysedText {
  const isTruncated = text.length > longestAnalysedText;
  const part = isTruncated ? cutAt(text, longestAnalysedText) : text;
  const raw = tokensIn(part);
  const plain = raw.map((token) => plainOf(part, token));

  const guess = guessLanguage(
    plain.filter((_, index) => raw[index]?.kind === "word"),
    options.hint,
  );
  const spans = splitSentences(part, raw);
  const tokens: Token[] = [];
  const sentences = spans.map((span, index) => {
    const language = languageOfSentence(guess, plain, raw, span);
    const first = tokens.length;
    for (let at = span.from; at < span.to; at += 1) {
      const token = raw[at];
      if (token) tokens.push(tokenOf({ part, guess, language }, token, plain[at] ?? "", index));
    }
    return sentenceOf(part, span, language, { from: first, to: tokens.length });
  });
  const negated = negatedTokens(part, tokens, sentences);
  return {
    text: part,
    isTruncated,
    language: guess,
    sentences,
    tokens:
      negated.size === 0
        ? tokens
        : tokens.map((token, at) => (negated.has(at) ? { ...token, isNegated: true } : token)),
  };
}

/** Never between the halves of a character. */
function cutAt(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

function plainOf(text: string, token: RawToken): string {
  const written = text.slice(token.start, token.end);
  return token.kind === "word" ? plainWord(written) : written;
}

type SentenceLanguage = Pick<LanguageGuess, "language" | "candidates">;

/** The language of the text, unless it is mixed or unclear: then each sentence is looked at by itself. */
function languageOfSentence(
  guess: LanguageGuess,
  plain: readonly string[],
  raw: readonly RawToken[],
  span: SentenceSpan,
): SentenceLanguage {
  if (guess.isTransliterated || (!guess.isMixed && guess.candidates.length <= 1)) return guess;
  const words = plain.slice(span.from, span.to).filter((_, index) => raw[span.from + index]?.kind === "word");
  const own = guessLanguage(words);
  if (own.language === "und" || own.share < guess.share || own.isTransliterated) return guess;
  return own;
}

interface Surroundings {
  readonly part: string;
  readonly guess: LanguageGuess;
  readonly language: SentenceLanguage;
}

function tokenOf(around: Surroundings, raw: RawToken, plain: string, sentence: number): Token {
  const { kind, start, end } = raw;
  const text = around.part.slice(start, end);
  const isWord = kind === "word";
  const { candidates } = around.language;
  const language = candidates[0] ?? "en";
  const norm = isWord ? normalForm(around.guess, plain, language) : signForm(kind, text);
  return {
    kind,
    text,
    norm,
    stem: isWord ? stemOf(norm, language) : norm,
    start,
    end,
    sentence,
    isStop: isWord && candidates.some((one) => stopWords[one].has(norm)),
    isNegated: false,
    isCapitals: isWord && isAllCapitals(text),
  };
}

function normalForm(guess: LanguageGuess, plain: string, language: TextLanguage): string {
  return normalWord(guess.isTransliterated ? writtenBack(plain, language) : plain);
}

function signForm(kind: Token["kind"], text: string): string {
  return kind === "placeholder" ? placeholderName(text) : text;
}

function writtenBack(word: string, language: TextLanguage): string {
  if (language === "en" || word.charCodeAt(0) >= 0x400 || isFrequentEnglish(word)) return word;
  return toCyrillic(word, language);
}

function placeholderName(text: string): string {
  if (text.startsWith("@")) return "[handle]";
  return text.startsWith("[") ? text : "[url]";
}

function isAllCapitals(text: string): boolean {
  return text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();
}

function sentenceOf(
  text: string,
  span: SentenceSpan,
  language: SentenceLanguage,
  reach: { readonly from: number; readonly to: number },
): Sentence {
  const tail = text.slice(span.end, span.end + 12);
  const mark = /^[\s)(»”"]*([.!?…]+)/.exec(tail)?.[1] ?? "";
  return {
    ...reach,
    start: span.start,
    end: span.end,
    language: language.language,
    candidates: language.candidates,
    exclamations: mark.split("!").length - 1,
    isQuestion: mark.includes("?"),
  };
}

/** Phrases of so many neighbouring stems within a sentence, joined by a space; stop words are part of them. */
export function phrasesOf(analysed: AnalysedText, size: number): string[] {
  const phrases: string[] = [];
  for (const { from, to } of analysed.sentences) {
    for (let at = from; at + size <= to; at += 1) {
      phrases.push(
        analysed.tokens
          .slice(at, at + size)
          .map((token) => token.stem)
          .join(" "),
      );
    }
  }
  return phrases;
}

/** Whether a word begins another opinion ("but", "но", "зате"). */
export function isContrast(token: Token): boolean {
  return contrasts.en.has(token.norm) || contrasts.ru.has(token.norm) || contrasts.uk.has(token.norm);
}

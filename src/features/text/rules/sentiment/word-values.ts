import type { Sentence, TextLanguage, Token } from "../analysed-text.ts";
import type { Lexicon, WeightedWords } from "../lexicon-shape.ts";
import { pushTo } from "../patterns/pattern-index.ts";
import { stemOf } from "../stem.ts";
import { normalWord, plainWord, tokensIn } from "../tokens.ts";

/** Finds the words of a lexicon in a text. */
export interface WordValues {
  /** What the words from a token on are worth, and how many they are; undefined when none begins there. */
  at(
    tokens: readonly Token[],
    index: number,
    sentence: Sentence,
  ): { readonly value: number; readonly length: number } | undefined;
}

interface Phrase {
  readonly words: readonly { readonly text: string; readonly isPrefix: boolean }[];
  readonly value: number;
}

interface OneLanguage {
  readonly words: Map<string, number>;
  readonly stems: Map<string, number>;
  readonly prefixes: Map<string, { readonly text: string; readonly value: number }[]>;
  readonly phrases: Map<string, Phrase[]>;
}

const prefixKey = 3;

/** Words of several languages, ready to be looked up. */
export function wordValues(
  lists: readonly { readonly language: TextLanguage; readonly words: WeightedWords }[],
): WordValues {
  const languages: Record<TextLanguage, OneLanguage> = { en: empty(), ru: empty(), uk: empty() };
  for (const { language, words } of lists) {
    for (const [key, value] of Object.entries(words)) file(languages[language], language, key, value);
  }
  return {
    at(tokens, index, sentence) {
      for (const language of sentence.candidates) {
        const found = lookUp(languages[language], tokens, index, sentence.to);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** The sentiment words of lexicons. */
export function sentimentValues(lexicons: readonly Lexicon[]): WordValues {
  return wordValues(lexicons.map(({ language, sentiment }) => ({ language, words: sentiment })));
}

function empty(): OneLanguage {
  return { words: new Map(), stems: new Map(), prefixes: new Map(), phrases: new Map() };
}

function file(into: OneLanguage, language: TextLanguage, key: string, value: number): void {
  const words = key
    .trim()
    .split(/\s+/)
    .flatMap((piece) => pieces(piece));
  const [first] = words;
  if (!first) return;
  if (words.length > 1) {
    const place = first.text.slice(0, prefixKey);
    pushTo(into.phrases, place, { words, value });
  } else if (first.isPrefix) {
    const place = first.text.slice(0, prefixKey);
    pushTo(into.prefixes, place, { text: first.text, value });
  } else {
    into.words.set(first.text, value);
    const stem = stemOf(first.text, language);
    if (stem.length >= 3 && !into.stems.has(stem)) into.stems.set(stem, value);
  }
}

function pieces(piece: string): { readonly text: string; readonly isPrefix: boolean }[] {
  const isPrefix = piece.endsWith("*");
  const bare = isPrefix ? piece.slice(0, -1) : piece;
  const found = tokensIn(bare).map(({ start, end }) => normalWord(plainWord(bare.slice(start, end))));
  return found.map((text, index) => ({ text, isPrefix: isPrefix && index === found.length - 1 }));
}

/** Phrases before words, longer before shorter; whole words before stems before prefixes. */
function lookUp(
  from: OneLanguage,
  tokens: readonly Token[],
  index: number,
  to: number,
): { readonly value: number; readonly length: number } | undefined {
  const token = tokens[index];
  if (!token || token.kind !== "word") return undefined;
  const place = token.norm.slice(0, prefixKey);
  const phrase = from.phrases.get(place)?.find(({ words }) => holds(words, tokens, index, to));
  if (phrase) return { value: phrase.value, length: phrase.words.length };

  const value = from.words.get(token.norm) ?? from.stems.get(token.stem) ?? prefixValue(from, token.norm, place);
  return value === undefined ? undefined : { value, length: 1 };
}

function prefixValue(from: OneLanguage, norm: string, place: string): number | undefined {
  return from.prefixes.get(place)?.find(({ text }) => norm.startsWith(text))?.value;
}

function holds(words: Phrase["words"], tokens: readonly Token[], index: number, to: number): boolean {
  return words.every(({ text, isPrefix }, offset) => {
    const norm = index + offset < to ? tokens[index + offset]?.norm : undefined;
    return norm !== undefined && (isPrefix ? norm.startsWith(text) : norm === text);
  });
}

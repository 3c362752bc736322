import type { Patterns } from "../contract/themes.ts";
import type { TextLanguage } from "./analysed-text.ts";
import { compilePattern } from "./patterns.ts";
import { stemOf } from "./stem.ts";

const [mostTerms, shortestStem, mostWords] = [6, 4, 6];

/**
 * Patterns that find what a discovery found: each of its terms, by stems, so that other forms of a word are found too. They
 * name the subject; the sentiment of the sentence tells the side. Terms that make no pattern are left out.
 */
export function patternsFrom(terms: readonly string[], language: TextLanguage): Patterns {
  const topic = [...new Set(terms.slice(0, mostTerms).map((term) => patternOf(term, language)))];
  return { [language]: { problem: [], praise: [], topic: topic.filter((pattern) => compilePattern(pattern).ok) } };
}

/** A pattern for texts that repeat each other: the words they begin with. */
export function patternsOfRepeat(text: string, language: TextLanguage): Patterns {
  const words = wordsOf(text).slice(0, mostWords);
  const pattern = words.length < 2 ? words.join("") : `"${words.join(" ")}"`;
  return { [language]: { problem: [], praise: [], topic: compilePattern(pattern).ok ? [pattern] : [] } };
}

function patternOf(term: string, language: TextLanguage): string {
  const words = wordsOf(term).map((word) => {
    const stem = stemOf(word, language);
    return stem.length >= shortestStem && word.startsWith(stem) ? `${stem}*` : word;
  });
  return words.length === 1 ? (words[0] ?? "") : `"${words.join(" ")}"`;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’ʼ][\p{L}]+)*/gu) ?? [];
}

import type { TextLanguage } from "./analysed-text.ts";
import { stemEnglish } from "./stemming/english.ts";
import { stemRussian } from "./stemming/russian.ts";
import { stemUkrainian } from "./stemming/ukrainian.ts";

const stemmers = { en: stemEnglish, ru: stemRussian, uk: stemUkrainian } as const;
const longestWord = 40;
const mostKept = 60_000;

/** Stems once computed; emptied when full, so that memory stays flat whatever is analysed. */
const kept: Readonly<Record<TextLanguage, Map<string, string>>> = { en: new Map(), ru: new Map(), uk: new Map() };

/**
 * The stem of a normalised word. A word of Latin letters is stemmed as English and one of Cyrillic letters never is,
 * whatever the language of the sentence: brands and loans keep one stem. Words above 40 letters are their own stem.
 */
export function stemOf(word: string, language: TextLanguage): string {
  if (word.length > longestWord) return word;
  const own = scriptLanguage(word, language);
  const stems = kept[own];
  const known = stems.get(word);
  if (known !== undefined) return known;

  const stem = stemmers[own](word);
  if (stems.size >= mostKept) stems.clear();
  stems.set(word, stem);
  return stem;
}

function scriptLanguage(word: string, language: TextLanguage): TextLanguage {
  const isCyrillic = word.charCodeAt(0) >= 0x400;
  if (!isCyrillic) return "en";
  return language === "en" ? "ru" : language;
}

import type { DetectedLanguage, LanguageGuess, TextLanguage } from "./analysed-text.ts";
import { evidenceOf, type Evidence } from "./language/evidence.ts";
import { wordsIn } from "./tokens.ts";

/** Words looked at: a language shows in the first few. */
const mostWords = 400;
const mixedShare = 0.25;

/**
 * The language of a text: letters that only one language has (і ї є ґ against ы э ё ъ), then frequent words and typical
 * endings; for Latin letters English words against Russian and Ukrainian ones typed in Latin letters. `hint`, such as the
 * language of the survey, decides where nothing else does ("Дорого" is both). Never fails; no letters: `und`.
 */
export function detectLanguage(text: string, hint?: TextLanguage): LanguageGuess {
  return guessLanguage(wordsIn(text, mostWords), hint);
}

/** As `detectLanguage`, for words already taken apart (in lower case, otherwise as written). */
export function guessLanguage(words: readonly string[], hint?: TextLanguage): LanguageGuess {
  const seen = evidenceOf(words.length > mostWords ? words.slice(0, mostWords) : words);
  if (seen.cyrillic === 0 && seen.latin === 0) return nothing;
  return seen.cyrillic >= seen.latin ? cyrillicGuess(seen, hint) : latinGuess(seen, hint);
}

const nothing: LanguageGuess = { language: "und", share: 0, candidates: [], isMixed: false, isTransliterated: false };

function cyrillicGuess(seen: Evidence, hint: TextLanguage | undefined): LanguageGuess {
  const total = seen.ru + seen.uk;
  const isEven = seen.ru === seen.uk;
  const first = likelier(seen.ru, seen.uk, hint);
  const share = total === 0 ? 0.5 : Math.max(seen.ru, seen.uk) / total;
  const hasEnglish = seen.english >= 3 && seen.english / (seen.english + seen.cyrillic) >= mixedShare;
  const isMixed = hasEnglish || (Math.min(seen.ru, seen.uk) >= 4 && 1 - share >= mixedShare);

  const second = first === "uk" ? "ru" : "uk";
  const candidates: readonly TextLanguage[] = share >= 0.8 && total >= 2 ? [first] : [first, second];
  const language: DetectedLanguage = isEven && hint !== "ru" && hint !== "uk" ? "und" : first;
  const all: readonly TextLanguage[] = hasEnglish ? [...candidates, "en"] : candidates;
  return { language, share, candidates: all, isMixed, isTransliterated: false };
}

/** Russian or Ukrainian by points; where they are even, by the hint, else Russian. */
function likelier(ru: number, uk: number, hint: TextLanguage | undefined): "ru" | "uk" {
  if (ru === uk) return hint === "uk" ? "uk" : "ru";
  return uk > ru ? "uk" : "ru";
}

function latinGuess(seen: Evidence, hint: TextLanguage | undefined): LanguageGuess {
  const typed = Math.max(seen.typedRu, seen.typedUk);
  if (typed > seen.english && (typed >= 2 || seen.latin <= 3)) return typedGuess(seen, hint);
  if (seen.foreign > seen.english) return { ...nothing, candidates: ["en"] };

  const isMixed = seen.cyrillic >= 3 && seen.cyrillic / (seen.latin + seen.cyrillic) >= mixedShare;
  const other: TextLanguage = seen.uk > seen.ru ? "uk" : "ru";
  const share = seen.latin / (seen.latin + seen.cyrillic + seen.foreign);
  return { language: "en", share, candidates: isMixed ? ["en", other] : ["en"], isMixed, isTransliterated: false };
}

function typedGuess(seen: Evidence, hint: TextLanguage | undefined): LanguageGuess {
  const language = likelier(seen.typedRu, seen.typedUk, hint);
  const typed = Math.max(seen.typedRu, seen.typedUk);
  const share = typed / (typed + seen.english + Math.min(seen.typedRu, seen.typedUk));
  const isClear = Math.abs(seen.typedRu - seen.typedUk) >= 2;
  const second: TextLanguage = language === "uk" ? "ru" : "uk";
  const candidates: TextLanguage[] = isClear ? [language] : [language, second];
  return { language, share, candidates, isMixed: seen.english >= 3, isTransliterated: true };
}

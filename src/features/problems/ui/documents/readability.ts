/** Languages a published formula is known for; LIX needs none of its own. */
export type ReadLanguage = "en" | "ru" | "uk";

/** One sentence with where it stands in the text. */
export interface Sentence {
  readonly text: string;
  readonly words: number;
  /** `long`: more than 25 words; `very-long`: more than 40. */
  readonly mark: "plain" | "long" | "very-long";
}

/** How hard a text is to read. */
export interface Readability {
  readonly language: ReadLanguage;
  readonly words: number;
  readonly sentences: readonly Sentence[];
  readonly wordsPerSentence: number;
  /** Null where none is counted: LIX takes long words instead. */
  readonly syllablesPerWord: number | null;
  /** Per cent of words with more than six letters. */
  readonly longWords: number;
  /** Reading ease (0 to 100 and a little beyond, higher is easier) or LIX (higher is harder); null for too few words. */
  readonly figure: {
    readonly formula: "flesch" | "oborneva" | "lix";
    readonly value: number;
    readonly band: Band;
  } | null;
}

/** From easy to hard. */
export const bands = ["very-easy", "easy", "medium", "hard", "very-hard"] as const;
export type Band = (typeof bands)[number];

/** Formulas were made on samples of a hundred words. */
export const leastWords = 100;
const [long, veryLong] = [25, 40];

/**
 * How hard a document is to read, by the formula published for its language; longer sentences and longer words are harder.
 *
 * English: 206.835 − 1.015 · words per sentence − 84.6 · syllables per word (Flesch 1948, Journal of Applied Psychology 32(3)).
 * Russian: 206.835 − 1.3 · words per sentence − 60.1 · syllables per word (Oborneva 2006, thesis, Moscow; coefficients 1.52 and
 * 65.14 are in use under the same name, so the figure is to compare drafts with, not a grade). Ukrainian: no adaptation of Flesch
 * could be verified, so LIX: words per sentence + per cent of words with more than six letters (Björnsson 1968, Läsbarhet). Not
 * measured: whether what is said is needed, in order and true. Syllables: vowels in Russian, exactly; in English groups of vowels
 * less a silent e, which is off by one for about one word in ten.
 */
export function readabilityOf(text: string, language: ReadLanguage): Readability {
  const sentences = sentencesIn(text);
  const words = wordsIn(text);
  const count = words.length;
  const wordsPerSentence = sentences.length === 0 ? 0 : count / sentences.length;
  const syllables = language === "uk" ? null : words.reduce((sum, word) => sum + syllablesIn(word, language), 0);
  const longWords = count === 0 ? 0 : (100 * words.filter((word) => lettersIn(word) > 6).length) / count;
  const syllablesPerWord = syllables === null || count === 0 ? null : syllables / count;
  const shape = { language, words: count, sentences, wordsPerSentence, syllablesPerWord, longWords };
  return { ...shape, figure: count < leastWords ? null : figureOf(shape) };
}

function figureOf({ wordsPerSentence, syllablesPerWord, longWords, language }: Omit<Readability, "figure">) {
  if (syllablesPerWord === null) {
    const value = wordsPerSentence + longWords;
    return { formula: "lix", value, band: bandOf([30, 40, 50, 60], value) } as const;
  }
  const [perSentence, perWord] = language === "ru" ? [1.3, 60.1] : [1.015, 84.6];
  const value = 206.835 - perSentence * wordsPerSentence - perWord * syllablesPerWord;
  const formula = language === "ru" ? ("oborneva" as const) : ("flesch" as const);
  return { formula, value, band: bandOf([-80, -60, -50, -30], -value) };
}

/** Flesch's and Björnsson's own bands, put together to five where they have more. */
function bandOf(limits: readonly number[], hardness: number): Band {
  return bands[limits.filter((limit) => hardness > limit).length] ?? "very-hard";
}

/** The language by its letters: Ukrainian and Russian have some that the other lacks. */
export function guessedLanguage(text: string): ReadLanguage {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  if (count(/[a-z]/giu) > count(/[а-яіїєґё]/giu)) return "en";
  return count(/[іїєґ]/giu) > count(/[ыэъё]/giu) ? "uk" : "ru";
}

/** Ends at a full stop, question or exclamation mark that a new start follows, at an empty line, and before a list's item. */
function sentencesIn(text: string): readonly Sentence[] {
  const parts = text.split(/\n\s*\n|\n(?=\s*(?:[-–—•*]|\d+[.)])\s)/u).flatMap((part) => {
    const pieces = part.replaceAll(/\s+/gu, " ").split(/(?<=[.!?…]["»”’)]?) (?=["«“(]?[\p{Lu}\d])/u);
    return joined(pieces);
  });
  return parts.flatMap((said): Sentence[] => {
    const words = wordsIn(said).length;
    if (words === 0) return [];
    return [{ text: said.trim(), words, mark: words > veryLong ? "very-long" : words > long ? "long" : "plain" }];
  });
}

/** What an abbreviation or an initial ended goes on. */
function joined(pieces: readonly string[]): readonly string[] {
  const sentences: string[] = [];
  let open = "";
  for (const piece of pieces) {
    open = open === "" ? piece : `${open} ${piece}`;
    if (shortened.test(piece)) continue;
    sentences.push(open);
    open = "";
  }
  return open === "" ? sentences : [...sentences, open];
}

const shortened =
  /(?:^|[\s(«"])(?:\p{L}|ст|пп|ул|вул|гр|эт|руб|грн|тыс|тис|млн|млрд|см|им|ім|No|Mr|Mrs|Ms|Dr|St|vs|etc)\.$/u;

function wordsIn(text: string): readonly string[] {
  return text.match(/\p{L}[\p{L}\p{M}’'ʼ-]*/gu) ?? [];
}

function lettersIn(word: string): number {
  return word.replaceAll(/[^\p{L}]/gu, "").length;
}

function syllablesIn(word: string, language: "en" | "ru"): number {
  if (language === "ru") return word.match(/[аеёиоуыэюяaeiouy]/giu)?.length ?? 0;
  const spoken = word.toLowerCase().replace(/(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$/u, "");
  return Math.max(1, spoken.match(/[aeiouy]+/gu)?.length ?? 0);
}

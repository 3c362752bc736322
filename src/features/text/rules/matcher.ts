import type { AnalysedText, Sentence, TextLanguage, Token } from "./analysed-text.ts";
import type { PatternHit, Side, ThemePatterns } from "./coding.ts";
import { intensifiers } from "./function-words.ts";
import { isNegation } from "./negation.ts";
import { compilePattern, type CompiledPattern, type PatternProblem } from "./patterns.ts";
import { findWords } from "./patterns/find-run.ts";
import { indexPatterns, type PatternIndex } from "./patterns/pattern-index.ts";
import type { SentimentReader } from "./sentiment.ts";

/** What a text is known by besides its words. */
export interface TextContext {
  /** The score given with it, from −1 (worst) to 1 (best). */
  readonly score?: number;
}

/** Says where patterns of themes hold in a text, each theme and side at most once a sentence, in the order of the text. */
export interface Matcher {
  readonly match: (analysed: AnalysedText, context?: TextContext) => readonly PatternHit[];
  /** Patterns that were left out because they cannot be read. */
  readonly problems: readonly {
    readonly theme: string;
    readonly language: TextLanguage;
    readonly pattern: string;
    readonly problem: PatternProblem;
  }[];
}

type List = "problem" | "praise" | "topic";

interface Entry {
  readonly theme: string;
  readonly list: List;
  readonly source: string;
  readonly pattern: CompiledPattern;
}

const languages = ["en", "ru", "uk"] as const;
const lists = ["problem", "praise", "topic"] as const;
/** From this value on a sentence or a score takes a side. */
const [clearSentiment, clearScore] = [0.15, 0.2];

/**
 * A matcher for a codebook. A pattern that cannot be read is left out and told in `problems`. The side of a `topic` is that
 * of the sentence's sentiment when `sentiment` is given and it is clear, else that of the score, else neutral. A negation
 * right before ("не грубили", "no queue") turns problem into praise, one further off makes it neutral; praise that is
 * negated is a problem. A pattern that holds the negation itself ("не работает") is taken as it stands.
 */
export function createMatcher(
  themes: readonly ThemePatterns[],
  options: { readonly sentiment?: SentimentReader } = {},
): Matcher {
  const problems: Matcher["problems"][number][] = [];
  const byLanguage = {} as Record<TextLanguage, PatternIndex<Entry>>;
  for (const language of languages) {
    const entries = themes.flatMap((theme) =>
      lists.flatMap((list) =>
        (theme.patterns[language]?.[list] ?? []).flatMap((source): Entry[] => {
          const compiled = compilePattern(source);
          if (compiled.ok) return [{ theme: theme.key, list, source, pattern: compiled.value }];
          problems.push({ theme: theme.key, language, pattern: source, problem: compiled.code });
          return [];
        }),
      ),
    );
    byLanguage[language] = indexPatterns(entries, ({ pattern }) => (pattern.kind === "words" ? pattern : undefined));
  }

  function match(analysed: AnalysedText, context: TextContext = {}): readonly PatternHit[] {
    return analysed.sentences.flatMap((sentence, index) => {
      const found = sentence.candidates.flatMap((language) => foundIn(analysed, sentence, byLanguage[language]));
      if (found.length === 0) return [];
      const topicSide = () => sideOfTopic(options.sentiment?.ofSentence(analysed, index).value, context.score);
      return hitsOf(analysed, index, found, topicSide);
    });
  }
  return { match, problems };
}

interface Found {
  readonly entry: Entry;
  /** Tokens that the pattern took. */
  readonly taken: readonly number[];
}

/** What holds in a sentence, each pattern once. */
function foundIn(analysed: AnalysedText, sentence: Sentence, index: PatternIndex<Entry>): Found[] {
  const found = new Map<Entry, Found>();
  let words: SentenceWords | undefined;
  for (const { entry, first, last } of index.among(analysed.tokens, sentence.from, sentence.to)) {
    if (found.has(entry)) continue;
    if (entry.pattern.kind === "words") {
      const taken = findWords(analysed.tokens, sentence, entry.pattern, { first, last });
      if (taken) found.set(entry, { entry, taken });
      continue;
    }
    words ??= wordsOfSentence(analysed, sentence);
    const place = entry.pattern.find(words.text);
    if (place) found.set(entry, { entry, taken: words.tokensBetween(place.from, place.to) });
  }
  return [...found.values()];
}

interface SentenceWords {
  readonly text: string;
  tokensBetween(from: number, to: number): readonly number[];
}

/** The sentence as expressions see it: words in normal form with one space between. */
function wordsOfSentence({ tokens }: AnalysedText, sentence: Sentence): SentenceWords {
  const starts: number[] = [];
  let text = "";
  for (let at = sentence.from; at < sentence.to; at += 1) {
    if (text !== "") text += " ";
    starts.push(text.length);
    text += tokens[at]?.norm ?? "";
  }
  return {
    text,
    tokensBetween: (from, to) =>
      starts.flatMap((start, index) => {
        const end = start + (tokens[sentence.from + index]?.norm.length ?? 0);
        return start < to && end > from ? [sentence.from + index] : [];
      }),
  };
}

function hitsOf(
  analysed: AnalysedText,
  sentence: number,
  found: readonly Found[],
  topicSide: () => Side,
): PatternHit[] {
  const hits = new Map<string, PatternHit>();
  const decided = new Set(found.filter(({ entry }) => entry.list !== "topic").map(({ entry }) => entry.theme));
  for (const { entry, taken } of found) {
    const [first, last] = [analysed.tokens[taken[0] ?? -1], analysed.tokens[taken.at(-1) ?? -1]];
    if (!first || !last || (entry.list === "topic" && decided.has(entry.theme))) continue;
    const side = entry.list === "topic" ? topicSide() : sideOf(analysed, sentence, entry.list, taken);
    const key = `${entry.theme} ${side}`;
    const hit = { theme: entry.theme, side, sentence, from: first.start, to: last.end, pattern: entry.source };
    const known = hits.get(key);
    if (!known || hit.from < known.from) hits.set(key, hit);
  }
  return [...hits.values()].toSorted((a, b) => a.from - b.from);
}

function sideOfTopic(sentiment: number | undefined, score: number | undefined): Side {
  if (sentiment !== undefined && Math.abs(sentiment) >= clearSentiment) return sentiment < 0 ? "problem" : "praise";
  if (score !== undefined && Math.abs(score) >= clearScore) return score < 0 ? "problem" : "praise";
  return "neutral";
}

function sideOf(analysed: AnalysedText, index: number, list: "problem" | "praise", taken: readonly number[]): Side {
  const sentence = analysed.sentences[index];
  if (!sentence) return list;
  const tokens = taken.flatMap((at) => analysed.tokens[at] ?? []);
  if (tokens.some((token) => isNegation(token, sentence)) || !tokens.some((token) => token.isNegated)) return list;
  if (list === "praise") return "problem";
  return isRightBehindNegation(analysed, sentence, taken) ? "praise" : "neutral";
}

const copulas = new Set(
  "is are was were be been any a an the было был была были будет буде було був була були".split(" "),
);

/** Only words that strengthen, articles and forms of "to be" stand between the negation and the first negated word. */
function isRightBehindNegation({ tokens }: AnalysedText, sentence: Sentence, taken: readonly number[]): boolean {
  const first = taken.find((at) => tokens[at]?.isNegated);
  if (first === undefined) return false;
  for (let at = first - 1; at >= sentence.from; at -= 1) {
    const token = tokens[at];
    if (!token) return false;
    if (isNegation(token, sentence)) return true;
    if (!mayStandBetween(token, sentence)) return followsAbsence(tokens, sentence, taken);
  }
  return followsAbsence(tokens, sentence, taken);
}

function mayStandBetween(token: Token, sentence: Sentence): boolean {
  return copulas.has(token.norm) || sentence.candidates.some((language) => intensifiers[language].has(token.norm));
}

/** "Очередей нет": the negation stands right behind. */
function followsAbsence(tokens: readonly Token[], sentence: Sentence, taken: readonly number[]): boolean {
  const next = tokens[(taken.at(-1) ?? -1) + 1];
  return next !== undefined && next.sentence === tokens[taken[0] ?? -1]?.sentence && isNegation(next, sentence);
}

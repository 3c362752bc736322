import { analyse } from "./analyse.ts";
import type { AnalysedText, TextLanguage } from "./analysed-text.ts";
import { predictThemes } from "./classifier.ts";
import { codeOf, type PatternHit, type ThemePatterns, type ThemePrediction } from "./coding.ts";
import { lexicons } from "./lexicon.ts";
import { maskPersonalData } from "./mask.ts";
import { createMatcher, type Matcher } from "./matcher.ts";
import type { CoderModel } from "./models.ts";
import { printOf } from "./print.ts";
import { createSentimentReader, type SentimentReader } from "./sentiment.ts";
import { predictSentiment, type SentimentModel } from "./sentiment/trained.ts";

/** What a machine is made of; plain data, so that it can be handed to another thread. */
export interface MachineParts {
  /** Of codebook and model together. */
  readonly version: number;
  readonly themes: readonly ThemePatterns[];
  readonly coder: CoderModel | null;
  /** Probability from which on a code is given without a person; a code without one is never given. */
  readonly thresholds: readonly (readonly [code: string, threshold: number])[];
  /** Trained on the scores given with comments; null: the words of the lexicon alone tell. */
  readonly sentiment: SentimentModel | null;
}

/** Everything a machine codes texts by. */
export interface Machine {
  readonly parts: MachineParts;
  readonly matcher: Matcher;
  readonly reader: SentimentReader;
  readonly thresholds: ReadonlyMap<string, number>;
  /** Where probability counts as even for a code, in log odds. */
  readonly evens: ReadonlyMap<string, number>;
}

/** Builds a machine; compiling the patterns of a full codebook takes about a tenth of a second. */
export function createMachine(parts: MachineParts): Machine {
  const reader = createSentimentReader(lexicons);
  return {
    parts,
    reader,
    matcher: createMatcher(parts.themes, { sentiment: reader }),
    thresholds: new Map(parts.thresholds),
    evens: new Map((parts.coder?.codes ?? []).map(({ code, cut }) => [code, logOdds(cut)])),
  };
}

/** A text with what is known of it. */
export interface TextToCodeBy {
  readonly text: string;
  readonly hint: TextLanguage | undefined;
  /** The score given with it, from −1 (worst) to 1 (best). */
  readonly score: number | undefined;
}

/** What the machine says of one text. */
export interface MachineCoding {
  readonly language: string;
  /** −1..1; null where no word tells. */
  readonly sentiment: number | null;
  readonly codes: readonly string[];
  /** How far the least decided code is from being decided, in log odds; null where the machine knows nothing. */
  readonly margin: number | null;
  readonly marginCode: string | null;
  readonly print: string | null;
}

/** A code somebody may want to give, and why. */
export interface Suggestion {
  readonly code: string;
  readonly probability: number | null;
  readonly source: "pattern" | "model";
}

/** The same with what a person is shown: the masked text, where patterns hold in it, and what to choose from. */
export interface ExplainedCoding extends MachineCoding {
  readonly text: string;
  readonly hits: readonly PatternHit[];
  /** Most probable first. */
  readonly suggestions: readonly Suggestion[];
}

/**
 * Codes one text: patterns, and what the model is sure enough of. Personal data is masked first. Never fails; an empty
 * text, or one of signs alone, gets nothing.
 */
export function codeByMachine(machine: Machine, text: TextToCodeBy): MachineCoding {
  return codingOf(machine, lookAt(machine, text));
}

/** Codes one text and says why. */
export function explainCoding(machine: Machine, text: TextToCodeBy): ExplainedCoding {
  const seen = lookAt(machine, text);
  return {
    ...codingOf(machine, seen),
    text: seen.analysed.isTruncated ? `${seen.analysed.text}…` : seen.analysed.text,
    hits: seen.hits,
    suggestions: suggestionsOf(seen),
  };
}

/** A text taken apart for a machine. */
export interface Seen {
  readonly analysed: AnalysedText;
  readonly hits: readonly PatternHit[];
  readonly predictions: readonly ThemePrediction[];
}

/** Masks a text, takes it apart and tries patterns and model on it. */
export function lookAt({ matcher, parts }: Pick<Machine, "matcher" | "parts">, text: TextToCodeBy): Seen {
  const { hint, score } = text;
  const analysed = analyse(maskPersonalData(text.text).text, hint === undefined ? {} : { hint });
  const hits = matcher.match(analysed, score === undefined ? {} : { score });
  return { analysed, hits, predictions: parts.coder === null ? [] : predictThemes(parts.coder, analysed, hits) };
}

/** The codes that patterns give. */
export function codesOfHits(hits: readonly PatternHit[]): readonly string[] {
  return [...new Set(hits.map(({ theme, side }) => codeOf(theme, side)))];
}

function codingOf(machine: Machine, { analysed, hits, predictions }: Seen): MachineCoding {
  const found = codesOfHits(hits);
  const sure = predictions.flatMap(({ theme, side, probability }) => {
    const code = codeOf(theme, side);
    return probability >= (machine.thresholds.get(code) ?? Infinity) ? [code] : [];
  });
  return {
    language: analysed.language.language,
    sentiment: toneOf(machine, analysed),
    codes: [...new Set([...found, ...sure])].toSorted(),
    ...leastDecided(machine, found, predictions),
    print: printOf(analysed),
  };
}

function toneOf({ reader, parts }: Machine, analysed: AnalysedText): number | null {
  const byWords = reader.ofText(analysed);
  if (parts.sentiment === null) return byWords.found === 0 ? null : byWords.value;
  const hasWords = analysed.tokens.some(({ kind }) => kind === "word" || kind === "emoji");
  return hasWords ? predictSentiment(parts.sentiment, analysed, reader).value : null;
}

/** Without a model a text with many or contrary codes is worth a look sooner than one with a single clear one. */
function leastDecided(
  { evens }: Machine,
  found: readonly string[],
  predictions: readonly ThemePrediction[],
): Pick<MachineCoding, "margin" | "marginCode"> {
  let least: { readonly margin: number; readonly marginCode: string } | undefined;
  for (const { theme, side, probability } of predictions) {
    const marginCode = codeOf(theme, side);
    const margin = Math.abs(logOdds(probability) - (evens.get(marginCode) ?? 0));
    if (least === undefined || margin < least.margin) least = { margin, marginCode };
  }
  const [first] = found;
  if (least !== undefined) return least;
  if (first === undefined) return { margin: null, marginCode: null };
  return { margin: 2 / found.length, marginCode: first };
}

function logOdds(probability: number): number {
  const inside = Math.min(0.999, Math.max(0.001, probability));
  return Math.log(inside / (1 - inside));
}

const [fewestToSuggest, mostSuggestions] = [0.15, 12];

function suggestionsOf({ hits, predictions }: Seen): readonly Suggestion[] {
  const byModel = predictions
    .filter(({ probability }) => probability >= fewestToSuggest)
    .map(({ theme, side, probability }) => ({ code: codeOf(theme, side), probability, source: "model" as const }));
  const known = new Map(byModel.map((one) => [one.code, one]));
  const byPattern = codesOfHits(hits).map((code) => ({
    code,
    probability: known.get(code)?.probability ?? null,
    source: "pattern" as const,
  }));
  const patterned = new Set(byPattern.map(({ code }) => code));
  return [...byPattern, ...byModel.filter(({ code }) => !patterned.has(code))].slice(0, mostSuggestions);
}

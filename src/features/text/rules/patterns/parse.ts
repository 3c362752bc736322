import { fail, succeed, type Outcome } from "#kit/outcome";

import { normalWord, plainWord, tokensIn } from "../tokens.ts";

/** Why a pattern cannot be used. */
export type PatternProblem =
  | "empty_pattern"
  | "pattern_too_long"
  | "unclosed_quote"
  | "unclosed_group"
  | "empty_group"
  | "unclosed_expression"
  | "invalid_expression"
  | "expression_too_large"
  | "only_wildcards"
  | "too_many_parts";

/** What one word of a text is held against. `any` is every word. */
export type WordTest =
  | { readonly kind: "exact"; readonly word: string }
  | { readonly kind: "prefix"; readonly word: string }
  | { readonly kind: "any" };

/** One way to fill a part: words in a row. */
export type Run = readonly WordTest[];

/** A part of a pattern: one of several runs, filed so that a word is tried against all of them at once. */
export interface Part {
  readonly runs: readonly Run[];
  readonly words: ReadonlySet<string>;
  readonly prefixes: ReadonlySet<string>;
  /** Lengths that prefixes have. */
  readonly prefixLengths: readonly number[];
  /** Runs of several words, and `*`. */
  readonly phrases: readonly Run[];
}

/** A pattern of words: parts in order, and what must not be in the sentence. */
export interface WordPattern {
  readonly kind: "words";
  readonly parts: readonly Part[];
  readonly without: readonly Part[];
}

export const longestPattern = 2_000;
const mostParts = 12;
const mostRuns = 120;

const piecePattern = /(-?)(?:"([^"]*)("?)|\(([^)]*)(\)?)|([^\s"()]+))/y;

/** Reads a pattern of words. The grammar is told in `patterns.ts`. */
export function parseWords(source: string): Outcome<WordPattern, PatternProblem> {
  const parts: Part[] = [];
  const without: Part[] = [];
  for (const piece of piecesOf(source)) {
    if (!piece.ok) return piece;
    if (piece.value.isExcluded) without.push(piece.value.part);
    else parts.push(piece.value.part);
  }
  if (parts.length === 0) return fail("empty_pattern");
  if (parts.length > mostParts || parts.flatMap(({ runs }) => runs).length > mostRuns) return fail("too_many_parts");
  const isBlank = parts.every(({ runs }) => runs.some((run) => run.every((test) => test.kind === "any")));
  return isBlank ? fail("only_wildcards") : succeed({ kind: "words", parts, without });
}

interface Piece {
  readonly part: Part;
  readonly isExcluded: boolean;
}

function* piecesOf(source: string): Generator<Outcome<Piece, PatternProblem>> {
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at += 1;
      continue;
    }
    piecePattern.lastIndex = at;
    const match = piecePattern.exec(source);
    if (!match) {
      yield fail(source.charAt(at) === ")" ? "unclosed_group" : "unclosed_quote");
      return;
    }
    at = piecePattern.lastIndex;
    const piece = pieceOf(match);
    if (piece) yield piece;
  }
}

function pieceOf(match: RegExpExecArray): Outcome<Piece, PatternProblem> | undefined {
  const [, minus, phrase, quote, group, bracket, word] = match;
  const isExcluded = minus === "-";
  if (phrase !== undefined && quote === "") return fail("unclosed_quote");
  if (group !== undefined && bracket === "") return fail("unclosed_group");
  const options = group === undefined ? [phrase ?? word ?? ""] : group.split("|");
  const runs = options.map((option) => runOf(option.replaceAll('"', " ")));
  if (runs.some((run) => run.length === 0)) return group === undefined ? undefined : fail("empty_group");
  return succeed({ part: partOf(runs), isExcluded });
}

function partOf(runs: readonly Run[]): Part {
  const singles = runs.flatMap((run) => (run.length === 1 ? run : []));
  const prefixes = singles.flatMap((test) => (test.kind === "prefix" ? test.word : []));
  return {
    runs,
    words: new Set(singles.flatMap((test) => (test.kind === "exact" ? test.word : []))),
    prefixes: new Set(prefixes),
    prefixLengths: [...new Set(prefixes.map((prefix) => prefix.length))],
    phrases: runs.filter((run) => run.length > 1 || run[0]?.kind === "any"),
  };
}

/** Words of a phrase as they are compared with those of a text; a hyphen parts words, as it does there. */
function runOf(phrase: string): Run {
  const run: WordTest[] = [];
  for (const piece of phrase.trim().split(/\s+/)) {
    if (piece === "*") run.push({ kind: "any" });
    else run.push(...wordTests(piece));
  }
  return run;
}

function wordTests(piece: string): WordTest[] {
  const isPrefix = piece.endsWith("*");
  const bare = isPrefix ? piece.slice(0, -1) : piece;
  const tokens = tokensIn(bare);
  return tokens.map((token, index) => {
    const written = bare.slice(token.start, token.end);
    const word = token.kind === "word" ? normalWord(plainWord(written)) : written;
    return { kind: isPrefix && index === tokens.length - 1 ? "prefix" : "exact", word };
  });
}

import type { Token } from "../analysed-text.ts";
import { mostBetween } from "./find-run.ts";
import type { Part, WordPattern } from "./parse.ts";

/** A pattern that may hold, and where it would begin: tokens `first` to `last`. */
export interface Candidate<T> {
  readonly entry: T;
  readonly first: number;
  readonly last: number;
}

/**
 * Finds, of thousands of patterns, the few that can hold in a sentence: each is filed under the words of its most telling
 * part, whole words under themselves and prefixes under their first letters.
 */
export interface PatternIndex<T> {
  /** Candidates in tokens `from` to `to`; an entry comes once for each of its telling words there. */
  readonly among: (tokens: readonly Token[], from: number, to: number) => readonly Candidate<T>[];
}

const longestKey = 4;

interface Filed<T> {
  readonly entry: T;
  readonly word: string;
  /** Tokens that may stand between the beginning of the pattern and the telling word. */
  readonly before: number;
}

/** Files entries; those without a pattern of words are candidates everywhere. */
export function indexPatterns<T>(
  entries: readonly T[],
  patternOf: (entry: T) => WordPattern | undefined,
): PatternIndex<T> {
  const exact = new Map<string, Filed<T>[]>();
  const prefixes = new Map<string, Filed<T>[]>();
  const always: T[] = [];
  for (const entry of entries) {
    const pattern = patternOf(entry);
    const telling = pattern && tellingPart(pattern);
    if (!telling) always.push(entry);
    for (const { word, isPrefix } of telling?.keys ?? []) {
      const filed = { entry, word, before: telling?.before ?? 0 };
      if (isPrefix) pushTo(prefixes, word.slice(0, longestKey), filed);
      else pushTo(exact, word, filed);
    }
  }
  return { among: (tokens, from, to) => candidatesIn({ exact, prefixes, always }, tokens, from, to) };
}

interface Files<T> {
  readonly exact: ReadonlyMap<string, readonly Filed<T>[]>;
  readonly prefixes: ReadonlyMap<string, readonly Filed<T>[]>;
  readonly always: readonly T[];
}

function candidatesIn<T>(files: Files<T>, tokens: readonly Token[], from: number, to: number): Candidate<T>[] {
  const found: Candidate<T>[] = files.always.map((entry) => ({ entry, first: from, last: to - 1 }));
  for (let at = from; at < to; at += 1) {
    const norm = tokens[at]?.norm ?? "";
    for (const { entry, before } of files.exact.get(norm) ?? none) {
      found.push({ entry, first: Math.max(from, at - before), last: at });
    }
    for (let length = 1; length <= longestKey && length <= norm.length; length += 1) {
      for (const { entry, word, before } of files.prefixes.get(norm.slice(0, length)) ?? none) {
        if (norm.startsWith(word)) found.push({ entry, first: Math.max(from, at - before), last: at });
      }
    }
  }
  return found;
}

const none: readonly never[] = [];

/** Adds to the list under a key. */
export function pushTo<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

interface Key {
  readonly word: string;
  readonly isPrefix: boolean;
}

/** Of each run its longest word; of the parts the one whose shortest such word is longest, and what may stand before it. */
function tellingPart(pattern: WordPattern): { readonly keys: readonly Key[]; readonly before: number } | undefined {
  let best: { readonly keys: readonly Key[]; readonly before: number } | undefined;
  let bestLength = 0;
  let before = 0;
  for (const part of pattern.parts) {
    const keys = keysOf(part);
    const longestRun = Math.max(...part.runs.map((run) => run.length));
    const shortest = Math.min(...keys.map((key) => key.word.length));
    if (shortest > bestLength) [best, bestLength] = [{ keys, before: before + longestRun - 1 }, shortest];
    before += longestRun + mostBetween;
  }
  return best;
}

function keysOf(part: Part): readonly Key[] {
  return part.runs.map((run) => {
    const words = run.filter((test) => test.kind !== "any");
    const longest = words.toSorted((a, b) => b.word.length - a.word.length)[0];
    return { word: longest?.word ?? "", isPrefix: longest?.kind === "prefix" };
  });
}

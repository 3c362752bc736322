import type { SparseRow } from "#statistics/sparse-matrix";

import type { AnalysedText, Token } from "./analysed-text.ts";

/** What is counted in a text: stems, two neighbouring stems, letters within a word, and what other methods say of it. */
const groups = ["word", "phrase", "gram", "extra"] as const;

type Group = (typeof groups)[number];

const marks: Readonly<Record<Group, string>> = { word: "w", phrase: "p", gram: "g", extra: "x" };
const fewestTexts: Readonly<Record<Group, number>> = { word: 2, phrase: 2, gram: 3, extra: 2 };
const [shortestGram, longestGram] = [3, 5];
const mostFeatures = 60_000;
const longestWord = 30;

/** A text as the features see it, with what else is known of it ("hit:billing-", "score:low"). */
export interface FeatureText {
  readonly analysed: AnalysedText;
  readonly extras?: readonly string[];
}

export interface FeatureOptions {
  /** Words inside a negation are other words than the same outside. */
  readonly marksNegation?: boolean;
  /** What an extra counts beside words and letters of length 1. Default 1. */
  readonly extraWeight?: number;
}

/** Which features there are, and what each is worth (idf). */
export interface FeatureSpace extends FeatureOptions {
  readonly size: number;
  readonly ids: Readonly<Record<Group, ReadonlyMap<string, number>>>;
  readonly rarity: Float32Array;
  /** Ids of the letter features of a word, once worked out. */
  readonly gramsOfWord: Map<string, readonly number[]>;
}

/**
 * The features that enough texts have; with more than 60,000 of them the rarest go. Weight: inverse document frequency,
 * ln((1 + N) / (1 + n)) + 1 (Salton & Buckley 1988, smoothed).
 */
export function featureSpace(texts: readonly FeatureText[], options: FeatureOptions = {}): FeatureSpace {
  const seen: Record<Group, Map<string, number>> = {
    word: new Map(),
    phrase: new Map(),
    gram: new Map(),
    extra: new Map(),
  };
  for (const text of texts) {
    const counted = countsOf(text, options);
    for (const group of groups) {
      for (const key of counted[group].keys()) seen[group].set(key, (seen[group].get(key) ?? 0) + 1);
    }
  }
  const kept = groups
    .flatMap((group) => [...seen[group]].map(([key, n]) => ({ group, key, n })))
    .filter(({ group, n }) => n >= fewestTexts[group]);
  if (kept.length > mostFeatures) kept.sort((a, b) => b.n - a.n).splice(mostFeatures);
  const rarity = kept.map(({ n }) => Math.log((1 + texts.length) / (1 + n)) + 1);
  return spaceOf(
    kept.map(({ group, key }) => marks[group] + key),
    rarity,
    options,
  );
}

/** A space from the names and weights it was stored as. */
export function spaceOf(names: readonly string[], rarity: readonly number[], options: FeatureOptions): FeatureSpace {
  const ids: Record<Group, Map<string, number>> = {
    word: new Map(),
    phrase: new Map(),
    gram: new Map(),
    extra: new Map(),
  };
  names.forEach((name, id) => {
    const group = groups.find((one) => name.startsWith(marks[one]));
    if (group !== undefined) ids[group].set(name.slice(1), id);
  });
  return { ...options, size: names.length, ids, rarity: Float32Array.from(rarity), gramsOfWord: new Map() };
}

/** Names of the features in the order of their ids, as `spaceOf` takes them. */
export function namesOf(space: FeatureSpace): string[] {
  const names: string[] = [];
  for (const group of groups) {
    for (const [key, id] of space.ids[group]) names[id] = marks[group] + key;
  }
  return names;
}

/**
 * A text in a space: (1 + ln count) · idf. Words with phrases, and letters, are each scaled to length 1, so that neither a
 * long text nor the many letters of a word outweigh the rest; extras count `extraWeight` each.
 */
export function vectorOf(space: FeatureSpace, text: FeatureText): SparseRow {
  const index: number[] = [];
  const value: number[] = [];
  const put = (counts: ReadonlyMap<number, number>) => {
    let square = 0;
    for (const [id, count] of counts) square += ((1 + Math.log(count)) * (space.rarity[id] ?? 1)) ** 2;
    const length = Math.sqrt(square) || 1;
    for (const [id, count] of counts) {
      index.push(id);
      value.push(((1 + Math.log(count)) * (space.rarity[id] ?? 1)) / length);
    }
  };
  put(wordIds(space, text.analysed));
  put(gramIds(space, text.analysed));
  for (const extra of new Set(text.extras)) {
    const id = space.ids.extra.get(extra);
    if (id === undefined) continue;
    index.push(id);
    value.push(space.extraWeight ?? 1);
  }
  return { index, value };
}

function wordIds(space: FeatureSpace, { tokens, sentences }: AnalysedText): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const token of tokens) count(counts, space.ids.word.get(wordKey(token, space)));
  for (const { from, to } of sentences) {
    for (let at = from; at + 1 < to; at += 1) count(counts, space.ids.phrase.get(phraseKey(tokens, at)));
  }
  return counts;
}

function gramIds(space: FeatureSpace, { tokens }: AnalysedText): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const token of tokens) {
    if (token.kind === "word") for (const id of gramsOf(space, token.norm)) count(counts, id);
  }
  return counts;
}

const mostWordsKept = 60_000;

function gramsOf(space: FeatureSpace, word: string): readonly number[] {
  const known = space.gramsOfWord.get(word);
  if (known) return known;
  const found: number[] = [];
  for (const gram of gramsIn(word)) {
    const id = space.ids.gram.get(gram);
    if (id !== undefined) found.push(id);
  }
  if (space.gramsOfWord.size >= mostWordsKept) space.gramsOfWord.clear();
  space.gramsOfWord.set(word, found);
  return found;
}

function countsOf(text: FeatureText, options: FeatureOptions): Record<Group, Map<string, number>> {
  const { tokens, sentences } = text.analysed;
  const counted: Record<Group, Map<string, number>> = {
    word: new Map(),
    phrase: new Map(),
    gram: new Map(),
    extra: new Map(),
  };
  for (const token of tokens) {
    count(counted.word, wordKey(token, options));
    if (token.kind === "word") for (const gram of gramsIn(token.norm)) count(counted.gram, gram);
  }
  for (const { from, to } of sentences) {
    for (let at = from; at + 1 < to; at += 1) count(counted.phrase, phraseKey(tokens, at));
  }
  for (const extra of new Set(text.extras)) count(counted.extra, extra);
  return counted;
}

function wordKey(token: Token, options: FeatureOptions): string {
  const stem = token.stem.slice(0, longestWord);
  return options.marksNegation === true && token.isNegated ? `!${stem}` : stem;
}

function phraseKey(tokens: readonly Token[], at: number): string {
  return `${(tokens[at]?.stem ?? "").slice(0, longestWord)} ${(tokens[at + 1]?.stem ?? "").slice(0, longestWord)}`;
}

function gramsIn(word: string): string[] {
  const padded = ` ${word.slice(0, longestWord)} `;
  const grams: string[] = [];
  for (let size = shortestGram; size <= longestGram; size += 1) {
    for (let at = 0; at + size <= padded.length; at += 1) grams.push(padded.slice(at, at + size));
  }
  return grams;
}

function count<K>(counts: Map<K, number>, key: K | undefined): void {
  if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
}

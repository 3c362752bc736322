import { nonNegativeFactors, type NonNegativeFactors } from "#statistics/nmf";
import { averageOf } from "#statistics/sequence";

import type { AnalysedText } from "../analysed-text.ts";
import { coherenceOf } from "./coherence.ts";
import { nearDuplicates } from "./near-duplicates.ts";
import { termMatrix, termsOf, type Term, type TermTable } from "./terms.ts";

/** A subject that texts share and the codebook may lack. */
export interface Topic {
  /** A name to begin with: its strongest terms. */
  readonly name: string;
  readonly terms: readonly { readonly label: string; readonly weight: number }[];
  /** Texts in which it is the strongest topic, most typical first, without near-duplicates. */
  readonly examples: readonly number[];
  readonly n: number;
  /** Mean NPMI of its top terms, −1..1: do they occur together? Below about .05 it is hardly a subject. */
  readonly coherence: number;
  /** How alike it came out from other seeds, 0..1; below about .6 it depends on chance. */
  readonly stability: number;
}

/** What was found; `left` counts texts that are in no topic. */
export interface Discovery {
  readonly topics: readonly Topic[];
  readonly n: number;
  readonly left: number;
}

export interface DiscoveryOptions {
  /** Default: the root of half the number of texts, 3 to 20. */
  readonly topics?: number;
  readonly seeds?: number;
  readonly seed?: number;
}

const topTerms = 8;
const namingTerms = 3;
const mostExamples = 12;
const fewestTexts = 12;

/**
 * Topics of texts by non-negative factorisation of tf-idf (Lee & Seung 1999), from several seeds: the run with the least
 * loss is kept, and each topic says how well its terms hold together (NPMI: Bouma 2009; Röder et al. 2015) and how alike it
 * comes out of the other runs (after Greene, O’Callaghan & Cunningham 2014). Topics are ordered by how many texts they
 * hold. Fewer than twelve texts, or texts without a common term: no topics. Give it at most some 10,000 texts.
 */
export function discoverTopics(texts: readonly AnalysedText[], options: DiscoveryOptions = {}): Discovery {
  const table = termsOf(texts);
  const used = table.ofText.filter((terms) => terms.length > 0).length;
  if (used < fewestTexts || table.terms.length < topTerms) return { topics: [], n: texts.length, left: texts.length };

  const { seeds = 4, seed = 1 } = options;
  const parts = Math.min(options.topics ?? defaultTopics(used), Math.floor(used / 3));
  const matrix = termMatrix(table);
  const runs = Array.from({ length: seeds }, (_, run) => nonNegativeFactors(matrix, parts, { seed: seed + run }));
  const best = runs.reduce((least, run) => (run.loss < least.loss ? run : least));
  const others = runs.filter((run) => run !== best);
  const strongest = strongestParts(best, texts.length);
  const groups = nearDuplicates(texts);

  const topics = Array.from({ length: parts }, (_, part) => topicOf({ part, table, best, others, strongest, groups }))
    .filter((topic) => topic.n > 0)
    .toSorted((a, b) => b.n - a.n);
  return { topics, n: texts.length, left: strongest.filter((part) => part < 0).length };
}

function defaultTopics(texts: number): number {
  return Math.max(3, Math.min(20, Math.round(Math.sqrt(texts / 2))));
}

interface Found {
  readonly part: number;
  readonly table: TermTable;
  readonly best: NonNegativeFactors;
  readonly others: readonly NonNegativeFactors[];
  readonly strongest: readonly number[];
  readonly groups: Int32Array;
}

function topicOf({ part, table, best, others, strongest, groups }: Found): Topic {
  const top = topOf(best, part, table.terms.length);
  const members = strongest.flatMap((one, text) => (one === part ? [text] : []));
  const weightOf = (text: number) => best.w[text * best.parts + part] ?? 0;
  const typical = members.toSorted((a, b) => weightOf(b) - weightOf(a));
  const seen = new Set<number>();
  const examples = typical.filter((text) => {
    const group = groups[text] ?? text;
    return !seen.has(group) && seen.add(group);
  });
  const labels = top.map(({ term, weight }) => ({ label: table.terms[term]?.label ?? "", weight }));
  return {
    name: nameOf(top.map(({ term, weight }) => ({ ...(table.terms[term] ?? nothing), weight }))),
    terms: labels,
    examples: examples.slice(0, mostExamples),
    n: members.length,
    coherence: coherenceOf(
      table,
      top.map(({ term }) => term),
    ),
    stability: others.length === 0 ? 1 : averageOf(others.map((run) => mostAlike(best, part, run))),
  };
}

const nothing: Term = { key: "", label: "", n: 0 };
type Weighed = Term & { readonly weight: number };

/** Labels of the strongest terms, leaving out words of a phrase nearly as strong and what a stronger term says already. */
function nameOf(terms: readonly Weighed[]): string {
  const kept: Weighed[] = [];
  for (const term of terms) {
    const words = term.key.split(" ");
    const isInPhrase = terms.some(
      ({ key, weight }) => key !== term.key && weight >= term.weight / 2 && key.split(" ").includes(term.key),
    );
    const isTold = kept.some(({ key }) => key.split(" ").some((word) => words.includes(word)));
    if (!isInPhrase && !isTold) kept.push(term);
  }
  return kept
    .slice(0, namingTerms)
    .map(({ label }) => label)
    .join(", ");
}

function topOf(
  { h }: NonNegativeFactors,
  part: number,
  columns: number,
): { readonly term: number; readonly weight: number }[] {
  return Array.from({ length: columns }, (_, term) => ({ term, weight: h[part * columns + term] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, topTerms);
}

/** Per text its strongest part, −1 when it has none. */
function strongestParts({ w, parts, h }: NonNegativeFactors, texts: number): readonly number[] {
  const columns = h.length / parts;
  const sizes = Array.from({ length: parts }, (_, part) =>
    Math.hypot(...h.subarray(part * columns, (part + 1) * columns)),
  );
  return Array.from({ length: texts }, (_, text) => {
    let best = -1;
    let most = 0.05;
    for (let part = 0; part < parts; part += 1) {
      const share = (w[text * parts + part] ?? 0) * (sizes[part] ?? 0);
      if (share > most) [best, most] = [part, share];
    }
    return best;
  });
}

/** The largest cosine between a part and the parts of another run. */
function mostAlike(best: NonNegativeFactors, part: number, run: NonNegativeFactors): number {
  const columns = best.h.length / best.parts;
  const one = best.h.subarray(part * columns, (part + 1) * columns);
  const cosines = Array.from({ length: run.parts }, (_, other) =>
    cosine(one, run.h.subarray(other * columns, (other + 1) * columns)),
  );
  return Math.max(0, ...cosines);
}

function cosine(one: Float64Array, other: Float64Array): number {
  let inner = 0;
  for (let at = 0; at < one.length; at += 1) inner += (one[at] ?? 0) * (other[at] ?? 0);
  const size = Math.hypot(...one) * Math.hypot(...other);
  return size === 0 ? 0 : inner / size;
}

import { sparseMatrix, type SparseMatrix } from "#statistics/sparse-matrix";

import type { AnalysedText, Token } from "../analysed-text.ts";

/** A word or two neighbouring words that texts are about. */
export interface Term {
  /** Its stems, joined by a space. */
  readonly key: string;
  /** As people write it most often. */
  readonly label: string;
  /** Texts that have it. */
  readonly n: number;
}

/** Terms of texts, and which text has which. */
export interface TermTable {
  readonly terms: readonly Term[];
  /** Per text, indexes of its terms, each once, ascending. */
  readonly ofText: readonly (readonly number[])[];
}

export interface TermOptions {
  /** A term in fewer texts is left out. Default 3. */
  readonly fewestTexts?: number;
  /** The most frequent so many are kept. Default 3,000. */
  readonly most?: number;
}

const longestTerm = 40;
/** A term in more than this share of texts tells them apart no longer. */
const mostShare = 0.5;

/** Words that carry a subject, and neighbouring pairs of them, in texts. */
export function termsOf(texts: readonly AnalysedText[], options: TermOptions = {}): TermTable {
  const { fewestTexts = 3, most = 3000 } = options;
  const found = texts.map(termsIn);
  const counts = new Map<string, { n: number; forms: Map<string, number> }>();
  for (const terms of found) {
    for (const [key, form] of terms) {
      const count = counts.get(key) ?? { n: 0, forms: new Map<string, number>() };
      count.n += 1;
      count.forms.set(form, (count.forms.get(form) ?? 0) + 1);
      counts.set(key, count);
    }
  }
  const limit = Math.max(fewestTexts, texts.length * mostShare);
  const kept = [...counts]
    .filter(([, { n }]) => n >= fewestTexts && n <= limit)
    .toSorted(([a, one], [b, other]) => other.n - one.n || (a < b ? -1 : 1))
    .slice(0, most);
  const terms = kept.map(([key, { n, forms }]) => ({ key, n, label: mostFrequent(forms) }));
  const place = new Map(terms.map(({ key }, index) => [key, index]));
  const ofText = found.map((one) => [...one.keys()].flatMap((key) => place.get(key) ?? []).toSorted((a, b) => a - b));
  return { terms, ofText };
}

/** Texts as rows of tf-idf of their terms, each of length 1; texts without a term stay empty. */
export function termMatrix({ terms, ofText }: TermTable): SparseMatrix {
  const rarity = terms.map(({ n }) => Math.log((1 + ofText.length) / (1 + n)) + 1);
  const rows = ofText.map((index) => {
    const weights = index.map((term) => rarity[term] ?? 1);
    const length = Math.hypot(...weights) || 1;
    return { index, value: weights.map((weight) => weight / length) };
  });
  return sparseMatrix(rows, terms.length);
}

/** Keys of the terms of a text with the form they are written in. */
function termsIn({ tokens, sentences }: AnalysedText): ReadonlyMap<string, string> {
  const terms = new Map<string, string>();
  for (const { from, to } of sentences) {
    for (let at = from; at < to; at += 1) {
      const [token, next] = [tokens[at], tokens[at + 1]];
      if (!isTelling(token)) continue;
      if (!terms.has(token.stem)) terms.set(token.stem, token.norm);
      if (at + 1 < to && isTelling(next)) terms.set(`${token.stem} ${next.stem}`, `${token.norm} ${next.norm}`);
    }
  }
  return terms;
}

function isTelling(token: Token | undefined): token is Token {
  if (token?.kind !== "word" || token.isStop) return false;
  return token.norm.length >= 3 && token.norm.length <= longestTerm;
}

function mostFrequent(forms: ReadonlyMap<string, number>): string {
  let best = ["", 0] as readonly [string, number];
  for (const [form, n] of forms) if (n > best[1]) best = [form, n];
  return best[0];
}

import { averageOf } from "#statistics/sequence";

import type { TermTable } from "./terms.ts";

/**
 * Mean normalised pointwise mutual information of pairs of words over texts, −1..1; phrases, which hold their own words,
 * are left out. Source: Bouma 2009; as topic coherence: Röder, Both & Hinneburg 2015. Fewer than two terms: 0.
 */
export function coherenceOf(table: TermTable, terms: readonly number[]): number {
  const words = terms.filter((term) => table.terms[term]?.key.includes(" ") === false);
  const texts = words.map((term) => new Set(table.ofText.flatMap((own, text) => (own.includes(term) ? [text] : []))));
  const values = texts.flatMap((one, index) =>
    texts.slice(index + 1).map((other) => npmi(one, other, table.ofText.length)),
  );
  return values.length === 0 ? 0 : averageOf(values);
}

/** ln(p(a, b) / (p(a) p(b))) / −ln p(a, b): −1 never together, 0 by chance, 1 always together. */
export function npmi(one: ReadonlySet<number>, other: ReadonlySet<number>, n: number): number {
  let both = 0;
  for (const text of one) if (other.has(text)) both += 1;
  if (both === 0) return -1;
  if (both === n) return 1;
  return Math.log((both * n) / (one.size * other.size)) / -Math.log(both / n);
}

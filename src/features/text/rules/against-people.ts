import type { Estimate } from "#statistics/estimate";
import { shareOf } from "#statistics/share";

/** Codes that a coder gave, those of them that people gave too, and those that people gave. */
export interface Against {
  readonly given: number;
  readonly right: number;
  readonly wanted: number;
}

/** What patterns, by code, came to against people at a training. */
export interface AgainstPeople {
  readonly patterns: Readonly<Record<string, Against>>;
}

/** A text with what a coder gave and what people gave. */
export interface Compared {
  readonly given: readonly string[];
  readonly wanted: readonly string[];
}

/** Counts over all codes of these texts. */
export function compareCodes(texts: readonly Compared[]): Against {
  const counts = { given: 0, right: 0, wanted: 0 };
  for (const { given, wanted } of texts) {
    counts.given += given.length;
    counts.wanted += wanted.length;
    counts.right += given.filter((code) => wanted.includes(code)).length;
  }
  return counts;
}

/** The same for each code. */
export function compareByCode(texts: readonly Compared[]): Readonly<Record<string, Against>> {
  const codes = new Set(texts.flatMap(({ given, wanted }) => [...given, ...wanted]));
  const only = (list: readonly string[], code: string) => (list.includes(code) ? [code] : []);
  return Object.fromEntries(
    [...codes].map((code) => [
      code,
      compareCodes(texts.map(({ given, wanted }) => ({ given: only(given, code), wanted: only(wanted, code) }))),
    ]),
  );
}

/** A code that was given where people gave another one; null: nothing in its place. */
export interface Confusion {
  readonly given: string;
  readonly wanted: string | null;
  readonly n: number;
}

/** What is taken for what, most frequent first: each wrong code with each code that people gave and the coder did not. */
export function confusionsOf(texts: readonly Compared[], most: number): readonly Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { given, wanted } of texts) {
    const missed = wanted.filter((code) => !given.includes(code));
    for (const wrong of given.filter((code) => !wanted.includes(code))) {
      for (const right of missed.length === 0 ? [null] : missed) {
        const key = `${wrong} ${right}`;
        counts.set(key, { given: wrong, wanted: right, n: (counts.get(key)?.n ?? 0) + 1 });
      }
    }
  }
  return [...counts.values()].toSorted((a, b) => b.n - a.n || a.given.localeCompare(b.given)).slice(0, most);
}

/** Precision and recall with Wilson's intervals; null where nothing was given or wanted. */
export function sharesAgainst(counts: Against | undefined): {
  readonly precision: Estimate | null;
  readonly recall: Estimate | null;
} {
  const { given, right, wanted } = counts ?? { given: 0, right: 0, wanted: 0 };
  return {
    precision: given === 0 ? null : shareOf({ successes: right, n: given }),
    recall: wanted === 0 ? null : shareOf({ successes: right, n: wanted }),
  };
}

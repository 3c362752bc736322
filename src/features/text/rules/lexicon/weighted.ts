import type { WeightedWords } from "../lexicon-shape.ts";

/** Words by strength, parted by spaces; `_` stands for the space inside a phrase. */
export type WordsByWeight = Readonly<Record<"-3" | "-2" | "-1" | "1" | "2" | "3", string>>;

/** The entries of a lexicon. A word under two strengths is a mistake, and refused. */
export function weighted(lists: WordsByWeight): WeightedWords {
  const words: Record<string, number> = {};
  for (const [weight, list] of Object.entries(lists)) {
    for (const word of listed(list)) {
      if (words[word] !== undefined) throw new RangeError(`${word} has two weights`);
      words[word] = Number(weight);
    }
  }
  return words;
}

/** Words and phrases of a list, each once. */
export function listed(list: string): readonly string[] {
  const entries = list.trim().split(/\s+/);
  return [...new Set(entries)].map((entry) => entry.replaceAll("_", " "));
}

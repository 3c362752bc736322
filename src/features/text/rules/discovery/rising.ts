import { logOddsChanges } from "#statistics/log-odds";

import type { AnalysedText } from "../analysed-text.ts";
import { nearDuplicates } from "./near-duplicates.ts";
import { termsOf } from "./terms.ts";

/** A term whose share of texts moved. */
export interface RisingTerm {
  readonly label: string;
  readonly key: string;
  readonly now: number;
  readonly before: number;
  readonly logOdds: number;
  readonly z: number;
  readonly adjustedPValue: number;
  /** Texts of now that have it, up to twelve. */
  readonly examples: readonly number[];
}

const mostExamples = 12;

/**
 * Terms that texts of now have more often than those before, surest first, with at most `rate` of them expected to be noise
 * (Benjamini & Hochberg). Each text counts a term once and a group of near-duplicates counts as one text, so one person
 * writing the same ten times is no trend. Method: log odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn
 * 2008). No texts on one side: nothing rises.
 */
export function risingTerms(
  now: readonly AnalysedText[],
  before: readonly AnalysedText[],
  options: { readonly rate?: number } = {},
): readonly RisingTerm[] {
  const unique = (texts: readonly AnalysedText[]) => {
    const groups = nearDuplicates(texts);
    return [...texts.keys()].filter((text) => groups[text] === text);
  };
  const [nowTexts, beforeTexts] = [unique(now), unique(before)];
  const texts = [...nowTexts.map((text) => now[text]), ...beforeTexts.map((text) => before[text])];
  const { terms, ofText } = termsOf(texts.filter((text) => text !== undefined));
  const counts = terms.map(() => ({ now: 0, before: 0 }));
  const examples = terms.map((): number[] => []);
  ofText.forEach((own, text) => {
    const isNow = text < nowTexts.length;
    for (const term of own) {
      const count = counts[term];
      if (count) count[isNow ? "now" : "before"] += 1;
      if (isNow && (examples[term]?.length ?? mostExamples) < mostExamples) examples[term]?.push(nowTexts[text] ?? 0);
    }
  });
  return logOddsChanges(counts)
    .flatMap((change, index) => {
      const [term, count] = [terms[index], counts[index]];
      if (!term || !count || change.z <= 0 || change.adjustedPValue > (options.rate ?? 0.05)) return [];
      const { logOdds, z, adjustedPValue } = change;
      return [
        { label: term.label, key: term.key, ...count, logOdds, z, adjustedPValue, examples: examples[index] ?? [] },
      ];
    })
    .toSorted((a, b) => b.z - a.z);
}

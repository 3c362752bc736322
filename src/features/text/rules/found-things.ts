import { productLanguages, type ProductLanguage } from "#kit/language";
import { shareOf } from "#statistics/share";

import type { Discoveries, DiscoveryKind } from "../contract/discovery.ts";
import type { Found } from "./bench.ts";
import { patternsFrom, patternsOfRepeat } from "./theme-suggestion.ts";

/** What was found, as it is kept. */
export type Kept = Found & { readonly n: number; readonly language: string };

/** What presenting needs besides. */
export interface Presenting {
  readonly examplesOf: (places: readonly number[]) => Discoveries["topics"][number]["examples"];
  /** Themes that were made of what: `topics 0` → key. */
  readonly adopted: Readonly<Record<string, string>>;
  readonly isDismissed: (kind: DiscoveryKind, label: string) => boolean;
}

/** What was found, as it is shown, each thing with the theme that could be made of it. */
export function foundThings(
  found: Kept,
  { examplesOf, adopted, isDismissed }: Presenting,
): Pick<Discoveries, "n" | "uncoded" | "topics" | "rising" | "repeated"> {
  const language = languageOf(found);
  const of = (kind: DiscoveryKind, index: number) => adopted[thingKey(kind, index)] ?? null;
  const shareIn = (all: number, n: number) => (all < n || all === 0 ? null : shareOf({ successes: n, n: all }));
  return {
    n: found.n,
    uncoded: found.uncoded,
    topics: found.topics.map(({ name, terms, n, coherence, stability, examples }, index) => {
      const labels = terms.map(({ label }) => label);
      const suggested = { name, patterns: patternsFrom(labels, language) };
      const adoptedAs = of("topics", index);
      return {
        name,
        terms: labels,
        n,
        share: shareIn(found.uncoded, n),
        coherence,
        stability,
        examples: examplesOf(examples),
        suggested,
        adopted: adoptedAs,
        isDismissed: isDismissed("topics", name),
      };
    }),
    rising: found.rising.map(({ label, now, before, z, adjustedPValue, examples }, index) => ({
      term: label,
      n: now,
      share: shareIn(found.n, now),
      before,
      z,
      adjustedP: adjustedPValue,
      examples: examplesOf(examples),
      suggested: { name: label, patterns: patternsFrom([label], language) },
      adopted: of("rising", index),
      isDismissed: isDismissed("rising", label),
    })),
    repeated: found.repeated.map(({ n, examples }, index) => {
      const shown = examplesOf(examples).slice(0, 1);
      const text = shown[0]?.text ?? "";
      const suggested = { name: text.slice(0, 60), patterns: patternsOfRepeat(text, language) };
      const isAway = isDismissed("repeated", text);
      const share = shareIn(found.n, n);
      return { text, n, share, examples: shown, suggested, adopted: of("repeated", index), isDismissed: isAway };
    }),
  };
}

/** What a thing that was found is kept under once a theme is made of it. */
export function thingKey(kind: DiscoveryKind, index: number): string {
  return `${kind} ${index}`;
}

/** The language that patterns are made in. */
export function languageOf({ language }: Pick<Kept, "language">): ProductLanguage {
  return productLanguages.find((known) => known === language) ?? "en";
}

import { speaking } from "#feature/access";
import { readSettings } from "#feature/organisation";
import type { ProductLanguage } from "#kit/language";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { localDay, summarise, type CardSummary } from "../actions/card-summary.ts";
import { methodNotes } from "../actions/dashboard-pdf.ts";
import type { OpenPublication } from "../actions/publications.ts";
import { speakerOf } from "../actions/words.ts";
import type { PublicationRow } from "../store/publications.ts";

/** What a published page shows, in one language. */
export interface Figures {
  readonly language: ProductLanguage;
  readonly organisation: string;
  /** Local day of the figures, in words. */
  readonly day: string;
  readonly cards: readonly CardSummary[];
  readonly method: readonly (readonly [string, string])[];
  /** Fewer answers than this are not shown. */
  readonly least: number;
}

/** What is published, whoever asks; drafts too. */
export type Published = Pick<PublicationRow, "cards" | "least">;

/**
 * The figures of a publication by the rights its publisher has now. What stands on fewer answers than the publication, or
 * the organisation, asks for is left out; and so is a card that the publisher may not see.
 */
export async function figuresOf(
  stores: Stores,
  { cards, least: asked }: Published,
  { publisher, language }: { readonly publisher: Viewer; readonly language: ProductLanguage },
): Promise<Figures> {
  const settings = await stores.postgres.read(readSettings);
  const least = Math.max(asked, settings.minimumN);
  const speaker = speakerOf(language, settings);
  const today = localDay(stores.clock.now(), settings);
  const asker = { stores, viewer: speaking(publisher, language) };
  const told = await summarise(asker, cards, { speaker, today, least });
  return {
    language,
    organisation: settings.name,
    day: speaker.day(today),
    cards: told,
    method: methodNotes(told, speaker),
    least,
  };
}

/** Gives figures to a crowd. */
export interface Counter {
  readonly figures: (open: OpenPublication, language: ProductLanguage) => Promise<Figures>;
}

/** Figures are counted again after so long: ms. */
const freshFor = 5 * 60_000;
const mostKept = 200;

/**
 * Counts each publication at most once in five minutes and never twice at a time, however many ask. Figures of other
 * rights than the publisher has now are never handed out: what they may read is part of what is remembered.
 */
export function createCounter(stores: Stores): Counter {
  const kept = new Map<string, { readonly at: number; readonly figures: Promise<Figures> }>();
  return {
    figures: ({ row, publisher }, language) => {
      const now = stores.clock.now().getTime();
      const key = JSON.stringify([row.id, language, rightsOf(publisher)]);
      const known = kept.get(key);
      if (known !== undefined && now - known.at < freshFor) return known.figures;

      const figures = figuresOf(stores, row, { publisher, language });
      kept.delete(key);
      kept.set(key, { at: now, figures });
      figures.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return figures;
    },
  };
}

function rightsOf({ grants }: Viewer): unknown {
  return grants.map(({ role, permissions, units }) => [role, [...permissions], units]);
}

import type { Submission } from "#feature/answers/contract";

import type { Company } from "../company.ts";
import type { Counts } from "../model/tally.ts";

/** Every source of answers; each has a survey of its own. */
export const sources = ["relational", "visit", "call", "chat", "app", "pulse", "brand", "complaint", "review"] as const;
export type Source = (typeof sources)[number];

/** A part of the population that is made by itself, in any order, at any time. */
export interface Chunk {
  /** `visit.3.0`. */
  readonly key: string;
  readonly source: Source;
  readonly month: number;
  readonly part: number;
  /** People who had to do with the company; a part of them answers. */
  readonly contacts: number;
}

/** What a chunk came to. */
export interface Filled {
  readonly submissions: readonly Submission[];
  readonly counts: ReadonlyMap<string, Counts>;
}

/** Contacts a month at scale 1, chosen for about 300,000 answers in 24 months. */
const monthly: Readonly<Record<Exclude<Source, "pulse">, number>> = {
  relational: 54_000,
  visit: 12_600,
  call: 12_800,
  chat: 3300,
  app: 3200,
  brand: 7500,
  complaint: 250,
  review: 290,
};

/** Waves come twice a year; everything else runs all the time. */
const inWaves: ReadonlySet<Source> = new Set(["relational", "brand"]);

const mostContacts = 8000;

/** Every chunk of the company, newest months first: what is looked at first is there first. */
export function chunksOf(company: Company): readonly Chunk[] {
  return company.months.toReversed().flatMap(({ index, share }) =>
    sources.flatMap((source) => {
      if (inWaves.has(source) && !isWave(company, index)) return [];
      const contacts = source === "pulse" ? 1 : Math.max(1, Math.round(monthly[source] * share * company.scale));
      const parts = Math.ceil(contacts / mostContacts);
      return Array.from({ length: parts }, (_, part): Chunk => {
        const own = Math.floor(((part + 1) * contacts) / parts) - Math.floor((part * contacts) / parts);
        return { key: `${source}.${index}.${part}`, source, month: index, part, contacts: own };
      });
    }),
  );
}

/** Months 3, 9, 15, 21 of 24: counted from the end, so that the last wave is over. */
export function isWave({ months }: Pick<Company, "months">, month: number): boolean {
  return (months.length - 1 - month) % 6 === 2;
}

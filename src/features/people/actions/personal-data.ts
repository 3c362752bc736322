import type { Tx } from "#platform/postgres";

import type { Identity } from "../contract.ts";

/** What happened to the rows that held a person: gone, or kept without the person. */
export interface Erasure {
  readonly erased: number;
  readonly kept: number;
}

/** What a slice further down the way of the data holds about persons, and how it gives it out and lets it go. */
export interface PersonalData {
  /** Under this name it stands in the export: `answers`. */
  readonly name: string;
  export(tx: Tx, personId: string, known: Known): Promise<unknown>;
  /** With `keepScores` scores stay without the person, texts and links go; otherwise all goes. */
  erase(tx: Tx, personId: string, options: Known & { readonly keepScores: boolean }): Promise<Erasure>;
}

/** For data that was kept under an identity before anybody knew the person. */
export interface Known {
  /** In their normalised form. */
  readonly identities: readonly Identity[];
}

/** Makes export and erasure reach this data; the composition root does, before it serves. The same name replaces. */
export function registerPersonalData(source: PersonalData): void {
  sources.set(source.name, source);
}

/** Every registered source. */
export function personalDataSources(): readonly PersonalData[] {
  return [...sources.values()];
}

const sources = new Map<string, PersonalData>();

import { identityKey, knownIdentities } from "#feature/people";
import type { Identity } from "#feature/people/contract";
import type { Stores } from "#platform/stores";

import type { Preview } from "../contract.ts";
import type { MappedRow } from "../mapping/map-row.ts";

/** Counts the persons of a file batch by batch: each once, however many rows name them. */
export interface PersonCount {
  add(batch: readonly MappedRow[]): Promise<void>;
  result(): NonNullable<Preview["persons"]>;
}

/** An empty count. Memory grows with persons: a key of each. */
export function createPersonCount(stores: Pick<Stores, "postgres">): PersonCount {
  const seen = new Set<string>();
  let [known, rowsWithout] = [0, 0];
  return {
    async add(batch) {
      const named = batch.flatMap((row): (Identity | undefined)[] =>
        row.kind === "response" ? [row.submission.person] : [],
      );
      rowsWithout += named.filter((person) => person === undefined).length;
      const fresh = new Map<string, Identity>();
      for (const person of named) {
        if (person === undefined) continue;
        const key = identityKey(person);
        if (!seen.has(key)) fresh.set(key, person);
        seen.add(key);
      }
      if (fresh.size === 0) return;
      known += (await stores.postgres.read((tx) => knownIdentities(tx, [...fresh.values()]))).size;
    },
    result: () => ({ known, fresh: seen.size - known, rowsWithout }),
  };
}

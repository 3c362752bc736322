import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Ancestors } from "../rules/grants.ts";

/** What slices to the right of this one do for it; it may not import them. */
export interface Neighbours {
  /** Each unit with itself and what lies above it. */
  unitAncestors(tx: Tx): Promise<Ancestors>;
  /** Names of units by id. */
  unitNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The code of this employee as it is written; undefined when there is no such employee. */
  employeeCode(tx: Tx, code: string): Promise<string | undefined>;
  /** Tells somebody that another lent them rights. */
  tellDelegate(tx: Tx, stores: Pick<Stores, "clock">, telling: DelegateTelling): Promise<void>;
}

/** Whom to tell that they stand in for somebody until then. */
export interface DelegateTelling {
  readonly delegationId: string;
  readonly to: string;
  readonly fromName: string;
  readonly until: Date;
}

/** Connects this slice with what lies to its right; the composition root does. */
export function registerNeighbours(wired: Neighbours): void {
  neighbours = wired;
}

/** What is connected; without, every unit stands by itself and every employee code is taken as it comes. */
export function neighboursNow(): Neighbours {
  return neighbours ?? alone;
}

/** Whether units are known, so that an unknown one can be refused. */
export function knowsUnits(): boolean {
  return neighbours !== undefined;
}

const alone: Neighbours = {
  unitAncestors: () => Promise.resolve(new Map()),
  unitNames: () => Promise.resolve(new Map()),
  employeeCode: (_tx, code) => Promise.resolve(code),
  tellDelegate: () => Promise.resolve(),
};

let neighbours: Neighbours | undefined;

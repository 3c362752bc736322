import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

/** A closed unit and the first day on which it was closed. */
export interface ClosedUnit {
  readonly code: string;
  readonly from: string;
}

/** Answers that came for a closed unit, and the day of the first of them. */
export interface LateAnswers {
  readonly code: string;
  readonly answers: number;
  readonly since: string;
}

/** What slices to the right know about units. */
export interface UnitSources {
  /** How many work in the unit and below on this day, as far as the viewer may know; null when they may not. */
  readonly staffOf: (
    tx: Tx,
    asked: { readonly viewer: Viewer; readonly unitId: string; readonly today: string },
  ) => Promise<number | null>;
  /** Answers with the codes of these units from their last days on; units without any are missing. */
  readonly lateAnswers: (stores: Stores, closed: readonly ClosedUnit[]) => Promise<readonly LateAnswers[]>;
}

/** Lets slices to the right tell what they know; the composition root calls it. The same name replaces. */
export function registerUnitSources(known: Partial<UnitSources>): void {
  Object.assign(sources, known);
}

/** What is registered; null or nothing where nobody knows. */
export const unitSources: Readonly<UnitSources> = {
  staffOf: (tx, asked) => sources.staffOf?.(tx, asked) ?? Promise.resolve(null),
  lateAnswers: (stores, closed) => sources.lateAnswers?.(stores, closed) ?? Promise.resolve([]),
};

const sources: { -readonly [Name in keyof UnitSources]?: UnitSources[Name] } = {};

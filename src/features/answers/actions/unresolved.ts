import { noteUnresolved } from "#feature/organisation";
import type { ReferenceKind } from "#feature/organisation/contract";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

/** A code that an answer came with and nothing is known under. */
export interface UnresolvedCode {
  readonly kind: ReferenceKind;
  readonly code: string;
}

/** Notes unresolved codes without making the writers of answers wait for each other. */
export interface UnresolvedNotes {
  /** Notes, in the transaction of the answers, codes that this process has not noted before: none is ever lost. */
  noteNew(tx: Tx, codes: readonly UnresolvedCode[]): Promise<void>;
  /** To be called after the commit: what was noted is known from now on, what was known is counted within a second. */
  committed(codes: readonly UnresolvedCode[]): void;
}

/**
 * Every answer with the same unknown code would update the same row and so queue for it until the other's commit. So
 * only the first one does; the count of the others is written once a second. A crash can cost counts of that second.
 */
export function createUnresolvedNotes({ postgres, log }: Pick<Stores, "postgres" | "log">): UnresolvedNotes {
  const known = new Set<string>();
  let counted: UnresolvedCode[] = [];
  let isPlanned = false;

  async function writeCounts(): Promise<void> {
    isPlanned = false;
    const codes = counted;
    counted = [];
    try {
      await postgres.transaction((tx) => noteUnresolved(tx, codes), { retries: 3 });
    } catch (error) {
      log.warn({ err: error, codes: codes.length }, "counts of unresolved codes were not written");
    }
  }

  return {
    noteNew: (tx, codes) =>
      noteUnresolved(
        tx,
        codes.filter((one) => !known.has(keyOf(one))),
      ),
    committed: (codes) => {
      for (const one of codes) if (known.has(keyOf(one))) counted.push(one);
      if (known.size > mostKnown) known.clear();
      for (const one of codes) known.add(keyOf(one));
      if (isPlanned || counted.length === 0) return;
      isPlanned = true;
      setTimeout(() => void writeCounts(), pause).unref();
    },
  };
}

const pause = 1000;
const mostKnown = 50_000;

function keyOf({ kind, code }: UnresolvedCode): string {
  return `${kind}:${code.toLowerCase()}`;
}

import { noteUnresolved } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Postgres, Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Receipt, Response, Submission } from "../contract.ts";
import type { Recorded } from "../rules/entry.ts";
import { gatherInto, type Gatherer } from "./gathering.ts";
import { recordInTransaction, type Incoming } from "./record.ts";
import { createUnresolvedNotes, type UnresolvedCode, type UnresolvedNotes } from "./unresolved.ts";
import { requireMayRecord } from "./write-scope.ts";

/** What a submission needs of its call. */
export type SubmitCall = Pick<Call, "stores" | "viewer"> & Partial<Pick<Call, "idempotencyKey">>;

/**
 * Records one response. The public page needs no permission (its survey is open to whoever has the link), every other
 * source needs `answers.write`, for the unit of the response. Idempotent by the submission's `id`, else the call's Idempotency-Key.
 * Resolves when the response is committed; concurrent calls share a transaction, but never a fate.
 * @throws Refusal `answers.unknown_survey`, `answers.survey_closed`, `answers.invalid` (with its fields),
 * `answers.link_used`, `answers.link_unknown`, `answers.conflict`
 */
export async function submitResponse(
  call: SubmitCall,
  submission: Submission,
  { source }: { readonly source: Response["source"] },
): Promise<Receipt> {
  if (source !== "page") await requireMayRecord({ ...call, source }, [submission]);
  const key = submission.id ?? call.idempotencyKey ?? null;
  const recorded = await gathererOf(call.stores)({ submission, key, source, importId: null });
  if (!recorded.ok) throw new Refusal(recorded.code, {}, recorded.problems);
  return recorded.receipt;
}

/** What a batch answers for one submission: its receipt, or where it stood and why it was refused. */
export type BatchItem = Receipt | { index: number; code: string; errors: { field: string; code: string }[] };

/** Records up to 1,000 responses in one transaction, each judged by itself. Needs `answers.write`. */
export async function submitMany(
  call: SubmitCall,
  submissions: readonly Submission[],
): Promise<{ items: BatchItem[]; nextCursor: null }> {
  const keyed = submissions.map((submission, index) =>
    submission.id === undefined && call.idempotencyKey !== undefined
      ? { ...submission, id: `${call.idempotencyKey}:${index}` }
      : submission,
  );
  const recorded = await recordResponses(call, keyed, { source: "api" });
  return { items: recorded.map(batchItemOf), nextCursor: null };
}

/** Where a bulk of responses comes from. */
export interface BulkSource {
  readonly source: Response["source"];
  readonly importId?: string;
  /** The caller's own transaction, so that its progress and the responses stand or fall together. */
  readonly tx?: Tx;
}

/**
 * Records thousands of responses in one transaction (5,000 at a time is a good measure), each judged by itself: the
 * answer has an outcome for each, in order. Idempotent by each submission's `id`. Needs `answers.write`, or
 * `imports.run` for imports.
 */
export async function recordResponses(
  call: { readonly stores: Pick<Stores, "postgres" | "clock" | "random">; readonly viewer: Viewer },
  submissions: readonly Submission[],
  { source, importId, tx }: BulkSource,
): Promise<readonly Recorded[]> {
  await requireMayRecord({ ...call, source, tx }, submissions);
  const incoming = submissions.map((submission): Incoming => ({
    submission,
    key: submission.id ?? null,
    source,
    importId: importId ?? null,
  }));
  if (tx !== undefined) return recordInTransaction(tx, call.stores, incoming, noteUnresolved);
  return call.stores.postgres.transaction((own) => recordInTransaction(own, call.stores, incoming, noteUnresolved), {
    retries,
  });
}

const retries = 5;

/** One gatherer for each pool of connections; it lives as long as the pool does. */
const gatherers = new WeakMap<Postgres, Gatherer<Incoming, Recorded>>();

function gathererOf(stores: Stores): Gatherer<Incoming, Recorded> {
  const known = gatherers.get(stores.postgres);
  if (known !== undefined) return known;
  const notes = createUnresolvedNotes(stores);
  const gatherer = gatherInto((incoming: readonly Incoming[]) => recordTogether(stores, incoming, notes));
  gatherers.set(stores.postgres, gatherer);
  return gatherer;
}

async function recordTogether(
  stores: Stores,
  incoming: readonly Incoming[],
  notes: UnresolvedNotes,
): Promise<readonly Recorded[]> {
  let unresolved: readonly UnresolvedCode[] = [];
  const recorded = await stores.postgres.transaction(
    (tx) =>
      recordInTransaction(tx, stores, incoming, (tx, codes) => {
        unresolved = codes;
        return notes.noteNew(tx, codes);
      }),
    { retries },
  );
  notes.committed(unresolved);
  return recorded;
}

function batchItemOf(recorded: Recorded, index: number): BatchItem {
  if (recorded.ok) return recorded.receipt;
  const errors = recorded.problems.map(({ field, code }) => ({ field, code }));
  return { index, code: recorded.code, errors };
}

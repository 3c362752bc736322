import { sql, type Tx } from "#platform/postgres";

import type { HistoryEntry } from "../contract.ts";

/** What a merge gives back. */
export interface MergedPart {
  readonly id: string;
  readonly key: string;
  readonly codes: readonly string[];
  readonly quotes: readonly string[];
  readonly revision: number;
}

/** How a merge or a split is undone; nothing may have been built upon it, so revisions have to be the same. */
export interface Undo {
  readonly parts: readonly MergedPart[];
  /** Revision of the problem whose history this is, right after it. */
  readonly revision: number;
}

/** An entry of the history as it is kept. */
export interface EventRow {
  readonly id: string;
  readonly problemId: string;
  readonly kind: HistoryEntry["kind"];
  readonly at: Date;
  readonly by: string;
  readonly about: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
  readonly undo: Undo | null;
  readonly undoneAt: Date | null;
}

/** Notes what happened. */
export async function insertEvent(tx: Tx, event: Omit<EventRow, "undoneAt">): Promise<void> {
  await tx.execute(sql`
    insert into problem_event (id, problem_id, kind, at, by_name, about, before, after, undo)
    values (${event.id}, ${event.problemId}, ${event.kind}, ${event.at}, ${event.by}, ${event.about}::text[], ${event.before},
      ${event.after}, ${event.undo === null ? null : sql.json(event.undo)})`);
}

const columns = sql`id, problem_id as "problemId", kind, at, by_name as by, about, before, after, undo, undone_at as "undoneAt"`;

/** What happened to a problem, newest first. */
export function selectEvents(tx: Tx, problemId: string): Promise<EventRow[]> {
  return tx.query<EventRow>(
    sql`select ${columns} from problem_event where problem_id = ${problemId} order by at desc, id desc limit 300`,
  );
}

/** One entry. */
export function findEvent(tx: Tx, id: string): Promise<EventRow | undefined> {
  return tx.maybeOne<EventRow>(sql`select ${columns} from problem_event where id = ${id} for update`);
}

/** It was undone. */
export async function markUndone(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update problem_event set undone_at = ${now} where id = ${id}`);
}

/** When somebody last worked on each problem that is not in work now: the moment it left that state. */
export async function selectLastWork(tx: Tx): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.query<{ key: string; at: Date }>(sql`
    select problem.key, max(problem_event.at) as at from problem_event join problem on problem.id = problem_event.problem_id
     where problem_event.kind = 'state' and problem_event.before in ('in-work', 'solved', 'watching')
     group by problem.key`);
  return new Map(rows.map(({ key, at }) => [key, at]));
}

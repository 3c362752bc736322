import { sql, type Tx } from "#platform/postgres";

/** A pinned answer. */
export interface PinnedRow {
  readonly responseId: string;
  readonly question: string;
}

/** Pinned answers of a problem, newest pin first. */
export function selectPinned(tx: Tx, problemId: string): Promise<PinnedRow[]> {
  return tx.query<PinnedRow>(sql`
    select response_id as "responseId", question from problem_quote where problem_id = ${problemId}
     order by pinned_at desc, response_id`);
}

/** Pins an answer; again changes nothing. Answers false where there is no such response. */
export async function insertPinned(
  tx: Tx,
  problemId: string,
  pinned: PinnedRow & { readonly by: string; readonly now: Date },
): Promise<boolean> {
  const count = await tx.execute(sql`
    insert into problem_quote (problem_id, response_id, question, pinned_at, pinned_by)
    select ${problemId}, id, ${pinned.question}, ${pinned.now}, ${pinned.by} from response where id = ${pinned.responseId}
    on conflict (problem_id, response_id) do update set question = excluded.question`);
  return count === 1;
}

/** Takes a pin out. */
export async function deletePinned(tx: Tx, problemId: string, responseId: string): Promise<void> {
  await tx.execute(sql`delete from problem_quote where problem_id = ${problemId} and response_id = ${responseId}`);
}

/** Pins of one problem become those of another; answers which moved. */
export async function movePinned(
  tx: Tx,
  from: string,
  to: string,
  only: readonly string[] | null = null,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    update problem_quote set problem_id = ${to}
     where problem_id = ${from} and (${only}::uuid[] is null or response_id = any(${only}::uuid[]))
       and not exists (select from problem_quote other where other.problem_id = ${to} and other.response_id = problem_quote.response_id)
    returning response_id as id`);
  return rows.map(({ id }) => id);
}

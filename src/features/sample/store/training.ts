import { sql, type Tx } from "#platform/postgres";

/** What a user has done of the tour. */
export function listTasks(tx: Tx, userId: string): Promise<{ task: string; state: "done" | "skipped" }[]> {
  return tx.query(sql`select task, state from sample_training where user_id = ${userId}`);
}

/** Notes a task; done stays done. */
export async function putTask(
  tx: Tx,
  note: { readonly userId: string; readonly task: string; readonly state: "done" | "skipped"; readonly at: Date },
): Promise<void> {
  await tx.execute(sql`insert into sample_training (user_id, task, state, at)
    values (${note.userId}, ${note.task}, ${note.state}, ${note.at})
    on conflict (user_id, task) do update set state = excluded.state, at = excluded.at
    where sample_training.state <> 'done'`);
}

/** Forgets a user's tour. */
export async function deleteTasks(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`delete from sample_training where user_id = ${userId}`);
}

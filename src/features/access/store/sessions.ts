import { sql, type Tx } from "#platform/postgres";

/** Where somebody is signed in. */
export interface SessionRow {
  readonly id: string;
  readonly userAgent: string | null;
  readonly method: "password" | "sign-on";
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

const isAlive = sql`session.expires_at > now()
  and session.last_used_at + make_interval(mins => session_idle_minutes) > now()
  and session.created_at + make_interval(mins => session_absolute_minutes) > now()`;

/** Whether the session is within both limits, and whether its last use is worth a write; undefined when it is over. */
export function findLiveSession(tx: Tx, id: string): Promise<{ isStale: boolean } | undefined> {
  return tx.maybeOne<{ isStale: boolean }>(
    sql.prepared(
      "access_find_live_session",
      sql`select session.last_used_at < now() - interval '1 minute' as "isStale"
        from access_session session, access_policy where session.id = ${id} and ${isAlive}`,
    ),
  );
}

/** The session was used: its end moves on, as far as the longest time allows. Writes once a minute at most. */
export async function slideSession(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`
    update access_session session set last_used_at = now(), updated_at = now(),
      expires_at = least(now() + make_interval(mins => session_idle_minutes),
        session.created_at + make_interval(mins => session_absolute_minutes))
    from access_policy where session.id = ${id} and session.last_used_at < now() - interval '1 minute'`);
}

/** Where the user is signed in, last used first. */
export async function listSessionRows(tx: Tx, userId: string): Promise<readonly SessionRow[]> {
  return tx.query<SessionRow>(sql`
    select session.id, user_agent as "userAgent", method, created_at as "createdAt", last_used_at as "lastUsedAt"
    from access_session session, access_policy where user_id = ${userId} and ${isAlive}
    order by last_used_at desc, session.id limit 200`);
}

/** Ends one session of the user; false when there is none of this id. */
export async function deleteSession(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (await tx.execute(sql`delete from access_session where id = ${id} and user_id = ${userId}`)) === 1;
}

/** Ends all sessions of the user but one; how many. */
export function deleteOtherSessions(tx: Tx, userId: string, id: string): Promise<number> {
  return tx.execute(sql`delete from access_session where user_id = ${userId} and id <> ${id}`);
}

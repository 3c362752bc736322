import { sql, type Tx } from "#platform/postgres";

/** A change that waits to be projected. */
export interface OutboxRow {
  /** Transaction id as text: it is wider than a number. */
  readonly position: string;
  readonly sequence: number;
  readonly kind: string;
  readonly subjectId: string;
}

/** What is known of the projection as a whole. */
export interface ProjectionState {
  readonly asOf: Date | null;
  readonly rebuilding: string | null;
  /** Whether a batch began that has not been noted as done. */
  readonly isInFlight: boolean;
}

/**
 * The oldest changes that no running transaction can slip one before: everything at a position below the oldest running
 * transaction has committed or is gone. Trap: a bare `order by position` would sort by the text that is selected.
 */
export function nextChanges(tx: Tx, limit: number): Promise<OutboxRow[]> {
  return tx.query<OutboxRow>(
    sql.prepared(
      "facts_next_changes",
      sql`select outbox.position::text, outbox.sequence, outbox.kind, outbox.subject_id as "subjectId" from outbox
        where outbox.position < pg_snapshot_xmin(pg_current_snapshot())
        order by outbox.position, outbox.sequence limit ${limit}`,
    ),
  );
}

/** The oldest answers that came behind this change and may be taken, whatever else waits. */
export function nextResponses(tx: Tx, after: OutboxRow, limit: number): Promise<OutboxRow[]> {
  return tx.query<OutboxRow>(
    sql.prepared(
      "facts_next_responses",
      sql`select outbox.position::text, outbox.sequence, outbox.kind, outbox.subject_id as "subjectId" from outbox
        where outbox.kind = 'response' and outbox.position < pg_snapshot_xmin(pg_current_snapshot())
          and (outbox.position, outbox.sequence) > (${after.position}::xid8, ${after.sequence}::bigint)
        order by outbox.position, outbox.sequence limit ${limit}`,
    ),
  );
}

/** Forgets exactly these changes, while a batch is still on its way, and notes up to when responses are in the facts. */
export async function forgetResponses(tx: Tx, rows: readonly OutboxRow[], receivedAt: Date | null): Promise<void> {
  await tx.execute(sql`
    delete from outbox using unnest(${rows.map(({ position }) => position)}::text[], ${rows.map(({ sequence }) => sequence)}::bigint[]) done (position, sequence)
    where outbox.position = done.position::xid8 and outbox.sequence = done.sequence`);
  await tx.execute(sql`
    update fact_projection set as_of = greatest(as_of, ${receivedAt}::timestamptz), projected_at = now()`);
}

/** Forgets changes up to and including this one, all of which have been projected. */
export async function deleteChanges(tx: Tx, last: OutboxRow): Promise<void> {
  await tx.execute(
    sql.prepared(
      "facts_delete_changes",
      sql`delete from outbox where (position, sequence) <= (${last.position}::xid8, ${last.sequence}::bigint)`,
    ),
  );
}

/** Grows with every transaction, and never shrinks between two snapshots taken one after the other. */
export async function snapshotStamp(tx: Tx): Promise<bigint> {
  const { stamp } = await tx.one<{ stamp: string }>(sql`select pg_snapshot_xmax(pg_current_snapshot())::text as stamp`);
  return BigInt(stamp);
}

export function readProjection(tx: Tx): Promise<ProjectionState> {
  return tx.one<ProjectionState>(
    sql`select as_of as "asOf", rebuilding, in_flight as "isInFlight" from fact_projection`,
  );
}

/** Notes that responses received up to this moment are in the facts. */
export async function noteProjected(tx: Tx, receivedAt: Date | null): Promise<void> {
  await tx.execute(sql`
    update fact_projection set as_of = greatest(as_of, ${receivedAt}::timestamptz), projected_at = now(), in_flight = false`);
}

/** Notes that a batch sets out. */
export async function noteInFlight(tx: Tx): Promise<void> {
  await tx.execute(sql`update fact_projection set in_flight = true where not in_flight`);
}

/** Names the table that a rebuild fills; null when none runs. */
export async function noteRebuilding(tx: Tx, table: string | null): Promise<void> {
  await tx.execute(sql`update fact_projection set rebuilding = ${table}`);
}

/** What waits, and how far the facts are. */
export interface Backlog {
  /** Counted up to 100,000. */
  readonly pending: number;
  /** When the response behind the oldest change was received. */
  readonly oldest: Date | null;
  readonly asOf: Date | null;
  /** Another one after every batch that was projected. */
  readonly position: string | null;
}

/** How many changes wait, and since when. */
export function readBacklog(tx: Tx): Promise<Backlog> {
  return tx.one(sql`
    select (select count(*) from (select from outbox limit 100000) waiting) as pending,
      (select received_at from response
        where id = (select subject_id from outbox where kind = 'response' order by outbox.position, outbox.sequence limit 1)) as oldest,
      as_of as "asOf", projected_at::text as position
    from fact_projection`);
}

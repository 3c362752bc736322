import { sql, type Tx } from "#platform/postgres";

/** Rights lent to another for a time. */
export interface DelegationRow {
  readonly id: string;
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  /** Null: every own grant of the lender. */
  readonly grantIds: readonly string[] | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly madeAt: Date;
  readonly revokedAt: Date | null;
}

/** What a new delegation consists of. */
export interface DelegationToInsert {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly grantIds: readonly string[] | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly madeBy: string;
  readonly madeAt: Date;
}

const columns = sql`delegation.id, from_user_id as "fromId", lender.name as "fromName", to_user_id as "toId",
  taker.name as "toName", grant_ids as "grantIds", starts_at as "startsAt", ends_at as "endsAt", made_at as "madeAt",
  revoked_at as "revokedAt"`;
const source = sql`access_delegation delegation join access_user lender on lender.id = from_user_id
  join access_user taker on taker.id = to_user_id`;

/** Delegations from or to the user (null: everybody's) that are not over, and the newest that are; newest first. */
export function listDelegationRows(tx: Tx, userId: string | null): Promise<DelegationRow[]> {
  return tx.query<DelegationRow>(sql`
    select ${columns} from ${source}
    where (${userId}::uuid is null or ${userId}::uuid in (from_user_id, to_user_id))
    order by made_at desc, delegation.id desc limit 200`);
}

/** The delegation with this id, locked. */
export function lockDelegation(tx: Tx, id: string): Promise<DelegationRow | undefined> {
  return tx.maybeOne<DelegationRow>(
    sql`select ${columns} from ${source} where delegation.id = ${id} for update of delegation`,
  );
}

/** Inserts a delegation. */
export async function insertDelegation(tx: Tx, one: DelegationToInsert): Promise<void> {
  await tx.execute(sql`
    insert into access_delegation (id, from_user_id, to_user_id, grant_ids, starts_at, ends_at, made_by, made_at)
    values (${one.id}, ${one.fromId}, ${one.toId}, ${one.grantIds}, ${one.startsAt}, ${one.endsAt}, ${one.madeBy},
      ${one.madeAt})`);
}

/** Ends a delegation now. */
export async function revokeDelegationRow(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.execute(sql`update access_delegation set revoked_at = ${now} where id = ${id} and revoked_at is null`);
}

/** Ends everything that the user lent or was lent; answers how many. */
export function revokeDelegationsOf(tx: Tx, userId: string, now: Date): Promise<number> {
  return tx.execute(sql`
    update access_delegation set revoked_at = ${now}
    where ${userId}::uuid in (from_user_id, to_user_id) and revoked_at is null and ends_at > ${now}`);
}

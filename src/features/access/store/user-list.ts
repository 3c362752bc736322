import { sql, type Tx } from "#platform/postgres";

/** Which users are asked for; `after` is the last of the page before. */
export interface UserQuery {
  readonly search: string | null;
  readonly role: string | null;
  /** A unit and what lies above it: users who have a grant there, or for everything. */
  readonly unitAndAbove: readonly string[] | null;
  readonly isDisabled: boolean | null;
  /** Units of whoever asks with all below them; null for all. Only users with a grant there are seen. */
  readonly within: readonly string[] | null;
  readonly id: string | null;
  readonly after: readonly [name: string, id: string] | null;
  readonly limit: number;
}

/** A user as lists show one. */
export interface ListedUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly employee: string | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

/** A page of users by name. */
export function listUserRows(tx: Tx, query: UserQuery): Promise<ListedUser[]> {
  const [name, id] = query.after ?? [null, null];
  const pattern = query.search === null ? null : `%${query.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return tx.query<ListedUser>(sql`
    select id, name, email, employee, created_at as "createdAt", disabled_at as "disabledAt"
    from access_user
    where (${query.id}::uuid is null or id = ${query.id}::uuid)
      and (${pattern}::text is null or name ilike ${pattern}::text or email ilike ${pattern}::text)
      and (${query.isDisabled}::boolean is null or (disabled_at is not null) = ${query.isDisabled}::boolean)
      and (${query.role}::text is null or exists (select from access_grant where user_id = access_user.id
        and role = ${query.role}::text))
      and (${query.unitAndAbove}::uuid[] is null or exists (select from access_grant where user_id = access_user.id
        and (unit_ids is null or unit_ids && ${query.unitAndAbove}::uuid[])))
      and (${query.within}::uuid[] is null or exists (select from access_grant where user_id = access_user.id
        and unit_ids && ${query.within}::uuid[]))
      and (${name}::text is null or (lower(name), id) > (lower(${name}::text), ${id}::uuid))
    order by lower(name), id limit ${query.limit}`);
}

/** Names of users by id. */
export function listUserNames(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return tx.query(sql`select id, name from access_user where id = any (${ids}::uuid[])`);
}

/** Active users whose name holds the text, to choose one from. */
export function listColleagueRows(tx: Tx, search: string, limit: number): Promise<{ id: string; name: string }[]> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return tx.query(sql`
    select id, name from access_user where disabled_at is null and name ilike ${pattern}
    order by lower(name), id limit ${limit}`);
}

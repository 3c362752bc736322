import { sql, type Tx } from "#platform/postgres";

import type { Post } from "../rules/posts.ts";

/** What is kept of a member of staff besides their name and posts. */
export interface Member {
  readonly id: string;
  readonly personId: string | null;
  readonly managerId: string | null;
  readonly email: string | null;
  readonly hiredOn: string | null;
  /** First day on which they no longer work here. */
  readonly leftOn: string | null;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
}

/** The same with the posts, in order. */
export interface MemberWithPosts extends Member {
  readonly posts: readonly Post[];
}

/** These members, held until the transaction ends; ids of employees who are no members yet are missing. */
export function lockMembers(tx: Tx, ids: readonly string[]): Promise<MemberWithPosts[]> {
  return tx.query<MemberWithPosts>(sql`
    select id, person_id as "personId", manager_id as "managerId", email, hired_on::text as "hiredOn",
      left_on::text as "leftOn", skills, languages, ${postsOf} as posts
    from staff_member where id = any (${ids}::uuid[]) order by id for update`);
}

/** The same without holding them. */
export function findMembers(tx: Tx, ids: readonly string[]): Promise<MemberWithPosts[]> {
  return tx.query<MemberWithPosts>(sql`
    select id, person_id as "personId", manager_id as "managerId", email, hired_on::text as "hiredOn",
      left_on::text as "leftOn", skills, languages, ${postsOf} as posts
    from staff_member where id = any (${ids}::uuid[]) order by id`);
}

const postsOf = sql`coalesce((select jsonb_agg(jsonb_build_object('from', from_day::text, 'to', to_day::text,
    'unitId', unit_id, 'position', position) order by from_day) from staff_post where staff_id = staff_member.id), '[]')`;

/** Inserts or writes over members. */
export async function upsertMembers(tx: Tx, members: readonly Member[], now: Date): Promise<void> {
  await tx.execute(sql`
    insert into staff_member (id, person_id, manager_id, email, hired_on, left_on, skills, languages, updated_at)
    select id, "personId", "managerId", email, "hiredOn", "leftOn", skills, languages, ${now}
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as member (id uuid, "personId" uuid, "managerId" uuid,
      email text, "hiredOn" date, "leftOn" date, skills text[], languages text[])
    order by id
    on conflict (id) do update set person_id = excluded.person_id, manager_id = excluded.manager_id, email = excluded.email,
      hired_on = excluded.hired_on, left_on = excluded.left_on, skills = excluded.skills,
      languages = excluded.languages, updated_at = excluded.updated_at`);
}

/** Replaces the posts of these members. */
export async function replacePosts(
  tx: Tx,
  members: readonly { readonly id: string; readonly posts: readonly Post[] }[],
): Promise<void> {
  const rows = members.flatMap(({ id, posts }) => posts.map((post) => ({ id, ...post })));
  await tx.execute(sql`delete from staff_post where staff_id = any (${members.map(({ id }) => id)}::uuid[])`);
  await tx.execute(sql`
    insert into staff_post (staff_id, from_day, to_day, unit_id, position)
    select id, "from", "to", "unitId", position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as post (id uuid, "from" date, "to" date, "unitId" uuid, position text)`);
}

/** Who leads whom, of everybody who is led. */
export async function findManagers(tx: Tx): Promise<Map<string, string | null>> {
  const rows = await tx.query<{ id: string; managerId: string }>(
    sql`select id, manager_id as "managerId" from staff_member where manager_id is not null`,
  );
  return new Map(rows.map((row) => [row.id, row.managerId]));
}

/** Addresses of these that are taken, with whose they are. */
export function findEmails(tx: Tx, emails: readonly string[]): Promise<{ id: string; email: string }[]> {
  return tx.query(sql`select id, lower(email) as email from staff_member where lower(email) = any (${emails}::text[])`);
}

/** Ids of those who are led by this member. */
export async function findReports(tx: Tx, managerId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from staff_member where manager_id = ${managerId} order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Hands everybody led by one member to another, or to nobody. */
export async function moveReports(tx: Tx, managerId: string, successorId: string | null): Promise<number> {
  return tx.execute(sql`update staff_member set manager_id = ${successorId} where manager_id = ${managerId}`);
}

/** One writer of who leads whom at a time, so that two cannot close a circle between them. */
export async function lockManagers(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('staff'), hashtext('managers'))`);
}

/** Members who are this person. */
export function findMembersOf(tx: Tx, personId: string): Promise<{ id: string; code: string }[]> {
  return tx.query(sql`
    select staff_member.id, reference.code from staff_member join reference using (id) where person_id = ${personId}`);
}

/** Takes what is personal out of these members: address, skills, languages, the person. */
export async function depersonalise(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update staff_member set person_id = null, email = null, skills = '{}', languages = '{}' where id = any (${ids}::uuid[])`);
}

import type { Reference } from "#feature/organisation/contract";
import type { Identity } from "#feature/people/contract";

import type { StaffWish } from "../contract.ts";
import { always, postOn, withPost, type Post } from "./posts.ts";

/** What is wrong with one field of a wish. */
export interface Problem {
  readonly field: string;
  readonly code: string;
}

/** A member as they stand, as far as rules care. */
export interface Standing {
  readonly id: string;
  readonly personId: string | null;
  readonly managerId: string | null;
  readonly email: string | null;
  readonly hiredOn: string | null;
  readonly leftOn: string | null;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly posts: readonly Post[];
}

/** A wish that fits what is known; `manager` and `person` are still to be found. */
export interface Resolved {
  readonly code: string;
  readonly name: string;
  readonly isRenamed: boolean;
  readonly before: Standing | undefined;
  readonly member: Standing;
  readonly manager: string | null | undefined;
  readonly person: Identity | null | undefined;
}

/** What a wish is held against. */
export interface Ground {
  readonly before: Standing | undefined;
  readonly employee: Reference | undefined;
  readonly today: string;
  /** Undefined for a unit that is unknown or may not be used. */
  readonly unitIdOf: (code: string) => string | undefined;
}

/** The member as wished, or what is wrong with the wish. */
export function composed(wish: StaffWish, ground: Ground): Resolved | readonly Problem[] {
  const { before, employee } = ground;
  const name = wish.name ?? employee?.name;
  const member = memberOf(wish, before);
  const problems: Problem[] = [];
  if (name === undefined) problems.push({ field: "name", code: "workforce.name_needed" });
  if (member.hiredOn !== null && member.leftOn !== null && member.leftOn <= member.hiredOn)
    problems.push({ field: "leftOn", code: "workforce.left_before_hired" });
  const unitId = wish.unit == null ? wish.unit : ground.unitIdOf(wish.unit);
  if (wish.unit != null && unitId === undefined) problems.push({ field: "unit", code: "workforce.unknown_unit" });
  if (problems.length > 0 || name === undefined) return problems;

  return {
    code: employee?.code ?? wish.code,
    name,
    isRenamed: employee !== undefined && employee.name !== name,
    before,
    member: { ...member, posts: postsOf(wish, { ...ground, unitId, hiredOn: member.hiredOn }) },
    manager: wish.manager,
    person: wish.person,
  };
}

/** Whether nothing of a member has changed. */
export function isSameMember(before: Standing | undefined, after: Standing): boolean {
  return before !== undefined && JSON.stringify(comparable(before)) === JSON.stringify(comparable(after));
}

function comparable({ personId, managerId, email, hiredOn, leftOn, skills, languages, posts }: Standing) {
  const plain = posts.map(({ from, to, unitId, position }) => [from, to, unitId, position]);
  return [personId, managerId, email, hiredOn, leftOn, skills, languages, plain];
}

function memberOf(wish: StaffWish, before: Standing | undefined): Standing {
  const chosen = <T>(wanted: T | undefined, standing: T | undefined, otherwise: T): T =>
    wanted === undefined ? (standing ?? otherwise) : wanted;
  return {
    id: before?.id ?? "",
    personId: before?.personId ?? null,
    managerId: before?.managerId ?? null,
    email: chosen(wish.email, before?.email, null),
    hiredOn: chosen(wish.hiredOn, before?.hiredOn, null),
    leftOn: chosen(wish.leftOn, before?.leftOn, null),
    skills: chosen(wish.skills, before?.skills, []),
    languages: chosen(wish.languages, before?.languages, []),
    posts: before?.posts ?? [],
  };
}

type PostGround = Ground & { readonly unitId: string | null | undefined; readonly hiredOn: string | null };

/** Somebody new holds their post from the day of hiring, or always; a change holds from today unless a day is named. */
function postsOf(wish: StaffWish, { before, today, unitId, hiredOn }: PostGround): readonly Post[] {
  const posts = before?.posts ?? [];
  if (wish.unit === undefined && wish.position === undefined && posts.length > 0) return posts;
  const from = wish.from ?? (posts.length === 0 ? (hiredOn ?? always) : today);
  const held = postOn(posts, from) ?? posts.at(-1);
  return withPost(posts, {
    from,
    unitId: unitId === undefined ? (held?.unitId ?? null) : unitId,
    position: wish.position ?? held?.position ?? "",
  });
}

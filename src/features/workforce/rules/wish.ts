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
  const member = memberOf(wish, before ?? nobody);
  const unitId = typeof wish.unit === "string" ? ground.unitIdOf(wish.unit) : wish.unit;
  const problems = problemsOf({ name, member, isUnknownUnit: typeof wish.unit === "string" && unitId === undefined });
  if (name === undefined || problems.length > 0) return problems;
  return {
    code: employee?.code ?? wish.code,
    name,
    isRenamed: employee !== undefined && employee.name !== name,
    before,
    member: { ...member, posts: postsOf(wish, { posts: member.posts, today: ground.today, unitId, member }) },
    manager: wish.manager,
    person: wish.person,
  };
}

interface Judged {
  readonly name: string | undefined;
  readonly member: Standing;
  readonly isUnknownUnit: boolean;
}

function problemsOf({ name, member, isUnknownUnit }: Judged): readonly Problem[] {
  const problems: (Problem | false)[] = [
    name === undefined && { field: "name", code: "workforce.name_needed" },
    !isInOrder(member) && { field: "leftOn", code: "workforce.left_before_hired" },
    isUnknownUnit && { field: "unit", code: "workforce.unknown_unit" },
  ];
  return problems.filter((problem) => problem !== false);
}

function isInOrder({ hiredOn, leftOn }: Standing): boolean {
  return hiredOn === null || leftOn === null || hiredOn < leftOn;
}

/** Whether nothing of a member has changed. */
export function isSameMember(before: Standing | undefined, after: Standing): boolean {
  return before !== undefined && JSON.stringify(comparable(before)) === JSON.stringify(comparable(after));
}

function comparable({ personId, managerId, email, hiredOn, leftOn, skills, languages, posts }: Standing) {
  const plain = posts.map(({ from, to, unitId, position }) => [from, to, unitId, position]);
  return [personId, managerId, email, hiredOn, leftOn, skills, languages, plain];
}

const nobody: Standing = {
  id: "",
  personId: null,
  managerId: null,
  email: null,
  hiredOn: null,
  leftOn: null,
  skills: [],
  languages: [],
  posts: [],
};

function memberOf({ email, hiredOn, leftOn, skills, languages }: StaffWish, before: Standing): Standing {
  const wanted = Object.entries({ email, hiredOn, leftOn, skills, languages }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...before, ...Object.fromEntries(wanted) };
}

const noPost = { unitId: null, position: "" };

interface PostGround {
  readonly posts: readonly Post[];
  readonly today: string;
  /** Undefined: stays. */
  readonly unitId: string | null | undefined;
  readonly member: Standing;
}

/** Somebody new holds their post from the day of hiring, or always; a change holds from today unless a day is named. */
function postsOf(wish: StaffWish, { posts, today, unitId, member }: PostGround): readonly Post[] {
  if (wish.unit === undefined && wish.position === undefined && posts.length > 0) return posts;
  const from = wish.from ?? (posts.length === 0 ? (member.hiredOn ?? always) : today);
  const held = postOn(posts, from) ?? posts.at(-1) ?? noPost;
  return withPost(posts, {
    from,
    unitId: unitId === undefined ? held.unitId : unitId,
    position: wish.position ?? held.position,
  });
}

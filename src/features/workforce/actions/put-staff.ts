import { recordAudit, requirePermission, systemViewer } from "#feature/access";
import { nameReferences, resolveReferences, unitsInScope } from "#feature/organisation";
import type { Reference } from "#feature/organisation/contract";
import { addPersonRoles, resolvePersons } from "#feature/people";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { StaffOutcome, StaffWish } from "../contract.ts";
import { postAround } from "../rules/posts.ts";
import { mayLead } from "../rules/reporting-lines.ts";
import { composed, isSameMember, type Problem, type Resolved } from "../rules/wish.ts";
import {
  findEmails,
  findManagers,
  lockManagers,
  lockMembers,
  replacePosts,
  upsertMembers,
  type MemberWithPosts,
} from "../store/members.ts";
import { todayOf } from "./today.ts";

/** What the bulk is written with. */
export interface PutStaffCall {
  readonly stores: Pick<Stores, "clock">;
  readonly viewer: Viewer;
}

/**
 * Creates or changes members of staff by their codes, each judged by itself: an outcome for each, in order. What a wish
 * leaves out stays, null clears. Managers may stand in the same bulk, in any order. The same again changes nothing. In
 * the caller's transaction; 5,000 at a time is a good measure. Who holds `staff.write` for some units changes those who
 * work there, and puts nobody elsewhere.
 * Problems: `workforce.unknown_unit`, `.unknown_manager`, `.manager_cycle`, `.left_before_hired`, `.email_taken`,
 * `.name_needed`, `.repeated_code`, and `workforce.not_found` on `code` for somebody out of sight.
 * @throws Refusal `access.forbidden`
 */
export async function putStaff(
  tx: Tx,
  { stores, viewer }: PutStaffCall,
  many: readonly StaffWish[],
): Promise<readonly StaffOutcome[]> {
  requirePermission(viewer, "staff.write");
  await lockManagers(tx);
  const known = await knownFor(tx, { stores, viewer }, many);
  const judged = judge(many, known);
  const ready = judged.flatMap((one) => ("code" in one ? [one] : []));

  const managed = withManagers(ready, known);
  const accepted = managed.filter(({ problem }) => problem === undefined);
  const rows = await rowsOf(tx, accepted, known);
  const changed = rows.filter(({ wish, member }) => !isSameMember(wish.before, member) || wish.isRenamed);
  if (changed.length > 0)
    await write(
      tx,
      { stores, viewer },
      changed.map(({ member, wish }) => ({ member, isNew: wish.before === undefined })),
    );

  const results = new Map<string, "created" | "changed" | "unchanged">();
  for (const { wish } of rows) results.set(wish.code, wish.before === undefined ? "created" : "unchanged");
  for (const { wish } of changed) if (wish.before !== undefined) results.set(wish.code, "changed");
  const problems = new Map(
    managed.flatMap(({ wish, problem }) => (problem === undefined ? [] : [[wish.code, problem]])),
  );
  return judged.map((one): StaffOutcome => {
    if (!("code" in one)) return { ok: false, errors: [...one] };
    const problem = problems.get(one.code);
    return problem === undefined
      ? { ok: true, code: one.code, result: results.get(one.code) ?? "unchanged" }
      : { ok: false, errors: [problem] };
  });
}

interface Row {
  readonly wish: Resolved;
  readonly member: MemberWithPosts;
}

/** Members as they will stand, their references and persons found or made. */
async function rowsOf(tx: Tx, accepted: readonly Managed[], known: Known): Promise<readonly Row[]> {
  const wishes = accepted.map(({ wish }) => wish);
  const named = wishes.map(({ code, name }) => ({ kind: "employee" as const, code, name }));
  const employees = await nameReferences(tx, systemViewer("staff"), named);
  const made = new Map([...employees.values()].map(({ code, id }) => [placeOf(code), id]));
  const idAt = (place: string) => made.get(place) ?? place;
  const persons = await personsOf(tx, wishes);
  return accepted.map(({ wish, manager }) => ({
    wish,
    member: {
      ...wish.member,
      id: idAt(idOf(wish.code, known)),
      managerId: manager === null ? null : idAt(manager),
      personId: personOf(wish, persons),
    },
  }));
}

/** The id of an employee, or for one who is to come the place of their code. */
function idOf(code: string, known: Known): string {
  return known.employees.get(code.toLowerCase())?.id ?? placeOf(code);
}

function placeOf(code: string): string {
  return `new ${code.toLowerCase()}`;
}

interface Known {
  readonly today: string;
  /** By lower-case code. */
  readonly employees: ReadonlyMap<string, Reference>;
  readonly members: ReadonlyMap<string, MemberWithPosts>;
  readonly units: ReadonlyMap<string, string>;
  /** Ids of the units one may write for; "all". */
  readonly scope: "all" | ReadonlySet<string>;
  readonly emails: ReadonlyMap<string, string>;
  readonly managers: ReadonlyMap<string, string | null>;
}

async function knownFor(tx: Tx, { stores, viewer }: PutStaffCall, many: readonly StaffWish[]): Promise<Known> {
  const codes = [...new Set(many.flatMap(({ code, manager }) => [code, ...(manager ? [manager] : [])]))];
  const employees = await resolveReferences(
    tx,
    codes.map((code) => ({ kind: "employee", code })),
  );
  const byCode = new Map(
    [...employees.values()].map((employee): [string, Reference] => [employee.code.toLowerCase(), employee]),
  );
  const units = await resolveReferences(
    tx,
    [...new Set(many.flatMap(({ unit }) => unit ?? []))].map((code) => ({ kind: "unit", code })),
  );
  const members = await lockMembers(
    tx,
    [...byCode.values()].map(({ id }) => id),
  );
  const emails = await findEmails(
    tx,
    many.flatMap(({ email }) => email?.toLowerCase() ?? []),
  );
  const scope = await unitsInScope(tx, viewer, "staff.write");
  return {
    today: await todayOf(tx, stores),
    employees: byCode,
    members: new Map(members.map((member) => [member.id, member])),
    units: new Map([...units].map(([key, { id }]) => [key.slice("unit:".length), id])),
    scope: scope === "all" ? "all" : new Set(scope),
    emails: new Map(emails.map(({ email, id }) => [email, id])),
    managers: await findManagers(tx),
  };
}

function judge(many: readonly StaffWish[], known: Known): readonly (Resolved | readonly Problem[])[] {
  const seen = new Set<string>();
  const emails = new Map(known.emails);
  return many.map((wish) => {
    const key = wish.code.toLowerCase();
    if (seen.has(key)) return [{ field: "code", code: "workforce.repeated_code" }];
    seen.add(key);
    const employee = known.employees.get(key);
    const before = employee === undefined ? undefined : known.members.get(employee.id);
    if (before !== undefined && !isOwn(before, known)) return [{ field: "code", code: "workforce.not_found" }];
    const resolved = composed(wish, {
      before,
      employee,
      today: known.today,
      unitIdOf: (code) => usableUnit(code, known),
    });
    if (!("code" in resolved)) return resolved;
    return isEmailFree(emails, resolved.member.email, employee?.id ?? key)
      ? resolved
      : [{ field: "email", code: "workforce.email_taken" }];
  });
}

/** Whether nobody else has the address; from now on it is theirs. */
function isEmailFree(emails: Map<string, string>, email: string | null, whose: string): boolean {
  if (email === null) return true;
  const owner = emails.get(email.toLowerCase()) ?? whose;
  emails.set(email.toLowerCase(), owner);
  return owner === whose;
}

function usableUnit(code: string, { units, scope }: Known): string | undefined {
  const id = units.get(code);
  return id !== undefined && (scope === "all" || scope.has(id)) ? id : undefined;
}

function isOwn(member: MemberWithPosts, { scope, today }: Known): boolean {
  if (scope === "all") return true;
  const unitId = postAround(member.posts, today)?.unitId;
  return unitId !== null && unitId !== undefined && scope.has(unitId);
}

interface Managed {
  readonly wish: Resolved;
  readonly manager: string | null;
  readonly problem?: Problem;
}

/** Managers may be new in the same bulk; whoever would close a circle is refused, the others stand. */
function withManagers(ready: readonly Resolved[], known: Known): readonly Managed[] {
  const managers = new Map(known.managers);
  const coming = new Set(ready.map(({ code }) => idOf(code, known)));
  const isStaff = (id: string) => known.members.has(id) || coming.has(id);
  const managed = ready.map((wish): Managed => {
    if (wish.manager === undefined) return { wish, manager: wish.before?.managerId ?? null };
    const id = idOf(wish.code, known);
    if (wish.manager === null) {
      managers.delete(id);
      return { wish, manager: null };
    }
    const managerId = idOf(wish.manager, known);
    if (!isStaff(managerId)) return unknownManager(wish);
    if (!mayLead(managers, managerId, id))
      return { wish, manager: null, problem: { field: "manager", code: "workforce.manager_cycle" } };
    managers.set(id, managerId);
    return { wish, manager: managerId };
  });

  // Whoever is refused and new cannot lead the others of the bulk either.
  for (let isMore = true; isMore;) {
    const refused = new Set(
      managed.flatMap(({ wish, problem }) => (problem && !wish.before ? [idOf(wish.code, known)] : [])),
    );
    const left = managed.findIndex(({ manager, problem }) => !problem && manager !== null && refused.has(manager));
    const wish = managed[left]?.wish;
    isMore = wish !== undefined;
    if (wish !== undefined) managed[left] = unknownManager(wish);
  }
  return managed;
}

function unknownManager(wish: Resolved): Managed {
  return { wish, manager: null, problem: { field: "manager", code: "workforce.unknown_manager" } };
}

async function personsOf(tx: Tx, ready: readonly Resolved[]): Promise<ReadonlyMap<string, string>> {
  const identities = ready.flatMap(({ person }) => person ?? []);
  if (identities.length === 0) return new Map();
  const persons = await resolvePersons(tx, identities);
  await addPersonRoles(tx, [...new Set(persons.values())], "employee");
  return persons;
}

function personOf({ person, before }: Resolved, persons: ReadonlyMap<string, string>): string | null {
  if (person === undefined) return before?.personId ?? null;
  return person === null ? null : (persons.get(`${person.kind}:${person.value}`) ?? null);
}

async function write(
  tx: Tx,
  { stores, viewer }: PutStaffCall,
  rows: readonly { readonly member: MemberWithPosts; readonly isNew: boolean }[],
): Promise<void> {
  const members = rows.map(({ member }) => member);
  // Managers are set in a second round: they may be new themselves.
  await upsertMembers(
    tx,
    members.map((member) => ({ ...member, managerId: null })),
    stores.clock.now(),
  );
  await upsertMembers(tx, members, stores.clock.now());
  await replacePosts(tx, members);
  const created = rows.filter(({ isNew }) => isNew).length;
  await recordAudit(tx, viewer, {
    action: "workforce.staff_put",
    subjectKind: "employee",
    subjectId: members.length === 1 ? (members[0]?.id ?? "many") : "many",
    details: { created, changed: rows.length - created },
  });
}

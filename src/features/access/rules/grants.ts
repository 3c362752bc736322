import type { Grant } from "#kit/viewer";

import type { Role } from "../contract.ts";
import { permissionsOf, scopedRoles } from "../rules.ts";

export type Units = Grant["units"];

/** What somebody has, or is to get: a role and the units it holds for. */
export interface RoleInUnits {
  readonly role: Role;
  readonly units: Units;
}

/** From when to when something holds; without an end it goes on. */
export interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** Each unit with itself and what lies above it. */
export type Ancestors = ReadonlyMap<string, readonly string[]>;

/** Whether it holds at this moment: the start counts in, the end does not. */
export function isInForce({ startsAt, endsAt }: Span, now: Date): boolean {
  return startsAt <= now && (endsAt === null || endsAt > now);
}

/** Whether it is over. */
export function isOver({ endsAt }: Span, now: Date): boolean {
  return endsAt !== null && endsAt <= now;
}

/** Whether the inner units all lie within the outer ones. */
export function covers(outer: Units, inner: Units, ancestors: Ancestors): boolean {
  if (outer === "all") return true;
  if (inner === "all") return false;
  const within = new Set(outer);
  return inner.every((unit) => aboveOf(unit, ancestors).some((each) => within.has(each)));
}

/** What two lists of units have in common, each with everything below. */
export function commonUnits(one: Units, other: Units, ancestors: Ancestors): Units {
  if (one === "all") return other;
  if (other === "all") return one;
  const first = one.filter((unit) => covers(other, [unit], ancestors));
  const second = other.filter((unit) => covers(one, [unit], ancestors));
  return [...new Set([...first, ...second])];
}

/**
 * Whether the holder of these grants may give or take this one: every permission of the role held, in every one of its
 * units. What was only lent to the holder does not count: who stands in for an owner makes nobody an owner.
 */
export function mayGive(own: readonly Grant[], wanted: RoleInUnits, ancestors: Ancestors): boolean {
  const grants = own.filter((grant) => grant.delegatedBy === undefined);
  return permissionsOf(wanted.role).every((permission) => {
    const units = grants.filter((grant) => grant.permissions.has(permission)).map((grant) => grant.units);
    return units.length > 0 && covers(units.includes("all") ? "all" : units.flat(), wanted.units, ancestors);
  });
}

/** Whether a role that holds for units only is wanted without one. */
export function lacksUnits({ role, units }: RoleInUnits): boolean {
  return scopedRoles.has(role) && (units === "all" || units.length === 0);
}

/** The same role in the same units, whatever their order. */
export function isSameGrant(one: RoleInUnits, other: RoleInUnits): boolean {
  return one.role === other.role && unitsKey(one.units) === unitsKey(other.units);
}

/** A day too long is refused: lending is for an absence, giving a grant is for good. */
export const longestDelegation = 366 * 24 * 3_600_000;

/** Whether something may be lent for this time. */
export function isLendable(span: { readonly startsAt: Date; readonly endsAt: Date }, now: Date): boolean {
  const length = span.endsAt.getTime() - span.startsAt.getTime();
  return length > 0 && length <= longestDelegation && span.endsAt > now;
}

function unitsKey(units: Units): string {
  return units === "all" ? "all" : units.toSorted().join();
}

function aboveOf(unit: string, ancestors: Ancestors): readonly string[] {
  return ancestors.get(unit) ?? [unit];
}

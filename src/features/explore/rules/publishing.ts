import type { publicationStates } from "../contract.ts";

/** What a publication is at this moment. */
export function stateOf(of: {
  readonly isRevoked: boolean;
  /** Its dashboard is there, its publisher may publish, and sees the same units as then. */
  readonly isAllowed: boolean;
  readonly expiresOn: string | null;
  /** The local day. */
  readonly today: string;
}): (typeof publicationStates)[number] {
  if (of.isRevoked) return "revoked";
  if (of.expiresOn !== null && of.expiresOn < of.today) return "expired";
  return of.isAllowed ? "open" : "closed";
}

/** The same units, in whatever order; null: all. */
export function isSameScope(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && [...one].toSorted().join() === [...other].toSorted().join();
}

import type { Concern, Place, ProblemWish } from "../contract.ts";

/** What decides which problems are somebody's business. */
export interface OwnPlace {
  readonly userId: string | null;
  /** Functions one answers for, and those one works in. */
  readonly owned: ReadonlySet<string>;
  readonly worked: ReadonlySet<string>;
  /** Codes of one's own units. */
  readonly units: ReadonlySet<string>;
}

type Row = Pick<ProblemWish, "owner" | "ownerFunction" | "influences" | "units">;

/** Why a problem is somebody's business, the strongest reason first; none: it is not (R99). */
export function concernsOf(
  { owner, ownerFunction, influences, units }: Row,
  place: OwnPlace,
  nameOf: (kind: "function" | "unit", code: string) => Place,
): Concern[] {
  const functions = [
    ...(ownerFunction === null ? [] : [{ function: ownerFunction, relation: "owns" as const }]),
    ...influences.map((one) => ({ function: one.function, relation: one.kind })),
  ];
  return [
    ...(owner !== null && owner === place.userId ? [{ kind: "owner" } as const] : []),
    ...(ownerFunction !== null && place.owned.has(ownerFunction)
      ? [{ kind: "function-owner", function: nameOf("function", ownerFunction) } as const]
      : []),
    ...functions
      .filter((one) => place.worked.has(one.function) || (one.relation !== "owns" && place.owned.has(one.function)))
      .map((one) => ({ kind: "works", function: nameOf("function", one.function), relation: one.relation }) as const),
    ...units
      .filter((code) => place.units.has(code))
      .map((code) => ({ kind: "unit", unit: nameOf("unit", code) }) as const),
  ];
}

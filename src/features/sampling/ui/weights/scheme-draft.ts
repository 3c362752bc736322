import type { Measure } from "#feature/facts/contract";

import type { Population, Scheme, SchemeWishInput } from "../../contract.ts";

/** A scheme while it is edited. */
export type SchemeDraft = Required<
  Pick<SchemeWishInput, "name" | "populationId" | "programme" | "dimensions" | "keepUp">
> & {
  readonly surveys: readonly string[];
  readonly wave: "month" | "quarter" | "year" | null;
  readonly merges: readonly { readonly dimension: string; readonly values: readonly string[] }[];
  readonly trim: { readonly low: number; readonly high: number } | null;
  readonly from: string;
  readonly to: string;
};

/** The draft of a scheme; of a new one what suits the measure looked at. */
export function draftOf(
  scheme: Scheme | undefined,
  populations: readonly Population[],
  measure: Measure | undefined,
  name: string,
): SchemeDraft {
  if (scheme !== undefined) {
    const { period, ...definition } = scheme.definition;
    return { ...definition, from: period?.from ?? "", to: period?.to ?? "" };
  }
  const population = populations[0];
  return {
    name,
    populationId: population?.id ?? "",
    programme: measure?.programme ?? "relational",
    surveys: [],
    dimensions: (population?.margins ?? []).slice(0, 3).map(({ dimension }) => dimension),
    wave: null,
    merges: [],
    trim: { low: 0.2, high: 5 },
    keepUp: false,
    from: "",
    to: "",
  };
}

/** The draft as the operations take it; null while something that is needed is missing. */
export function wishOf({ from, to, surveys, merges, ...draft }: SchemeDraft): SchemeWishInput | null {
  const isPeriod = from !== "" && to !== "" && from <= to;
  if (draft.name.trim() === "" || draft.dimensions.length === 0 || (!isPeriod && (from !== "" || to !== "")))
    return null;
  return {
    ...draft,
    surveys: [...surveys],
    merges: merges.map(({ dimension, values }) => ({ dimension, values: [...values] })) as NonNullable<
      SchemeWishInput["merges"]
    >,
    ...(isPeriod ? { period: { from, to } } : {}),
  };
}

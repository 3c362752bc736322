import type { Condition } from "#kit/condition";
import { conditionSchema } from "#kit/condition-schema";
import { comparedPeriod, type Compare, type Days } from "#kit/period";

import { changeQuerySchema, mostDimensions, type ChangeQuery, type ChangeQueryInput } from "../../contract.ts";

/** What the address of the page says; the texts as they stand there. */
export interface Asked {
  readonly measure?: string | undefined;
  readonly period?: Days | undefined;
  /** Absent: with the period before. */
  readonly compare?: Compare | undefined;
  readonly where?: unknown;
  readonly weight?: boolean | undefined;
  /** Two groups, each a condition as JSON. */
  readonly a?: string | undefined;
  readonly b?: string | undefined;
  /** The dimension that is to tell two groups apart: said as soon as groups are to be chosen. */
  readonly by?: string | undefined;
  /** Dimensions to explain by, with commas between. */
  readonly dimensions?: string | undefined;
}

/** What is to be shown for it: an explanation, what there is to choose from, or what is missing. */
export type Wanted =
  | { readonly show: "explanation"; readonly query: ChangeQuery }
  | { readonly show: "suggestions" }
  | { readonly show: "groups" }
  | { readonly show: "periods" };

/** Reads an address: two groups come before two periods, and what is malformed counts as not said. */
export function wantedOf(asked: Asked): Wanted {
  const { measure, period, where, weight } = asked;
  if (measure === undefined) return { show: "suggestions" };
  const dimensions = dimensionsIn(asked.dimensions);
  const common = {
    measure,
    ...(where === undefined ? {} : { where }),
    ...(weight === true ? { weight } : {}),
    ...(dimensions.length === 0 ? {} : { dimensions }),
  };
  if (isAboutGroups(asked)) {
    const [a, b] = [conditionIn(asked.a), conditionIn(asked.b)];
    if (a === undefined || b === undefined) return { show: "groups" };
    const same = period === undefined ? {} : { period };
    return explained({ ...common, a: { ...same, where: a }, b: { ...same, where: b } }, "groups");
  }
  const before = period === undefined ? null : beforeOf(asked, period);
  if (period === undefined || before === null) return { show: "suggestions" };
  return explained({ ...common, a: { period: before }, b: { period } }, "periods");
}

/** Whether two groups are compared, or are to be. */
export function isAboutGroups({ a, b, by }: Pick<Asked, "a" | "b" | "by">): boolean {
  return a !== undefined || b !== undefined || by !== undefined;
}

/** The period compared with: as many days before where nothing else is said. */
export function beforeOf({ compare }: Pick<Asked, "compare">, period: Days): Days | null {
  return comparedPeriod({ period, compare: compare === undefined || compare === "none" ? "previous" : compare });
}

/** A condition out of an address; undefined for what is none. */
export function conditionIn(text: string | undefined): Condition | undefined {
  if (text === undefined) return undefined;
  try {
    return conditionSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Names of dimensions out of an address. */
export function dimensionsIn(text: string | undefined): string[] {
  const named = (text ?? "").split(",").filter((one) => one !== "");
  return [...new Set(named)].slice(0, mostDimensions);
}

function explained(query: ChangeQueryInput, otherwise: "groups" | "periods"): Wanted {
  const read = changeQuerySchema.safeParse(query);
  if (read.success) return { show: "explanation", query: read.data };
  const isOfDimensions = read.error.issues.some(({ path }) => path[0] === "dimensions");
  if (isOfDimensions && query.dimensions !== undefined) {
    const { dimensions: _, ...rest } = query;
    return explained(rest, otherwise);
  }
  return { show: read.error.issues.some(({ path }) => path[0] === "measure") ? "suggestions" : otherwise };
}

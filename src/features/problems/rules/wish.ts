import type { ProblemWish } from "../contract.ts";

/** Names of the fields in which two wishes differ, in alphabetical order. */
export function changedFields(before: ProblemWish, after: ProblemWish): string[] {
  const fields = Object.keys({ ...before, ...after }) as (keyof ProblemWish)[];
  return fields.filter((field) => plain(before[field]) !== plain(after[field])).toSorted();
}

/** Codes are a set; everything else is compared as it is written. */
function plain(value: unknown): string {
  const isSet = Array.isArray(value) && value.every((one) => typeof one === "string");
  return JSON.stringify(isSet ? value.toSorted() : sorted(value));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

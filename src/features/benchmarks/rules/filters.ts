import type { Condition } from "#kit/condition";

/** Both conditions at once; undefined when there is neither. */
export function both(first: Condition | undefined, second: Condition | undefined): Condition | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return { all: [first, second] };
}

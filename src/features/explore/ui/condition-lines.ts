import type { Comparison, Condition } from "#kit/condition";

/** One line of a group: a dimension that takes one of these values, or none of them. */
export interface Line {
  readonly field: string;
  readonly isNot: boolean;
  readonly values: readonly string[];
}

/** A condition as lines that all hold; undefined when it is more than that (it still works, it is only not edited here). */
export function linesOf(condition: Condition | undefined): readonly Line[] | undefined {
  if (condition === undefined) return undefined;
  const parts = "all" in condition ? condition.all : [condition];
  const lines = parts.map((part) => ("field" in part ? lineOf(part) : undefined));
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

function lineOf({ field, op, value }: Comparison): Line | undefined {
  if (!["in", "nin", "eq", "ne"].includes(op) || value === undefined) return undefined;
  const values = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(String);
  return { field, isNot: op === "nin" || op === "ne", values };
}

/** The lines as a condition; undefined while one is not filled in. */
export function conditionOfLines(lines: readonly Line[]): Condition | undefined {
  if (lines.length === 0 || lines.some(({ field, values }) => field === "" || values.length === 0)) return undefined;
  const parts = lines.map(({ field, isNot, values }): Condition => ({
    field,
    op: isNot ? "nin" : "in",
    value: values.map((value) => (["weekday", "hour", "score"].includes(field) ? Number(value) : value)),
  }));
  return parts.length === 1 ? parts[0] : { all: parts };
}

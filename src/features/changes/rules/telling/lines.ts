import type { Condition } from "#kit/condition";

/** One dimension that takes some values, or none of them. */
export interface Line {
  readonly dimension: string;
  readonly isNot: boolean;
  readonly values: readonly string[];
}

/** A condition as lines that all hold; undefined when it says more than that. */
export function linesOf(where: Condition): readonly Line[] | undefined {
  const parts = "all" in where ? where.all : [where];
  const lines = parts.map(lineOf);
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

function lineOf(part: Condition): Line | undefined {
  if (!("field" in part) || part.value === undefined) return undefined;
  const isNot = part.op === "nin" || part.op === "ne";
  if (!isNot && part.op !== "in" && part.op !== "eq") return undefined;
  const values = (Array.isArray(part.value) ? (part.value as readonly unknown[]) : [part.value]).map(String);
  return { dimension: part.field, isNot, values };
}

/** Every value that a condition names, as far as it is made of lines. */
export function valuesIn(where: Condition): readonly { readonly dimension: string; readonly value: string }[] {
  return (linesOf(where) ?? []).flatMap(({ dimension, values }) => values.map((value) => ({ dimension, value })));
}

/** One line as a condition. */
export function conditionOf(dimension: string, values: readonly string[]): Condition {
  const isNumber = ["weekday", "hour", "score"].includes(dimension);
  return { field: dimension, op: "in", value: values.map((value) => (isNumber ? Number(value) : value)) };
}

import type { Comparison, Condition } from "#kit/condition";

/** A condition that is one list of comparisons: what the editor can show as sentences. */
export interface Joined {
  readonly join: "all" | "any";
  readonly lines: readonly Comparison[];
}

/** The lines of a condition; undefined when it is nested deeper than sentences go. */
export function linesOf(condition: Condition): Joined | undefined {
  if ("field" in condition) return { join: "all", lines: [condition] };
  if ("not" in condition) return undefined;
  const [join, parts] = "all" in condition ? (["all", condition.all] as const) : (["any", condition.any] as const);
  const lines = parts.filter((part): part is Comparison => "field" in part);
  return lines.length === parts.length ? { join, lines } : undefined;
}

/** The condition of these lines. */
export function treeOf({ join, lines }: Joined): Condition {
  return join === "all" ? { all: lines } : { any: lines };
}

/** Whether a line says everything it needs. */
export function isComplete({ op, value }: Comparison): boolean {
  if (op === "answered" || op === "empty") return true;
  if (op === "between")
    return Array.isArray(value) && value.length === 2 && value.every((one) => one !== "" && one !== null);
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "";
}

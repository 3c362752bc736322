/**
 * The one condition language: survey logic, filters, segments and rules are all this tree.
 * `field` names a value in the caller's own vocabulary (a question key, a dimension, an attribute).
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

/** A value that one comparison can hold against a field. */
export type Scalar = string | number | boolean | null;

/** One field held against a value: `in`, `nin` and `between` take a list, `answered` and `empty` nothing. */
export interface Comparison {
  readonly field: string;
  readonly op: ComparisonOperator;
  readonly value?: Scalar | readonly Scalar[];
}

/** Every way to compare. `between` takes both ends in; `contains` looks into text or a list. */
export const comparisonOperators = [
  "eq",
  "ne",
  "lt",
  "lte",
  "gt",
  "gte",
  "in",
  "nin",
  "contains",
  "answered",
  "empty",
  "between",
] as const;

export type ComparisonOperator = (typeof comparisonOperators)[number];

/** How a field's value is found; undefined and null mean there is none. */
export type FieldReader = (field: string) => unknown;

/** Whether the condition holds. A comparison with a missing value is false, save for `empty` and `ne`/`nin`. */
export function holds(condition: Condition, read: FieldReader): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, read));
  if ("any" in condition) return condition.any.some((part) => holds(part, read));
  if ("not" in condition) return !holds(condition.not, read);
  return compare(condition, read(condition.field));
}

/** Every field a condition reads, in order of appearance, without repeats. */
export function fieldsOf(condition: Condition): readonly string[] {
  if ("all" in condition) return [...new Set(condition.all.flatMap(fieldsOf))];
  if ("any" in condition) return [...new Set(condition.any.flatMap(fieldsOf))];
  if ("not" in condition) return fieldsOf(condition.not);
  return [condition.field];
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

const comparisons: Record<ComparisonOperator, (actual: unknown, wanted: Comparison["value"]) => boolean> = {
  answered: (actual) => !isMissing(actual),
  empty: (actual) => isMissing(actual),
  eq: (actual, wanted) => !isMissing(actual) && equals(actual, wanted),
  ne: (actual, wanted) => isMissing(actual) || !equals(actual, wanted),
  in: (actual, wanted) => !isMissing(actual) && listOf(wanted).some((item) => equals(actual, item)),
  nin: (actual, wanted) => isMissing(actual) || !listOf(wanted).some((item) => equals(actual, item)),
  contains: (actual, wanted) => contains(actual, wanted),
  lt: (actual, wanted) => ordered(actual, wanted, (a, b) => a < b),
  lte: (actual, wanted) => ordered(actual, wanted, (a, b) => a <= b),
  gt: (actual, wanted) => ordered(actual, wanted, (a, b) => a > b),
  gte: (actual, wanted) => ordered(actual, wanted, (a, b) => a >= b),
  between: (actual, wanted) => {
    const [low, high] = listOf(wanted);
    return ordered(actual, low, (a, b) => a >= b) && ordered(actual, high, (a, b) => a <= b);
  },
};

function compare(comparison: Comparison, actual: unknown): boolean {
  return comparisons[comparison.op](actual, comparison.value);
}

function listOf(value: Comparison["value"]): readonly Scalar[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
}

function equals(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((item) => equals(item, wanted));
  if (typeof actual === typeof wanted) return actual === wanted;
  return String(actual) === String(wanted);
}

function contains(actual: unknown, wanted: Comparison["value"]): boolean {
  if (isMissing(actual) || wanted === undefined || wanted === null) return false;
  if (Array.isArray(actual)) return listOf(wanted).every((item) => equals(actual, item));
  return String(actual).toLocaleLowerCase().includes(String(wanted).toLocaleLowerCase());
}

function ordered(actual: unknown, wanted: unknown, test: (a: number | string, b: number | string) => boolean): boolean {
  if (isMissing(actual) || isMissing(wanted)) return false;
  const [a, b] = [Number(actual), Number(wanted)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return test(a, b);
  return typeof actual === "string" && typeof wanted === "string" && test(actual, wanted);
}

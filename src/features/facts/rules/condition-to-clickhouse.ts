import type { Comparison, Condition, Scalar } from "#kit/condition";

/** A predicate with the values that go with its `{p0:Type}` places. */
export interface BoundSql {
  readonly text: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** How a field is found in the table of answers. No value is the empty text, or NaN. */
export interface ClickHouseField {
  readonly type: "text" | "number";
  /** SQL of our own making, never anything a caller sent. */
  readonly expression: string;
  /** Says it otherwise when a value is one of these, for values that name sets (a unit and all below it). */
  readonly isOneOf?: (values: readonly string[], bind: Binder) => string;
}

/** Gives a value a place in the statement and answers the place's text. */
export type Binder = (value: unknown, type: string) => string;

/** Finds a field by name; an expression that needs a bound value of its own gets it from the binder. */
export type ClickHouseFieldOf = (name: string, bind: Binder) => ClickHouseField;

/** Collects bound values under names that do not repeat. */
export function createBinder(prefix = "p"): { readonly bind: Binder; readonly params: Record<string, unknown> } {
  const params: Record<string, unknown> = {};
  let next = 0;
  const bind: Binder = (value, type) => {
    const name = `${prefix}${next++}`;
    params[name] = value;
    return `{${name}:${type}}`;
  };
  return { bind, params };
}

/**
 * Compiles a condition to a ClickHouse predicate that is true exactly where `holds` of the kit is, and binds every
 * value. What `fieldOf` throws for an unknown field goes through.
 */
export function conditionToClickHouse(condition: Condition, fieldOf: ClickHouseFieldOf, bind: Binder): string {
  if ("all" in condition) return joined(condition.all, (part) => conditionToClickHouse(part, fieldOf, bind), "and");
  if ("any" in condition) return joined(condition.any, (part) => conditionToClickHouse(part, fieldOf, bind), "or");
  if ("not" in condition) return `(not ${conditionToClickHouse(condition.not, fieldOf, bind)})`;
  return compared(condition, fieldOf(condition.field, bind), bind);
}

function joined(parts: readonly Condition[], compile: (part: Condition) => string, word: "and" | "or"): string {
  if (parts.length === 0) return word === "and" ? "true" : "false";
  return `(${parts.map(compile).join(` ${word} `)})`;
}

function compared({ op, value }: Comparison, field: ClickHouseField, bind: Binder): string {
  switch (op) {
    case "answered":
      return isThere(field);
    case "empty":
      return `(not ${isThere(field)})`;
    case "eq":
      return Array.isArray(value) ? "false" : isOneOf(field, listOf(value), bind);
    case "ne":
      return Array.isArray(value) ? "true" : `(not ${isOneOf(field, listOf(value), bind)})`;
    case "in":
      return isOneOf(field, listOf(value), bind);
    case "nin":
      return `(not ${isOneOf(field, listOf(value), bind)})`;
    case "contains":
      return contains(field, value, bind);
    case "between": {
      const [low, high] = listOf(value);
      return `(${ordered(field, ">=", low, bind)} and ${ordered(field, "<=", high, bind)})`;
    }
    default:
      return ordered(field, orders[op], Array.isArray(value) ? undefined : (value as Scalar | undefined), bind);
  }
}

const orders = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

function listOf(value: Comparison["value"]): readonly Scalar[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
}

function isThere({ type, expression }: ClickHouseField): string {
  return type === "number" ? `(not isNaN(${expression}))` : `(${expression} != '')`;
}

function isOneOf(field: ClickHouseField, wanted: readonly Scalar[], bind: Binder): string {
  if (field.type === "number") {
    const numbers = wanted.flatMap((value) => numberOf(typeof value === "boolean" ? null : value) ?? []);
    return numbers.length === 0 ? "false" : `has(${bind(numbers, "Array(Float64)")}, toFloat64(${field.expression}))`;
  }
  const texts = wanted.map(String).filter((text) => text !== "");
  if (texts.length === 0) return "false";
  return field.isOneOf?.(texts, bind) ?? `(${field.expression} in ${bind(texts, "Array(String)")})`;
}

function contains({ type, expression }: ClickHouseField, value: Comparison["value"], bind: Binder): string {
  if (value === undefined || value === null || Array.isArray(value)) return "false";
  const text = type === "number" ? `toString(${expression})` : expression;
  const part = bind(String(value), "String");
  return `(${isThere({ type, expression })} and position(lowerUTF8(${text}), lowerUTF8(${part})) > 0)`;
}

function ordered(field: ClickHouseField, order: string, wanted: Scalar | undefined, bind: Binder): string {
  if (wanted === undefined || wanted === null || wanted === "") return "false";
  const number = numberOf(wanted);
  const { type, expression } = field;
  if (type === "number") return number === undefined ? "false" : `(${expression} ${order} ${bind(number, "Float64")})`;

  const byText =
    typeof wanted === "string" ? `(${expression} != '' and ${expression} ${order} ${bind(wanted, "String")})` : "false";
  if (number === undefined) return byText;
  const byNumber = `toFloat64OrZero(toString(${expression})) ${order} ${bind(number, "Float64")}`;
  return `if(match(${expression}, '${numeric}'), ${byNumber}, ${byText})`;
}

/** The same texts count as numbers here and in Postgres. */
const numeric = "^[-+]?[0-9]{1,15}([.][0-9]{1,15})?$";

function numberOf(value: Scalar): number | undefined {
  if (value === null || value === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

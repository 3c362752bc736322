import type { Comparison, Condition, Scalar } from "#kit/condition";

import { sql, type Sql } from "./sql.ts";

/** How a field of the caller's vocabulary is found in SQL. Null and the empty text both mean that there is no value. */
export interface SqlField {
  readonly type: "text" | "number";
  readonly expression: Sql;
  /** Says it otherwise when a value is one of these, for fields whose values are names of sets (a unit and all below it). */
  readonly isOneOf?: (values: readonly string[]) => Sql;
}

/** Finds a field by name; undefined when the vocabulary has no such field. */
export type SqlFieldOf = (name: string) => SqlField | undefined;

/**
 * Compiles a condition to a Postgres predicate that is true exactly where `holds` of the kit is, never null, and
 * binds every value. Throws RangeError for a field that `fieldOf` does not know: ask `fieldsOf` first.
 * Texts that look like numbers are compared as numbers up to 15 digits; longer ones as texts.
 */
export function conditionToSql(condition: Condition, fieldOf: SqlFieldOf): Sql {
  if ("all" in condition) return joined(condition.all, fieldOf, " and ", sql`true`);
  if ("any" in condition) return joined(condition.any, fieldOf, " or ", sql`false`);
  if ("not" in condition) return sql`not ${conditionToSql(condition.not, fieldOf)}`;

  const field = fieldOf(condition.field);
  if (field === undefined) throw new RangeError(`unknown field ${condition.field}`);
  return comparisonToSql(condition, field);
}

function joined(parts: readonly Condition[], fieldOf: SqlFieldOf, separator: string, ifEmpty: Sql): Sql {
  if (parts.length === 0) return ifEmpty;
  const fragments = parts.map((part) => conditionToSql(part, fieldOf));
  return sql`(${sql.join(fragments, separator)})`;
}

function comparisonToSql({ op, value }: Comparison, field: SqlField): Sql {
  switch (op) {
    case "answered":
      return isThere(field);
    case "empty":
      return sql`not ${isThere(field)}`;
    case "eq":
      return isOneOf(field, [oneOf(value)]);
    case "ne":
      return sql`not ${isOneOf(field, [oneOf(value)])}`;
    case "in":
      return isOneOf(field, listOf(value));
    case "nin":
      return sql`not ${isOneOf(field, listOf(value))}`;
    case "contains":
      return contains(field, value);
    case "between": {
      const [low, high] = listOf(value);
      return sql`(${ordered(field, ">=", low)} and ${ordered(field, "<=", high)})`;
    }
    default:
      return ordered(field, orders[op], value);
  }
}

const orders = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;
type Order = (typeof orders)[keyof typeof orders];
const orderSql: Record<Order, Sql> = { "<": sql`<`, "<=": sql`<=`, ">": sql`>`, ">=": sql`>=` };

function listOf(value: Comparison["value"]): readonly Scalar[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
}

/** A list where one value belongs counts as its text, as `holds` has it. */
function oneOf(value: Comparison["value"]): Scalar {
  return Array.isArray(value) ? String(value) : ((value ?? null) as Scalar);
}

function isThere({ type, expression }: SqlField): Sql {
  return type === "number" ? sql`(${expression} is not null)` : sql`(coalesce(${expression}, '') <> '')`;
}

function isOneOf(field: SqlField, wanted: readonly Scalar[]): Sql {
  if (wanted.length === 0) return sql`false`;
  if (field.isOneOf !== undefined) return sql`coalesce(${field.isOneOf(wanted.map(String))}, false)`;
  if (field.type === "text") {
    return sql`coalesce(nullif(${field.expression}, '') = any(${wanted.map(String)}::text[]), false)`;
  }
  const numbers = wanted.flatMap((value) => numberOf(typeof value === "boolean" ? null : value) ?? []);
  return sql`coalesce(${field.expression} = any(${numbers}::float8[]), false)`;
}

function contains({ expression }: SqlField, value: Comparison["value"]): Sql {
  if (value === undefined || value === null) return sql`false`;
  const part = String(value);
  return sql`(coalesce((${expression})::text, '') <> '' and position(lower(${part}::text) in lower((${expression})::text)) > 0)`;
}

function ordered({ type, expression }: SqlField, order: Order, wanted: Comparison["value"]): Sql {
  if (wanted === undefined || wanted === null || isEmpty(wanted)) return sql`false`;
  const number = numberOf(wanted);
  const asText = typeof wanted === "string" ? wanted : undefined;
  if (type === "number") {
    return number === undefined ? sql`false` : sql`coalesce(${expression} ${orderSql[order]} ${number}::float8, false)`;
  }
  const byText =
    asText === undefined
      ? sql`false`
      : sql`nullif(${expression}, '') collate "C" ${orderSql[order]} ${asText}::text collate "C"`;
  if (number === undefined) return sql`coalesce(${byText}, false)`;
  return sql`coalesce(case when ${expression} ~ ${numeric} then (${expression})::float8 ${orderSql[order]} ${number}::float8 else ${byText} end, false)`;
}

function isEmpty(value: NonNullable<Comparison["value"]>): boolean {
  return Array.isArray(value) ? value.length === 0 : value === "";
}

/** Short enough that no cast can overflow. */
const numeric = "^[-+]?[0-9]{1,15}([.][0-9]{1,15})?$";

function numberOf(value: NonNullable<Comparison["value"]> | null): number | undefined {
  if (value === null || value === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

import type { Condition } from "#kit/condition";

/** One line of a filter: a dimension that takes one of these values. */
export interface FilterLine {
  readonly field: string;
  readonly values: readonly string[];
}

/** A condition taken apart: what lines can say, and the rest, which is kept as it is. */
export interface TakenApart {
  readonly lines: readonly FilterLine[];
  readonly rest: readonly Condition[];
}

/** Lines and rest of a condition. */
export function apart(where: Condition | undefined): TakenApart {
  const parts = where === undefined ? [] : "all" in where ? where.all : [where];
  const lines: FilterLine[] = [];
  const rest: Condition[] = [];
  for (const part of parts) {
    const line = lineOf(part);
    if (line === undefined) rest.push(part);
    else lines.push(line);
  }
  return { lines, rest };
}

function lineOf(part: Condition): FilterLine | undefined {
  if (!("field" in part) || part.op !== "in" || part.field === "score" || !Array.isArray(part.value)) return undefined;
  return { field: part.field, values: (part.value as readonly unknown[]).map(String) };
}

/** The condition that these lines and the rest make; undefined when there is none. */
export function together({ lines, rest }: TakenApart): Condition | undefined {
  const filled = lines.filter(({ field, values }) => field !== "" && values.length > 0);
  const parts = [
    ...filled.map(({ field, values }): Condition => ({
      field,
      op: "in",
      value: values.map((value) => (field === "weekday" || field === "hour" ? Number(value) : value)),
    })),
    ...rest,
  ];
  return parts.length < 2 ? parts[0] : { all: parts };
}

/** "At most this score" among the rest. */
export function scoreLimitOf({ rest }: TakenApart): number | null {
  const found = rest.find((part) => "field" in part && part.field === "score" && part.op === "lte");
  return found !== undefined && "field" in found && typeof found.value === "number" ? found.value : null;
}

/** The same with another limit, or none. */
export function withScoreLimit({ lines, rest }: TakenApart, limit: number | null): TakenApart {
  const others = rest.filter((part) => !("field" in part && part.field === "score" && part.op === "lte"));
  return { lines, rest: limit === null ? others : [...others, { field: "score", op: "lte", value: limit }] };
}

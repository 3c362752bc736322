import { z } from "zod";

import { comparisonOperators, type Comparison, type Condition } from "./condition.ts";

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);

const comparison = z.strictObject({
  field: z.string().min(1).max(200),
  op: z.enum(comparisonOperators),
  value: z.union([scalar, z.array(scalar).max(1000)]).optional(),
});

const treeSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(treeSchema).max(100) }),
    z.strictObject({ any: z.array(treeSchema).max(100) }),
    z.strictObject({ not: treeSchema }),
    comparison,
  ]),
) as z.ZodType<Condition>;

/** What a condition may come to, so that both stores can take the statement it becomes. */
export const conditionLimits = { levels: 20, comparisons: 60, values: 3000, characters: 60_000 } as const;

/** The condition tree as it travels in definitions, URLs and requests, within `conditionLimits`. */
export const conditionSchema: z.ZodType<Condition> = treeSchema.refine(isWithinLimits, {
  message: `at most ${conditionLimits.comparisons} comparisons with ${conditionLimits.values} values, ${conditionLimits.levels} levels deep`,
});

function isWithinLimits(condition: Condition): boolean {
  const comparisons = comparisonsAbove(condition, conditionLimits.levels);
  if (comparisons === undefined || comparisons.length > conditionLimits.comparisons) return false;
  const values = comparisons.flatMap(({ value }) => value ?? []);
  const characters = values.reduce((sum: number, value) => sum + String(value).length, 0);
  return values.length <= conditionLimits.values && characters <= conditionLimits.characters;
}

/** Every comparison of the tree; undefined when it has more levels than these. */
function comparisonsAbove(condition: Condition, levels: number): readonly Comparison[] | undefined {
  if (levels === 0) return undefined;
  if ("field" in condition) return [condition];
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : [condition.not];
  const found = parts.map((part) => comparisonsAbove(part, levels - 1));
  return found.every((some) => some !== undefined) ? found.flat() : undefined;
}

import { z } from "zod";

import { comparisonOperators, type Condition } from "./condition.ts";

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);

const comparison = z.strictObject({
  field: z.string().min(1).max(200),
  op: z.enum(comparisonOperators),
  value: z.union([scalar, z.array(scalar).max(1000)]).optional(),
});

/** The condition tree as it travels in definitions, URLs and requests. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).max(100) }),
    z.strictObject({ any: z.array(conditionSchema).max(100) }),
    z.strictObject({ not: conditionSchema }),
    comparison,
  ]),
) as z.ZodType<Condition>;

import { z } from "zod";

import { dimensionSchema, timeSteps } from "#feature/facts/contract";
import { isWithinReach } from "#kit/day";

/** A calendar day, of the years that both stores can hold. */
export const daySchema = z.iso.date().refine(isWithinReach, { message: "a day between 1900 and 2199" });

/** A dimension of answers that people can be told apart by: no step of time, no score. */
export const marginDimensionSchema = dimensionSchema.refine(
  (name) => !(timeSteps as readonly string[]).includes(name) && !["score", "group", "weekday", "hour"].includes(name),
  { message: "a dimension of people, not of time or score" },
);

/** Where the numbers of a population came from. */
export const populationSources = ["hand", "paste", "people"] as const;

/** How many people there are by one dimension: counts, or per cent that sum to 100. */
export const marginSchema = z.strictObject({
  dimension: marginDimensionSchema,
  unit: z.enum(["people", "percent"]),
  cells: z
    .array(z.strictObject({ value: z.string().trim().min(1).max(200), amount: z.number().min(0).max(1e12) }))
    .min(1)
    .max(500),
});
export type Margin = z.infer<typeof marginSchema>;

export const populationWishSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** From this day on these numbers hold; earlier versions hold before. */
  validFrom: daySchema,
  source: z.enum(populationSources),
  note: z.string().trim().max(1000).default(""),
  margins: z.array(marginSchema).min(1).max(8),
});
export type PopulationWish = z.output<typeof populationWishSchema>;

export const populationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.number().int(),
  validFrom: z.string(),
  source: z.enum(populationSources),
  note: z.string(),
  /** People in all; null where only shares are known. */
  total: z.number().nullable(),
  margins: z.array(
    z.object({
      dimension: z.string(),
      unit: z.enum(["people", "percent"]),
      cells: z.array(z.object({ value: z.string(), name: z.string(), amount: z.number() })),
    }),
  ),
  versions: z.array(
    z.object({ version: z.number().int(), validFrom: z.string(), createdAt: z.string(), createdBy: z.string() }),
  ),
});
export type Population = z.infer<typeof populationSchema>;

/** One line of a pasted table, read. `code` says what is wrong with it. */
export const sheetLineSchema = z.object({
  line: z.number().int(),
  text: z.string(),
  value: z.string(),
  name: z.string(),
  amount: z.number().nullable(),
  /** `no-amount`, `not-a-number`, `negative`, `repeated`; `unknown`: no answer carries this value (a warning). */
  code: z.enum(["no-amount", "not-a-number", "negative", "repeated", "unknown"]).nullable(),
});
export type SheetLine = z.infer<typeof sheetLineSchema>;

/** Fields of the register of people that customers are counted by. */
export const registerFieldSchema = z.union([
  z.enum(["home_unit", "language"]),
  z.templateLiteral(["attr.", z.string().min(1).max(60)]),
]);

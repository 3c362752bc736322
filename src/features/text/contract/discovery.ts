import { z } from "zod";

import { estimateSchema } from "#feature/facts/contract";

import { patternsSchema } from "./themes.ts";

const exampleSchema = z.object({ responseId: z.string(), question: z.string(), text: z.string() });

/** A theme that could be made of it, to be accepted as it is or changed. */
const suggestedSchema = z.object({ name: z.string(), patterns: patternsSchema });

const found = {
  n: z.number().int(),
  /** Of the texts it was looked for in: topics of those without a theme, the others of all. */
  share: estimateSchema.nullable(),
  examples: z.array(exampleSchema),
  suggested: suggestedSchema,
  /** Key of the theme that was made of it; null: none. */
  adopted: z.string().nullable(),
  /** Somebody said that it is no theme; it stays so when it is found again. */
  isDismissed: z.boolean(),
};

export const discoveriesSchema = z.object({
  id: z.string(),
  /** `computing`: ask again in a second; what is there is of the last time, or empty. */
  state: z.enum(["ready", "computing", "failed"]),
  computedAt: z.string().nullable(),
  /** Texts looked at, and how many of them have no theme, or a long text hardly one. */
  n: z.number().int(),
  uncoded: z.number().int(),
  topics: z.array(
    z.object({
      name: z.string(),
      terms: z.array(z.string()),
      /** Mean NPMI of its terms, −1..1. */
      coherence: z.number(),
      /** How alike it comes out of other seeds, 0..1. */
      stability: z.number(),
      ...found,
    }),
  ),
  /** Terms more frequent than in the span of equal length before; chance finds are held to 5 %. */
  rising: z.array(
    z.object({ term: z.string(), before: z.number().int(), z: z.number(), adjustedP: z.number(), ...found }),
  ),
  /** The same words again and again, largest group first. */
  repeated: z.array(z.object({ text: z.string(), ...found })),
});
export type Discoveries = z.output<typeof discoveriesSchema>;

export const discoveryKinds = ["topics", "rising", "repeated"] as const;
export type DiscoveryKind = (typeof discoveryKinds)[number];

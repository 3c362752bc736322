import { z } from "zod";

import { defineOperation } from "#kit/operation";

/** What may stand in a person's timeline. */
export const timelineKinds = ["response", "consent", "identity", "merge", "link"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export const timelineEntrySchema = z.object({
  /** Unique within its kind. */
  id: z.string(),
  kind: z.enum(timelineKinds),
  at: z.string(),
  /** Holes of the words `timeline.<kind>` or `timeline.<kind>.<what>`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Path of its page within the product. */
  link: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const timelineOperations = {
  readTimeline: defineOperation({
    id: "people.readTimeline",
    method: "get",
    path: "/api/v1/people/{id}/timeline",
    permission: "people.read",
    summary: "Everything that happened with a person, newest first, as far as one may see it",
    params: z.object({ id: z.uuid() }),
    query: z.strictObject({
      kind: z.enum(timelineKinds).optional(),
      cursor: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    output: z.object({ items: z.array(timelineEntrySchema), nextCursor: z.string().nullable() }),
    errors: ["people.not_found", "people.bad_cursor"],
  }),
} as const;

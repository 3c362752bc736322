import { z } from "zod";

export const suggesterSchema = z.object({
  isEnabled: z.boolean(),
  /** Address of an OpenAI-compatible service up to and with the version, such as `https://host/v1`. */
  baseUrl: z.string().trim().max(500),
  model: z.string().trim().max(200),
  /** Tokens of a day (UTC), those of the question and of the answer together; nothing is asked beyond. */
  dailyTokens: z.number().int().min(0).max(100_000_000),
});
export type Suggester = z.output<typeof suggesterSchema>;

/** With what was spent; the key itself is never told. */
export const shownSuggesterSchema = suggesterSchema.extend({
  hasKey: z.boolean(),
  spentToday: z.number().int(),
});

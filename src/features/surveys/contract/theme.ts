import { z } from "zod";

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, { message: "a colour as #rrggbb" });

/** Typefaces a survey may have; all of them are on the respondent's device already. */
export const themeFonts = ["sans", "serif", "rounded"] as const;

/** Corners of buttons, fields and the sheet. */
export const themeCorners = ["square", "round", "pill"] as const;

/**
 * The look of one survey's public page. What is left out is the organisation's. The accent is made readable by itself;
 * `text` on `background` must have a contrast of 4.5 or publishing is refused (`low_contrast`).
 */
export const themeSchema = z.strictObject({
  /** Accent: buttons, choices, links. */
  colour: colour.optional(),
  /** Around the sheet and of it; when set, the page looks the same in dark mode. */
  background: colour.optional(),
  text: colour.optional(),
  font: z.enum(themeFonts).default("sans"),
  corners: z.enum(themeCorners).default("round"),
  /** Whether the organisation's logo is shown; its name otherwise. */
  logo: z.boolean().default(true),
});
export type Theme = z.output<typeof themeSchema>;

import type { Condition } from "#kit/condition";
import type { LocalText } from "#kit/language";

/** Which part of a definition a change is about. */
export type ChangedPart = "survey" | "page" | "question" | "option" | "row" | "column" | "ending";

/** What a change is about. */
export interface ChangedPlace {
  readonly part: ChangedPart;
  /** Empty for the survey itself. */
  readonly key: string;
  /** The question an option, row or column belongs to. */
  readonly of: string | null;
  /** What the part is called, after the change or, when it is gone, before. */
  readonly name: LocalText;
}

/** One difference between two definitions. */
export type Change =
  | (ChangedPlace & { readonly code: "added" | "removed" })
  /** Positions from 0; `page` is that of a question. */
  | (ChangedPlace & {
      readonly code: "moved";
      readonly from: { readonly page: string | null; readonly at: number };
      readonly to: { readonly page: string | null; readonly at: number };
    })
  /** `text` is which: `title`, `help`, `label`, `intro`, `lowLabel`… */
  | (ChangedPlace & {
      readonly code: "reworded";
      readonly text: string;
      readonly language: string;
      readonly before: string;
      readonly after: string;
    })
  | (ChangedPlace & { readonly code: "condition"; readonly before: Condition | null; readonly after: Condition | null })
  /** Anything else a part is set to: `required`, `steps`, `kind`, `randomise`, `about`, `link`… */
  | (ChangedPlace & {
      readonly code: "setting";
      readonly setting: string;
      readonly before: unknown;
      readonly after: unknown;
    })
  | { readonly code: "theme"; readonly setting: string; readonly before: unknown; readonly after: unknown }
  | { readonly code: "language_added" | "language_removed"; readonly language: string }
  | { readonly code: "field_added" | "field_removed"; readonly field: string };

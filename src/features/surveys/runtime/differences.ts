import type { Condition } from "#kit/condition";
import type { LocalText } from "#kit/language";

import type { Definition } from "../contract/definition.ts";

/** Which part of a definition a change is about. */
export type ChangedPart = "survey" | "page" | "question" | "option" | "row" | "column" | "ending";

interface Place {
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
  | (Place & { readonly code: "added" | "removed" })
  /** Positions from 0, among those that both know; pages are named where a question went to another one. */
  | (Place & {
      readonly code: "moved";
      readonly from: { readonly page: string | null; readonly at: number };
      readonly to: { readonly page: string | null; readonly at: number };
    })
  /** `text` is which: `title`, `help`, `label`, `intro`, `lowLabel`… */
  | (Place & {
      readonly code: "reworded";
      readonly text: string;
      readonly language: string;
      readonly before: string;
      readonly after: string;
    })
  | (Place & { readonly code: "condition"; readonly before: Condition | null; readonly after: Condition | null })
  /** Anything else a part is set to: `required`, `steps`, `kind`, `randomise`, `about`, `link`… */
  | (Place & { readonly code: "setting"; readonly setting: string; readonly before: unknown; readonly after: unknown })
  | { readonly code: "theme"; readonly setting: string; readonly before: unknown; readonly after: unknown }
  | { readonly code: "language_added" | "language_removed"; readonly language: string }
  | { readonly code: "field_added" | "field_removed"; readonly field: string };

/** What differs between two definitions, in the order of the survey; empty when nothing does. Never throws. */
export function differencesOf(before: Definition, after: Definition): readonly Change[] {
  const languages = (one: Definition, other: Definition) =>
    other.languages.filter((each) => !one.languages.includes(each));
  return [
    ...languages(before, after).map((language) => ({ code: "language_added" as const, language })),
    ...languages(after, before).map((language) => ({ code: "language_removed" as const, language })),
  ];
}

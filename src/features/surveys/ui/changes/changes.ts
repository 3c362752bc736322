import type { Definition } from "#feature/surveys/contract";
import { differencesOf, type Change as Difference } from "#feature/surveys/runtime";
import type { LocalText } from "#kit/language";

/** One difference between two definitions, for people. */
export type Change =
  | { readonly code: PartCode; readonly name: LocalText }
  | { readonly code: "option-added" | "option-removed"; readonly name: LocalText; readonly of: LocalText }
  | { readonly code: "language-added" | "language-removed"; readonly language: string }
  | { readonly code: "field-added" | "field-removed"; readonly field: string }
  | { readonly code: "words"; readonly language: string; readonly before: string; readonly after: string }
  | { readonly code: "look" }
  | { readonly code: "rest" };

type PartCode =
  | `${"question" | "page" | "ending"}-${"added" | "removed"}`
  | "moved"
  | "condition"
  | "setting"
  | "now-required"
  | "now-optional";

/** What differs between two definitions, each thing once. Empty when nothing does. */
export function changesBetween(before: Definition, after: Definition): readonly Change[] {
  const titles = new Map([...titlesOf(before), ...titlesOf(after)]);
  const changes = differencesOf(before, after).map((difference) => changeOf(difference, titles));
  const once = new Map(changes.map((change) => [JSON.stringify(change), change]));
  if (once.size > 0 || JSON.stringify(before) === JSON.stringify(after)) return [...once.values()];
  return [{ code: "rest" }];
}

type Titles = ReadonlyMap<string, LocalText>;
type Placed = Extract<Difference, { readonly part: unknown }>;

function changeOf(difference: Difference, titles: Titles): Change {
  switch (difference.code) {
    case "language_added":
    case "language_removed":
      return {
        code: difference.code === "language_added" ? "language-added" : "language-removed",
        language: difference.language,
      };
    case "field_added":
    case "field_removed":
      return { code: difference.code === "field_added" ? "field-added" : "field-removed", field: difference.field };
    case "theme":
      return { code: "look" };
    case "reworded":
      return { code: "words", language: difference.language, before: difference.before, after: difference.after };
    default:
      return changeOfPart(difference, titles);
  }
}

function changeOfPart(difference: Exclude<Placed, { readonly code: "reworded" }>, titles: Titles): Change {
  const name = nameOf(difference);
  if (difference.code === "setting" && difference.setting === "required")
    return { code: difference.after === true ? "now-required" : "now-optional", name };
  if (difference.code !== "added" && difference.code !== "removed")
    return difference.part === "survey" ? { code: "rest" } : { code: difference.code, name };
  return presenceOf(difference, name, titles);
}

type Presence = Extract<Placed, { readonly code: "added" | "removed" }>;

function presenceOf({ code, part, of }: Presence, name: LocalText, titles: Titles): Change {
  if (part === "question" || part === "page" || part === "ending") return { code: `${part}-${code}`, name };
  return part === "survey" ? { code: "rest" } : { code: `option-${code}`, name, of: titles.get(of ?? "") ?? {} };
}

/** A page may have no title; then its key stands for it. */
function nameOf({ name, key }: Placed): LocalText {
  return Object.values(name).some((words) => words.trim() !== "") ? name : { en: key };
}

function titlesOf(definition: Definition): readonly (readonly [string, LocalText])[] {
  return definition.pages.flatMap(({ questions }) => questions.map(({ key, title }) => [key, title] as const));
}

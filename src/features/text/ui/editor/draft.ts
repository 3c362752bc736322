import type { Theme, ThemeWish } from "../../contract.ts";

/** What a theme is said to be while it is written: one text for each field, by its path; lists have a line for each part. */
export type Draft = Readonly<Record<string, string>>;

export const languages = ["en", "ru", "uk"] as const;
export type Language = (typeof languages)[number];

export const patternLists = ["problem", "praise", "topic"] as const;
export const exampleLists = ["problem", "praise"] as const;
export const nameFields = ["names", "problemNames", "praiseNames", "about"] as const;
export const kinds = ["topic", "emotion", "judgement"] as const;

/** What the patterns of a theme have, where it is kept. */
type Lists = Partial<Record<Language, Partial<Record<string, readonly string[]>>>>;

/** A theme as it is written. */
export function draftOf(wish: ThemeWish | Theme): Draft {
  const texts = (field: (typeof nameFields)[number]) =>
    languages.map((language) => [`${field}.${language}`, wish[field]?.[language] ?? ""]);
  const lists = (field: "patterns" | "examples", names: readonly string[]) =>
    languages.flatMap((language) =>
      names.map((name) => [
        `${field}.${language}.${name}`,
        ((wish[field] as Lists)[language]?.[name] ?? []).join("\n"),
      ]),
    );
  return Object.fromEntries([
    ["parent", wish.parent ?? ""],
    ["kind", wish.kind],
    ...nameFields.flatMap(texts),
    ...lists("patterns", patternLists),
    ...lists("examples", exampleLists),
  ]) as Draft;
}

/** What the draft says a theme is. */
export function wishOf(draft: Draft): ThemeWish {
  const texts = (field: string) =>
    Object.fromEntries(
      languages.flatMap((language) => {
        const text = (draft[`${field}.${language}`] ?? "").trim();
        return text === "" ? [] : [[language, text]];
      }),
    );
  const orNull = (field: string) => {
    const found = texts(field);
    return Object.keys(found).length === 0 ? null : found;
  };
  return {
    parent: draft["parent"] === "" || draft["parent"] === undefined ? null : draft["parent"],
    kind: kinds.find((kind) => kind === draft["kind"]) ?? "topic",
    names: texts("names"),
    problemNames: orNull("problemNames"),
    praiseNames: orNull("praiseNames"),
    about: texts("about"),
    patterns: listsOf(draft, "patterns", patternLists),
    examples: listsOf(draft, "examples", exampleLists),
  };
}

/** Only languages that say something. */
function listsOf<Name extends string>(
  draft: Draft,
  field: string,
  names: readonly Name[],
): Partial<Record<Language, Record<Name, string[]>>> {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const lists = names.map((name) => [name, linesOf(draft[`${field}.${language}.${name}`])] as const);
      return lists.every(([, lines]) => lines.length === 0) ? [] : [[language, Object.fromEntries(lists)]];
    }),
  ) as Partial<Record<Language, Record<Name, string[]>>>;
}

/** The lines of a field that say something. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Whether two drafts say the same. */
export function isSameDraft(one: Draft, other: Draft): boolean {
  return Object.keys({ ...one, ...other }).every((path) => (one[path] ?? "") === (other[path] ?? ""));
}

/** What became of two people's changes to the same theme. */
export interface Merged {
  /** Changes of both; where both changed a field, what was written here stands. */
  readonly draft: Draft;
  /** Fields that both changed, otherwise. */
  readonly clashes: readonly string[];
}

/** Brings what somebody else saved meanwhile together with what is being written here, so that neither is lost. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): Merged {
  const clashes: string[] = [];
  const entries = Object.keys({ ...mine, ...theirs }).map((path) => {
    const [was, my, their] = [base[path] ?? "", mine[path] ?? "", theirs[path] ?? ""];
    if (my === was || my === their) return [path, their];
    if (their !== was) clashes.push(path);
    return [path, my];
  });
  return { draft: Object.fromEntries(entries) as Draft, clashes };
}

/** An empty theme. */
export const emptyDraft: Draft = draftOf({
  parent: null,
  kind: "topic",
  names: {},
  problemNames: null,
  praiseNames: null,
  about: {},
  patterns: {},
  examples: {},
});

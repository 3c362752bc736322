import type { LocalText } from "#kit/language";

import type { Definition } from "../contract/definition.ts";

/** A text of a definition and where it stands. */
export interface PlacedText {
  /** Dotted path in the definition, e.g. `pages.0.questions.1.title`. */
  readonly path: string;
  readonly text: LocalText;
}

/** Every text of the definition with its place, in reading order. */
export function textsOf(definition: Definition): readonly PlacedText[] {
  const found: PlacedText[] = [];
  collect(definition.title, "title", found);
  collect(definition.intro, "intro", found);
  collect(definition.pages, "pages", found);
  collect(definition.endings, "endings", found);
  return found;
}

/** Places whose text this language lacks though another language has it. */
export function missingTexts(definition: Definition, language: string): readonly string[] {
  return textsOf(definition)
    .filter(({ text }) => isBlank(text[language]) && Object.values(text).some((value) => !isBlank(value)))
    .map(({ path }) => path);
}

/**
 * Languages a respondent may choose, the default first: those approved, and those without a state whose texts are
 * complete. A language in `draft` or `review` is not offered.
 */
export function offeredLanguages(definition: Definition): readonly string[] {
  const others = definition.languages.filter((language) => {
    if (language === definition.defaultLanguage) return false;
    const state = definition.translations[language];
    return state === "approved" || (state === undefined && missingTexts(definition, language).length === 0);
  });
  return [definition.defaultLanguage, ...others];
}

/**
 * The language a respondent gets: the wanted ones in order (link first, then the browser's), by exact tag, then by its
 * first part (`uk-UA` → `uk`), else the default.
 */
export function chooseLanguage(offered: readonly string[], wanted: readonly string[]): string {
  for (const tag of wanted) {
    const exact = offered.find((language) => language.toLowerCase() === tag.toLowerCase());
    const related = offered.find((language) => primary(language) === primary(tag));
    if (exact ?? related) return exact ?? related ?? "";
  }
  return offered[0] ?? "en";
}

function primary(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? "";
}

/** Keys under which a definition holds text; labels and titles of anything, wherever it is nested. */
const textKeys = new Set([
  "title",
  "text",
  "intro",
  "help",
  "label",
  "lowLabel",
  "highLabel",
  "expectationLabel",
  "resultLabel",
]);

/** Whether what stands under this key of a definition is a text in several languages. */
export function isTextKey(key: string): boolean {
  return textKeys.has(key);
}

function collect(value: unknown, path: string, found: PlacedText[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => collect(item, `${path}.${index}`, found));
    return;
  }
  if (textKeys.has(path.slice(path.lastIndexOf(".") + 1))) {
    found.push({ path, text: value as LocalText });
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key !== "condition" && key !== "about") collect(inner, `${path}.${key}`, found);
  }
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}

import type { Definition, Question } from "#feature/surveys/contract";
import { textsOf } from "#feature/surveys/runtime";
import type { LocalText } from "#kit/language";

/** One difference between two definitions, for people. */
export type Change =
  | { readonly code: "question-added" | "question-removed" | "now-required" | "now-optional"; readonly name: LocalText }
  | { readonly code: "option-added" | "option-removed"; readonly name: LocalText; readonly of: LocalText }
  | { readonly code: "language-added" | "language-removed"; readonly language: string }
  | { readonly code: "words"; readonly language: string; readonly before: string; readonly after: string }
  | { readonly code: "rest" };

/** What differs between two definitions: questions, options, languages, then words. Empty when nothing does. */
export function changesBetween(before: Definition, after: Definition): readonly Change[] {
  const changes = [...languageChanges(before, after), ...questionChanges(before, after), ...wordChanges(before, after)];
  if (changes.length > 0 || JSON.stringify(before) === JSON.stringify(after)) return changes;
  return [{ code: "rest" }];
}

function languageChanges(before: Definition, after: Definition): Change[] {
  return [
    ...missingFrom(before.languages, after.languages).map((language) => ({
      code: "language-added" as const,
      language,
    })),
    ...missingFrom(after.languages, before.languages).map((language) => ({
      code: "language-removed" as const,
      language,
    })),
  ];
}

function questionChanges(before: Definition, after: Definition): Change[] {
  const old = byKey(before);
  const now = byKey(after);
  const added = [...now].filter(([key]) => !old.has(key));
  const removed = [...old].filter(([key]) => !now.has(key));
  const kept = [...now].flatMap(([key, question]) => {
    const other = old.get(key);
    return other === undefined ? [] : [...requiredChanges(other, question), ...optionChanges(other, question)];
  });
  return [
    ...added.map(([, { title }]) => ({ code: "question-added" as const, name: title })),
    ...removed.map(([, { title }]) => ({ code: "question-removed" as const, name: title })),
    ...kept,
  ];
}

function requiredChanges(before: Question, after: Question): Change[] {
  if (before.required === after.required) return [];
  return [{ code: after.required ? "now-required" : "now-optional", name: after.title }];
}

function optionChanges(before: Question, after: Question): Change[] {
  const old = optionsOf(before);
  const now = optionsOf(after);
  const keys = (options: typeof old) => new Set(options.map(({ key }) => key));
  const [oldKeys, nowKeys] = [keys(old), keys(now)];
  return [
    ...now
      .filter(({ key }) => !oldKeys.has(key))
      .map(({ label }) => ({ code: "option-added" as const, name: label, of: after.title })),
    ...old
      .filter(({ key }) => !nowKeys.has(key))
      .map(({ label }) => ({ code: "option-removed" as const, name: label, of: after.title })),
  ];
}

/** Words that both know and that read otherwise; what was added or removed is told by itself. */
function wordChanges(before: Definition, after: Definition): Change[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  return after.languages
    .filter((language) => before.languages.includes(language))
    .flatMap((language) =>
      [...new Set([...now.keys(), ...old.keys()])].flatMap((place): Change[] => {
        if (isOfAddedPart(place, old, now)) return [];
        const [was, is] = [old.get(place)?.[language] ?? "", now.get(place)?.[language] ?? ""];
        return was === is ? [] : [{ code: "words", language, before: was, after: is }];
      }),
    );
}

/** Whether the question or option a text belongs to stands in one of the two definitions only. */
function isOfAddedPart(
  place: string,
  old: ReadonlyMap<string, LocalText>,
  now: ReadonlyMap<string, LocalText>,
): boolean {
  const owner = place.slice(0, place.lastIndexOf("."));
  const anchor =
    owner === "" ? place : `${owner}.${/\.(options|rows|columns)\.[^.]+$/.test(owner) ? "label" : "title"}`;
  return old.has(anchor) !== now.has(anchor);
}

/** Every text by a place that stays when the order changes: keys instead of positions. */
function wordsOf(definition: Definition): ReadonlyMap<string, LocalText> {
  return new Map(textsOf(definition).map(({ path, text }) => [placeOf(definition, path), text]));
}

function placeOf(definition: Definition, path: string): string {
  let value: unknown = definition;
  return path
    .split(".")
    .map((part) => {
      const isItem = Array.isArray(value);
      value = (value as Record<string, unknown> | undefined)?.[part];
      return isItem ? ((value as { key?: string } | undefined)?.key ?? part) : part;
    })
    .join(".");
}

function byKey(definition: Definition): ReadonlyMap<string, Question> {
  return new Map(definition.pages.flatMap(({ questions }) => questions.map((question) => [question.key, question])));
}

function optionsOf(question: Question): readonly { readonly key: string; readonly label: LocalText }[] {
  if (question.kind === "matrix") return [...question.rows, ...question.columns];
  return "options" in question ? question.options : [];
}

function missingFrom(one: readonly string[], other: readonly string[]): readonly string[] {
  return other.filter((item) => !one.includes(item));
}

import type { DefinitionInput } from "#feature/surveys/contract";

import type { Profile } from "../contract.ts";
import { scaleOf, type ScoreMapping } from "./read-score.ts";

type QuestionInput = DefinitionInput["pages"][number]["questions"][number];

/** Texts of the values that a choice column takes, by the mapping's key. */
export type ChoiceTexts = ReadonlyMap<string, readonly string[]>;

const languages = ["en", "ru", "uk"] as const;

/**
 * The survey that holds an import's columns: a question for each score and each comment.
 * Imported answers go through the same runtime as every other answer, so they need a definition like every other.
 */
export function definitionOf(profile: Profile, choices: ChoiceTexts): DefinitionInput {
  const questions = [
    ...profile.scores.map((score) => questionOf(score, choices.get(score.key) ?? [])),
    ...profile.comments.map((comment): QuestionInput => ({
      kind: "text",
      key: comment.key,
      title: comment.title ?? everywhere(comment.column),
    })),
  ];
  return {
    languages: [...languages],
    defaultLanguage: "en",
    title: everywhere(profile.surveyName ?? profile.name),
    pages: [{ key: "imported", questions }],
    endings: [{ key: "end", title: { en: "Thank you", ru: "Спасибо", uk: "Дякуємо" } }],
  };
}

function questionOf(mapping: ScoreMapping, choices: readonly string[]): QuestionInput {
  const base = { key: mapping.key, title: mapping.title ?? everywhere(mapping.column) };
  const { from, to } = scaleOf(mapping);
  switch (mapping.kind) {
    case "recommendation":
      return { kind: "recommendation", ...base, employee: mapping.employee ?? false };
    case "satisfaction":
      return { kind: "satisfaction", ...base, steps: to as 3 | 5 | 7 | 10 };
    case "effort":
      return { kind: "effort", ...base, steps: to as 5 | 7, direction: mapping.direction ?? "high-good" };
    case "rating":
      return {
        kind: "rating",
        ...base,
        from: from as 0 | 1,
        steps: to - from + 1,
        look: to - from === 4 ? "stars" : "numbers",
      };
    case "number":
      return { kind: "number", ...base };
    case "single":
    case "multiple":
      return {
        kind: mapping.kind,
        ...base,
        options: choices.map((text) => ({ key: optionKey(text), label: everywhere(text) })),
      };
  }
}

function everywhere(text: string): Record<string, string> {
  return Object.fromEntries(languages.map((language) => [language, text]));
}

/** A key for a choice that stays the same from file to file whatever the other choices are (FNV-1a, 53 bits). */
export function optionKey(text: string): string {
  let [low, high] = [0x811c9dc5, 0x1000193];
  for (const letter of text.normalize("NFC")) {
    const code = letter.codePointAt(0) ?? 0;
    low = Math.imul(low ^ code, 0x01000193) >>> 0;
    high = Math.imul(high ^ (code + 7), 0x01000193) >>> 0;
  }
  return `v_${low.toString(36)}${high.toString(36)}`;
}

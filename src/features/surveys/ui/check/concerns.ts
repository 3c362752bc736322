import type { Definition } from "#feature/surveys/contract";
import { checkDefinition, missingTexts, textsOf } from "#feature/surveys/runtime";

/** Something that keeps a survey from being published, and where it is. */
export interface Obstacle {
  /** Path of the text or part concerned. */
  readonly path: string;
  readonly code: string;
  /** Language whose words are missing. */
  readonly language?: string | undefined;
  /** Name that a text or a condition reads in vain. */
  readonly name?: string | undefined;
}

/** What forbids to publish: broken references, and words that a finished language lacks. */
export function obstaclesOf(definition: Definition): readonly Obstacle[] {
  const found = checkDefinition(definition).map(({ field, code, message }): Obstacle => {
    if (code !== "missing_text") return { path: field, code, name: message };
    const at = field.lastIndexOf(".");
    return { path: field.slice(0, at), code, language: field.slice(at + 1) };
  });
  const empty = emptyTexts(definition).map((path): Obstacle => ({ path, code: "empty_text" }));
  return [...found, ...empty];
}

/** Paths whose words this language lacks, those that no language has among them. */
export function blanksIn(definition: Definition, language: string): readonly string[] {
  return [...missingTexts(definition, language), ...emptyTexts(definition)];
}

/** Questions that everybody is asked: no condition on them or on their page, and something to answer. */
export function topLevelCount(definition: Definition): number {
  return definition.pages
    .filter(({ condition }) => condition === undefined)
    .flatMap(({ questions }) => questions)
    .filter(({ condition, kind }) => condition === undefined && kind !== "statement" && kind !== "consent").length;
}

/** Texts that stand there without a word in any language, such as an option just added. */
function emptyTexts(definition: Definition): readonly string[] {
  return textsOf(definition)
    .filter(({ text }) => Object.values(text).every((words) => words.trim() === ""))
    .map(({ path }) => path);
}

import { findPublished } from "#feature/surveys";
import type { Definition } from "#feature/surveys/contract";
import { questionsOf } from "#feature/surveys/runtime";
import type { Tx } from "#platform/postgres";

import { codeNames, localText } from "../rules/code-names.ts";
import { selectThemeNames } from "../store/theme-names.ts";

/**
 * Names of what responses are coded with, in the reader's language: themes by their side, options by their label. A code
 * nothing is known under has none.
 */
export async function namesOfCodes(
  tx: Tx,
  values: readonly { readonly dimension: string; readonly value: string }[],
  language: string,
): Promise<(dimension: string, value: string) => string | undefined> {
  const hasThemes = values.some(({ dimension }) => dimension === "theme");
  const themeName = codeNames(hasThemes ? await selectThemeNames(tx) : [], language);
  const options = await optionLabels(
    tx,
    values.flatMap(({ dimension, value }) => (dimension === "option" ? [value] : [])),
    language,
  );
  return (dimension, value) => (dimension === "theme" ? themeName(value) : options.get(value));
}

/** Labels of `survey:question:option`, as the published version of the survey has them. */
async function optionLabels(tx: Tx, values: readonly string[], language: string): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  const ofSurvey = Map.groupBy(new Set(values), (value) => value.split(":")[0] ?? "");
  for (const [surveyId, some] of ofSurvey) {
    const definition = /^[0-9a-f-]{36}$/.test(surveyId)
      ? (await findPublished(tx, surveyId))?.version.definition
      : undefined;
    if (definition === undefined) continue;
    for (const value of some) {
      const label = labelIn(definition, value, language);
      if (label !== "") labels.set(value, label);
    }
  }
  return labels;
}

/** Empty for an option that the published version has no more. */
function labelIn(definition: Definition, value: string, language: string): string {
  const [, key = "", option = ""] = value.split(":");
  const question = questionsOf(definition).find((one) => one.key === key.split(".")[0]);
  if (question === undefined || !("options" in question)) return "";
  const found = question.options.find((one) => one.key === option);
  return found === undefined ? "" : localText(found.label, language);
}

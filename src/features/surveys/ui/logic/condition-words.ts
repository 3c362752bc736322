import type { TFunction } from "i18next";

import type { Definition, Question } from "#feature/surveys/contract";
import type { Comparison, Condition } from "#kit/condition";
import { textIn } from "#kit/language";

interface Wording {
  readonly definition: Definition;
  readonly language: string;
  readonly t: TFunction<"surveys">;
}

/** When a part is shown, in words: “How likely…”: 9 or more. */
export function conditionInWords(condition: Condition, wording: Wording): string {
  const { t } = wording;
  if ("all" in condition) return condition.all.map((part) => conditionInWords(part, wording)).join(t("when.and"));
  if ("any" in condition) return condition.any.map((part) => conditionInWords(part, wording)).join(t("when.or"));
  if ("not" in condition) return t("when.not", { condition: conditionInWords(condition.not, wording) });
  return t("when.field", { field: fieldName(condition, wording), value: valueInWords(condition, wording) });
}

/**
 * The same beside the question itself: what it asks is plain to see there, so only the values are said. Conditions on
 * anything else are said in full.
 */
export function conditionBeside(condition: Condition, key: string, wording: Wording): string {
  const isPlain = "field" in condition && condition.field === key;
  return isPlain ? valueInWords(condition, wording) : conditionInWords(condition, wording);
}

function fieldName({ field }: Comparison, { definition, language }: Wording): string {
  const title = textIn(questionOf(definition, field)?.title, language, definition.defaultLanguage);
  const name = title === "" ? field : title;
  return name.length > 44 ? `${name.slice(0, 42).trimEnd()}…` : name;
}

function valueInWords({ field, op, value }: Comparison, { definition, language, t }: Wording): string {
  const values = Array.isArray(value) ? value : [value];
  const question = questionOf(definition, field);
  const words = values.map((each) => labelOf(question, String(each), language));
  return t(`when.${op}`, { value: words.join(", "), low: words[0], high: words[1] });
}

function labelOf(question: Question | undefined, key: string, language: string): string {
  if (question === undefined || !("options" in question)) return key;
  return textIn(question.options.find((option) => option.key === key)?.label, language) || key;
}

function questionOf(definition: Definition, field: string): Question | undefined {
  const key = field.split(".")[0];
  return definition.pages.flatMap(({ questions }) => questions).find((question) => question.key === key);
}

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { SegmentField } from "#feature/people/contract";
import type { Comparison, Condition } from "#kit/condition";
import { textIn } from "#kit/language";
import { operationQuery } from "#web/api/queries.ts";

/** Says a condition over people as a sentence in the reader's language. */
export function useSentence(): (condition: Condition) => string {
  const { t } = useTranslation("people");
  const words = useFieldWords();
  const say = (condition: Condition): string => {
    if ("all" in condition)
      return condition.all.length === 0 ? t("everybody") : condition.all.map(say).join(` ${t("cond.and")} `);
    if ("any" in condition) return condition.any.map(say).join(` ${t("cond.or")} `);
    if ("not" in condition) return `${t("cond.not")} (${say(condition.not)})`;
    return words.sentence(condition);
  };
  return say;
}

/** Fields of segments with their words. */
export function useFieldWords() {
  const { t, i18n } = useTranslation("people");
  const fields = useQuery(operationQuery("people.listSegmentFields")).data?.items ?? [];
  const byName = new Map(fields.map((field) => [field.field, field]));

  const fieldName = (name: string): string => {
    const own = byName.get(name)?.names;
    if (own !== undefined && own !== null) return textIn(own, i18n.language);
    return name.startsWith("consent.") ? t("segfield.consent", { purpose: name.slice(8) }) : t(`segfield.${name}`);
  };
  const optionName = (field: SegmentField | undefined, key: string): string => {
    const own = field?.options?.find((option) => option.key === key)?.names;
    if (own !== undefined && own !== null) return textIn(own, i18n.language) || key;
    const ours = wordOf(field?.field ?? "", key);
    return ours === undefined ? key : t(ours);
  };
  const valueText = (comparison: Comparison): string => {
    const { value } = comparison;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const shown = list.map((one) => optionName(byName.get(comparison.field), String(one)));
    return shown.join(comparison.op === "between" ? "–" : `, `);
  };
  const sentence = (comparison: Comparison): string => {
    const plain = `${fieldName(comparison.field)} ${t(`cond.${comparison.op}`)}`;
    return comparison.op === "answered" || comparison.op === "empty" ? plain : `${plain} ${valueText(comparison)}`;
  };
  return { fields, byName, fieldName, optionName, sentence };
}

/** Key of the text for an option of the product's own fields. */
function wordOf(field: string, key: string): string | undefined {
  if (field === "role" || field === "identity") return `${field}.${key}`;
  if (field.startsWith("consent.")) return `consent.is.${key}`;
  return { true: "yes", false: "no" }[key];
}

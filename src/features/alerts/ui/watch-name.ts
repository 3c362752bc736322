import { useTranslation } from "react-i18next";

import type { Alert, Rule } from "#feature/alerts/contract";
import { useNames } from "#web/format/names.ts";

import { useSpeech } from "./speech.ts";

/** What a watch is called: by whoever made it, by the product, or by what it watches. */
export function useWatchName(): (watch: Pick<Alert["watch"], "name" | "preset" | "rule">) => string {
  const { t } = useTranslation("alerts");
  const ruleText = useRuleText();
  return ({ name, preset, rule }) => {
    if (name !== "") return name;
    return preset === null ? ruleText(rule) : t(`preset.${preset}`);
  };
}

/** A rule in a sentence. */
export function useRuleText(): (rule: Rule) => string {
  const { t } = useTranslation("alerts");
  const names = useNames();
  const { measure: measureName } = useSpeech();
  return (rule) => {
    if (rule.kind === "target") return t("rule.target");
    if (rule.kind === "answer") {
      const shown = rule.words.slice(0, 6).join(", ");
      return shown === "" ? t("rule.answer") : t("rule.words", { words: rule.words.length > 6 ? `${shown}…` : shown });
    }
    const measure = rule.measure === "every" ? t("rule.every") : measureName(rule.measure);
    if (rule.kind === "focus") return t("rule.focus", { measure });
    const by = rule.by === null ? "" : t("rule.by", { dimension: names.dimension(rule.by).toLocaleLowerCase() });
    return [t(`rule.${rule.kind}`, { measure }), by].filter(Boolean).join(", ");
  };
}

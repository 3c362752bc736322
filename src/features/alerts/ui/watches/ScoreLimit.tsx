import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Rule } from "#feature/alerts/contract";

import { apart, scoreLimitOf, together, withScoreLimit } from "./filter-lines.ts";

type AnswerRule = Extract<Rule, { kind: "answer" }>;

/** "At most this score": empty for any. */
export function ScoreLimit({ rule, onRule }: { rule: AnswerRule; onRule: (rule: Rule) => void }) {
  const { t } = useTranslation("alerts");
  const parts = apart(rule.where);
  return (
    <NumberInput
      label={t("form.score")}
      description={t("form.scoreWhy")}
      min={0}
      max={100}
      value={scoreLimitOf(parts) ?? ""}
      onChange={(value) => {
        const limit = value === "" || Number.isNaN(Number(value)) ? null : Number(value);
        const where = together(withScoreLimit(parts, limit));
        const { where: _, ...rest } = rule;
        onRule(where === undefined ? rest : { ...rest, where });
      }}
    />
  );
}

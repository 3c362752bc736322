import { useTranslation } from "react-i18next";

import type { Group } from "#web/design/groups.ts";
import { groups } from "#web/design/groups.ts";
import { ScoreBadge } from "#web/design/ScoreBadge.tsx";

import { kindOf, type Answer } from "./answer.ts";

/** The score of an answer as a badge; a stroke where there is none, said in words. */
export function AnswerScore({ answer }: { answer: Answer | undefined }) {
  const { t } = useTranslation("answers");
  if (answer?.score === undefined || answer.score === null) {
    return (
      <span style={{ color: "var(--ink-3)", textAlign: "center" }}>
        <span aria-hidden>·</span>
        <span className="unseen">{t("noScore")}</span>
      </span>
    );
  }
  const group: Group | null = groups.find((each) => each === answer.group) ?? null;
  return <ScoreBadge kind={kindOf(answer)} score={answer.score} group={group} />;
}

import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { operationQuery } from "#web/api/queries.ts";

import { usePublished } from "../check/use-published.ts";
import { useEditor } from "../draft/editor.ts";
import { addableQuestions, likelyOrigin, withQuestion } from "../words/optional-questions.ts";
import classes from "../words/Words.module.css";

/** Questions that were taken out and can come back: those of the published version, and of the ready survey. */
export function PutBack({ survey }: { survey: Survey }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, mayWrite, change } = useEditor();
  const published = usePublished(survey);
  const { data } = useQuery({ ...operationQuery("surveys.listTemplates"), staleTime: Infinity });
  const origin = likelyOrigin(definition, survey.programme, data?.items ?? [])?.definition;
  const sources = [published?.definition, origin].filter((source) => source !== undefined);

  const addable = new Map(
    sources
      .toReversed()
      .flatMap((source) =>
        addableQuestions(definition, source).map((question) => [question.key, { question, source }]),
      ),
  );
  if (!mayWrite || addable.size === 0) return null;
  return (
    <section className={classes.putBack}>
      <h2>{t("words.putBack")}</h2>
      <div className={classes.addable}>
        {[...addable.values()].map(({ question, source }) => (
          <Button
            key={question.key}
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => change((now) => withQuestion(now, source, question.key))}
          >
            {textIn(question.title, i18n.language)}
          </Button>
        ))}
      </div>
    </section>
  );
}

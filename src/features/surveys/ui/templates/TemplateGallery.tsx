import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Template } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useNames } from "#web/format/names.ts";

import { topLevelCount } from "../check/concerns.ts";
import { QuestionPicture } from "./QuestionPicture.tsx";
import classes from "./TemplateGallery.module.css";
import { useCreateSurvey } from "./use-create-survey.ts";

/** The ready surveys, each with a picture of its first question; one press makes a draft of one's own. */
export function TemplateGallery() {
  const { t } = useTranslation("surveys");
  const { data, error } = useQuery({ ...operationQuery("surveys.listTemplates"), staleTime: Infinity });
  const { create, error: refused, creating } = useCreateSurvey();
  return (
    <section aria-label={t("templates.title")}>
      <ProblemNote error={error ?? refused} />
      <ul className={classes.gallery}>
        {data === undefined
          ? Array.from({ length: 6 }, (_, index) => (
              <li key={index}>
                <Skeleton height={316} />
              </li>
            ))
          : data.items.map((template) => (
              <TemplateCard
                key={template.key}
                template={template}
                isCreating={creating === template.key}
                onChoose={() => create(template)}
              />
            ))}
      </ul>
    </section>
  );
}

interface TemplateCardProps {
  readonly template: Template;
  readonly isCreating: boolean;
  readonly onChoose: () => void;
}

function TemplateCard({ template, isCreating, onChoose }: TemplateCardProps) {
  const { t, i18n } = useTranslation("surveys");
  const names = useNames();
  const { definition } = template;
  const first = definition.pages[0]?.questions[0];
  return (
    <li className={classes.card} data-busy={isCreating}>
      <div className={classes.picture} aria-hidden>
        {first === undefined ? null : <QuestionPicture question={first} language={i18n.language} />}
      </div>
      <h2>
        <button type="button" onClick={onChoose} disabled={isCreating}>
          {textIn(template.name, i18n.language)}
        </button>
      </h2>
      <p>{textIn(template.summary, i18n.language)}</p>
      <p className={classes.facts}>
        <span>{names.programme(template.programme)}</span>
        <span>{t("templates.asked", { count: topLevelCount(definition) })}</span>
        <span>{definition.languages.map((tag) => tag.toUpperCase()).join(" ")}</span>
      </p>
    </li>
  );
}

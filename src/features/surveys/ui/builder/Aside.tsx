import { SegmentedControl } from "@mantine/core";
import { useDeferredValue, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Definition, Survey } from "#feature/surveys/contract";

import { findingsOf } from "../check/findings.ts";
import { Findings } from "../check/Findings.tsx";
import { Comments } from "../comments/Comments.tsx";
import { useOpenComments } from "../comments/use-comments.ts";
import { useEditor } from "../draft/editor.ts";
import type { Place } from "../preview/preview-address.ts";
import { Preview } from "../preview/Preview.tsx";
import classes from "./Builder.module.css";
import type { Part } from "./rows.ts";

/** What can stand beside the part one works on. */
export type AsideTab = "preview" | "check" | "comments";

interface AsideProps {
  readonly survey: Survey;
  readonly part: Part;
  readonly tab: AsideTab;
  readonly onTab: (tab: AsideTab) => void;
  readonly onOpen: (part: Part) => void;
}

/** Beside the part one works on: the page as respondents get it, what to think about, what colleagues say. */
export function Aside({ survey, part, tab, onTab, onOpen }: AsideProps) {
  const { t } = useTranslation("surveys");
  const { definition } = useEditor();
  const shown = useDeferredValue(definition);
  const findings = useMemo(() => findingsOf(shown, survey.programme), [shown, survey.programme]);
  const comments = [...useOpenComments(survey.id).values()].reduce((sum, count) => sum + count, 0);
  const label = (text: string, count: number) => (count === 0 ? text : `${text} ${count}`);
  return (
    <div className={classes.asideIn}>
      <SegmentedControl
        fullWidth
        aria-label={t("aside.label")}
        value={tab}
        onChange={onTab}
        data={[
          { value: "preview", label: t("preview.title") },
          { value: "check", label: label(t("check.title"), findings.length) },
          { value: "comments", label: label(t("comments.title"), comments) },
        ]}
      />
      {tab === "preview" ? <Preview surveyId={survey.id} place={placeOf(part, definition)} /> : null}
      {tab === "check" ? (
        <div className={classes.asideScroll}>
          <Findings findings={findings} onOpen={onOpen} />
        </div>
      ) : null}
      {tab === "comments" ? (
        <div className={classes.asideScroll}>
          <Comments surveyId={survey.id} part={part} onOpen={onOpen} />
        </div>
      ) : null}
    </div>
  );
}

/** What the preview shows of a part. */
function placeOf(part: Part, definition: Definition): Place {
  if (part.kind === "ending") return { ending: part.key };
  if (part.kind === "question") return { question: part.key };
  const page = definition.pages.find(({ key }) => part.kind === "page" && key === part.key) ?? definition.pages[0];
  return { question: page?.questions[0]?.key ?? "" };
}

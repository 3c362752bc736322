import type { Survey } from "#feature/surveys/contract";

import type { Draft } from "../draft/use-draft.ts";
import { EndingEditor } from "./EndingEditor.tsx";
import { HeadEditor } from "./HeadEditor.tsx";
import { PageEditor } from "./PageEditor.tsx";
import { PutBack } from "./PutBack.tsx";
import { QuestionEditor } from "./QuestionEditor.tsx";
import type { Part } from "./rows.ts";
import { questionOf, spotOf } from "./structure.ts";
import type { BuilderActions } from "./use-builder-actions.ts";

interface PartEditorProps {
  readonly survey: Survey;
  readonly draft: Draft;
  readonly part: Part;
  readonly actions: BuilderActions;
  readonly onPalette: () => void;
}

/** The editor of whatever part of the survey is open. */
export function PartEditor({ survey, draft, part, actions, onPalette }: PartEditorProps) {
  const definition = draft.edited.draft;
  if (part.kind === "start") {
    return (
      <>
        <HeadEditor draft={draft} hasAnswers={survey.answers > 0} />
        <PutBack survey={survey} />
      </>
    );
  }
  if (part.kind === "question") {
    const [question, spot] = [questionOf(definition, part.key), spotOf(definition, part.key)];
    if (question === undefined || spot === undefined) return null;
    return <QuestionEditor key={part.key} question={question} spot={spot} actions={actions} />;
  }
  const list = part.kind === "page" ? definition.pages : definition.endings;
  const index = list.findIndex(({ key }) => key === part.key);
  const page = definition.pages[index];
  const ending = definition.endings[index];
  if (part.kind === "page" && page !== undefined) {
    return <PageEditor key={part.key} page={page} index={index} actions={actions} onPalette={onPalette} />;
  }
  return ending === undefined ? null : <EndingEditor key={part.key} ending={ending} index={index} actions={actions} />;
}

import { Button, Drawer } from "@mantine/core";
import { IconDeviceMobile } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Definition, Survey } from "#feature/surveys/contract";
import { useMay } from "#web/api/queries.ts";

import { Concerns } from "./Concerns.tsx";
import { EditorProvider, type Editor } from "./editor.ts";
import { EndingsEditor } from "./EndingsEditor.tsx";
import { HeadEditor } from "./HeadEditor.tsx";
import { LanguageBar } from "./LanguageBar.tsx";
import { optionalQuestions } from "./optional-questions.ts";
import type { Place } from "./preview-address.ts";
import { Preview } from "./Preview.tsx";
import { PublishDialog } from "./PublishDialog.tsx";
import { PutBack } from "./PutBack.tsx";
import { QuestionEditor } from "./QuestionEditor.tsx";
import { SaveNote, SaveTrouble } from "./SaveNote.tsx";
import { useDraft, type Draft } from "./use-draft.ts";
import classes from "./Words.module.css";

/** Adapts a survey's words, with the page as respondents will see it beside them. */
export function WordsEditor({ survey }: { survey: Survey }) {
  const draft = useDraft(survey);
  const { definition, chosen, setChosen, place, editor } = useEditing(draft);
  const language = chosen === "all" ? definition.defaultLanguage : chosen;
  const preview = <Preview surveyId={survey.id} revision={survey.revision} language={language} place={place} />;
  return (
    <EditorProvider value={editor}>
      <Bar survey={survey} draft={draft} chosen={chosen} onChoose={setChosen}>
        {preview}
      </Bar>
      <div className={classes.columns} data-wide={chosen === "all"}>
        <div className={classes.parts}>
          <Concerns onShow={setChosen} />
          <HeadEditor draft={draft} hasAnswers={survey.answers > 0} />
          <Questions definition={definition} />
          <PutBack survey={survey} />
          <EndingsEditor />
        </div>
        {chosen === "all" ? null : <aside className={classes.aside}>{preview}</aside>}
      </div>
    </EditorProvider>
  );
}

function Questions({ definition }: { definition: Definition }) {
  const optional = new Map(optionalQuestions(definition).map((each) => [each.question.key, each]));
  return definition.pages.flatMap((page, index) =>
    page.questions.map((question, at) => (
      <QuestionEditor
        key={question.key}
        question={question}
        path={`pages.${index}.questions.${at}`}
        page={page}
        optional={optional.get(question.key)}
      />
    )),
  );
}

interface BarProps {
  readonly survey: Survey;
  readonly draft: Draft;
  readonly chosen: string;
  readonly onChoose: (language: string) => void;
  /** The preview, for where there is no room beside the words. */
  readonly children: ReactNode;
}

/** Stays in sight: the language one writes in, whether it is saved, and publishing. */
function Bar({ survey, draft, chosen, onChoose, children }: BarProps) {
  const { t } = useTranslation("surveys");
  const mayWrite = useMay("surveys.write");
  const [open, setOpen] = useState<"preview" | "publish" | null>(null);
  const isNew = survey.publishedVersion === null || survey.changed || draft.state !== "saved";
  return (
    <div className={classes.bar} data-wide={chosen === "all"}>
      <LanguageBar chosen={chosen} onChoose={onChoose} />
      <div className={classes.barActions}>
        {mayWrite ? <SaveNote draft={draft} /> : <span>{t("words.readOnly")}</span>}
        <Button
          variant="default"
          className={classes.previewButton ?? ""}
          leftSection={<IconDeviceMobile size={17} />}
          onClick={() => setOpen("preview")}
        >
          {t("preview.show")}
        </Button>
        {mayWrite && isNew ? <Button onClick={() => setOpen("publish")}>{t("publish.open")}</Button> : null}
      </div>
      <SaveTrouble draft={draft} />
      <PublishDialog
        survey={survey}
        draft={draft}
        opened={open === "publish"}
        onClose={() => setOpen(null)}
        onShow={onChoose}
      />
      <Drawer
        opened={open === "preview"}
        onClose={() => setOpen(null)}
        position="bottom"
        size="auto"
        title={t("preview.title")}
        closeButtonProps={{ "aria-label": t("web:action.close") }}
      >
        {children}
      </Drawer>
    </div>
  );
}

function useEditing({ edited: { draft: definition }, change }: Draft) {
  const mayWrite = useMay("surveys.write");
  const { i18n } = useTranslation("surveys");
  const [language, setLanguage] = useState(i18n.language);
  const [place, setPlace] = useState<Place>({ question: definition.pages[0]?.questions[0]?.key ?? "" });
  const isKnown = language === "all" || definition.languages.includes(language);
  const chosen = isKnown ? language : definition.defaultLanguage;
  const editor: Editor = {
    definition,
    languages: chosen === "all" ? definition.languages : [chosen],
    mayWrite,
    change: (edit) => change(({ draft }) => ({ draft: edit(draft) })),
    lookAt: setPlace,
  };
  return { definition, chosen, setChosen: setLanguage, place, editor };
}

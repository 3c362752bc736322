import { Button, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Definition, Question } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { toast } from "#web/shell/toasts.ts";

import { withRequired } from "./editing.ts";
import { useEditor } from "./editor.ts";
import { withoutQuestion, withQuestion, type OptionalQuestion } from "./optional-questions.ts";
import { OptionsEditor } from "./OptionsEditor.tsx";
import { When } from "./When.tsx";
import { WordField } from "./WordField.tsx";
import classes from "./Words.module.css";

interface QuestionEditorProps {
  readonly question: Question;
  readonly path: string;
  /** Key of the page it stands on. */
  readonly page: Definition["pages"][number];
  /** Set when the survey may do without it. */
  readonly optional: OptionalQuestion | undefined;
}

const listsOf = ["options", "rows", "columns"] as const;

/** The words of one question, and whether it must be answered. */
export function QuestionEditor({ question, path, page, optional }: QuestionEditorProps) {
  const { t } = useTranslation("surveys");
  const { mayWrite, change, lookAt } = useEditor();
  const setRequired = (required: boolean) => change((now) => withRequired(now, path, required));
  return (
    <section className={classes.part} onFocus={() => lookAt({ question: question.key })}>
      <header className={classes.partHead}>
        <h2>{t(`kind.${question.kind}`)}</h2>
        <When condition={question.condition ?? page.condition} />
      </header>
      <WordField label={t("words.question")} path={`${path}.title`} />
      {question.kind === "statement" || question.help !== undefined || mayWrite ? (
        <WordField label={t("words.help")} path={`${path}.help`} optional />
      ) : null}
      {"lowLabel" in question || isScale(question) ? (
        <div className={classes.ends}>
          <WordField label={t("words.low")} path={`${path}.lowLabel`} optional />
          <WordField label={t("words.high")} path={`${path}.highLabel`} optional />
        </div>
      ) : null}
      {question.kind === "expectation" ? (
        <div className={classes.ends}>
          <WordField label={t("words.expectation")} path={`${path}.expectationLabel`} />
          <WordField label={t("words.result")} path={`${path}.resultLabel`} />
        </div>
      ) : null}
      {listsOf
        .filter((list) => list in question)
        .map((list) => (
          <OptionsEditor key={list} question={question} path={`${path}.${list}`} list={list} />
        ))}
      {question.kind === "statement" || !mayWrite ? null : (
        <footer className={classes.partFoot}>
          <Switch
            label={t("words.required")}
            checked={question.required}
            onChange={(event) => setRequired(event.currentTarget.checked)}
          />
          {optional === undefined ? null : <TakeOut optional={optional} />}
        </footer>
      )}
    </section>
  );
}

function TakeOut({ optional: { question, followers } }: { optional: OptionalQuestion }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, change } = useEditor();
  const takeOut = () => {
    const name = textIn(question.title, i18n.language);
    const gone = [question, ...followers].map(({ key }) => key);
    change((now) => withoutQuestion(now, question.key));
    toast(
      gone.length === 1 ? t("words.takenOut", { name }) : t("words.takenOutMore", { name, count: followers.length }),
      {
        undo: () => change((now) => gone.reduce((grown, key) => withQuestion(grown, definition, key), now)),
      },
    );
  };
  return (
    <Button variant="subtle" color="gray" size="compact-sm" onClick={takeOut}>
      {followers.length === 0 ? t("words.takeOut") : t("words.takeOutMore", { count: followers.length })}
    </Button>
  );
}

function isScale({ kind }: Question): boolean {
  return ["recommendation", "satisfaction", "effort", "rating", "expectation"].includes(kind);
}

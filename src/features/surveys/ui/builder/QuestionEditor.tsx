import { Menu, NativeSelect } from "@mantine/core";
import { IconCopy, IconDots, IconFileArrowRight, IconMessage, IconScissors, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Question } from "#feature/surveys/contract";

import { useEditor } from "../draft/editor.ts";
import { ConditionEditor } from "../logic/ConditionEditor.tsx";
import { changedAt } from "../words/tree.ts";
import { WordField } from "../words/WordField.tsx";
import words from "../words/Words.module.css";
import classes from "./Builder.module.css";
import { newQuestions, asKind, newQuestion } from "./new-questions.ts";
import { OptionsEditor } from "./OptionsEditor.tsx";
import { QuestionInData, QuestionSettings } from "./QuestionSettings.tsx";
import { readyWords } from "./ready-words.ts";
import { withPageSplit, withQuestionOnNewPage, type Spot } from "./structure.ts";
import type { BuilderActions } from "./use-builder-actions.ts";

interface QuestionEditorProps {
  readonly question: Question;
  readonly spot: Spot;
  readonly actions: BuilderActions;
}

const listsOf = ["options", "rows", "columns"] as const;

/** One question: its words, how it is answered, who is asked. */
export function QuestionEditor({ question, spot, actions }: QuestionEditorProps) {
  const { t } = useTranslation("surveys");
  const { mayWrite } = useEditor();
  const path = `pages.${spot.page}.questions.${spot.index}`;
  return (
    <section className={classes.part}>
      <header className={classes.partHead}>
        <KindSelect question={question} path={path} />
        {mayWrite ? <QuestionMenu question={question} spot={spot} actions={actions} /> : null}
      </header>
      <WordField label={t("words.question")} path={`${path}.title`} />
      <WordField label={t("words.help")} path={`${path}.help`} optional />
      <Ends question={question} path={path} />
      {listsOf
        .filter((list) => list in question)
        .map((list) => (
          <OptionsEditor key={list} question={question} path={`${path}.${list}`} list={list} />
        ))}
      <QuestionSettings question={question} path={path} />
      <ConditionEditor path={path} owner={spot} part="question" />
      <details className={classes.more}>
        <summary>{t("setting.inData")}</summary>
        <QuestionInData question={question} path={path} open={actions.open} />
      </details>
    </section>
  );
}

function Ends({ question, path }: { question: Question; path: string }) {
  const { t } = useTranslation("surveys");
  if (!["recommendation", "satisfaction", "effort", "rating", "expectation"].includes(question.kind)) return null;
  return (
    <>
      <div className={words.ends}>
        <WordField label={t("words.low")} path={`${path}.lowLabel`} optional />
        <WordField label={t("words.high")} path={`${path}.highLabel`} optional />
      </div>
      {question.kind === "expectation" ? (
        <div className={words.ends}>
          <WordField label={t("words.expectation")} path={`${path}.expectationLabel`} />
          <WordField label={t("words.result")} path={`${path}.resultLabel`} />
        </div>
      ) : null}
    </>
  );
}

function KindSelect({ question, path }: { question: Question; path: string }) {
  const { t } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  const kinds = newQuestions.filter(({ id }) => id !== "short");
  const turn = (kind: string) => {
    const id = kinds.find((each) => each.kind === kind)?.id;
    if (id === undefined || kind === question.kind) return;
    change((now) =>
      changedAt(now, path, (old) => asKind(old as Question, newQuestion(now, id, readyWords(definition.languages)))),
    );
  };
  return (
    <NativeSelect
      aria-label={t("builder.kind")}
      disabled={!mayWrite}
      value={question.kind}
      onChange={(event) => turn(event.target.value)}
      data={kinds.map(({ kind }) => ({ value: kind, label: t(`kind.${kind}`) }))}
    />
  );
}

function QuestionMenu({ question, spot, actions }: QuestionEditorProps) {
  const { t } = useTranslation("surveys");
  const { definition, change } = useEditor();
  const others = definition.pages.map(({ key }, page) => ({ key, page })).filter(({ page }) => page !== spot.page);
  return (
    <div className={classes.tools}>
      <Tool icon={IconMessage} label={t("builder.comment")} onClick={actions.comment} />
      <Tool icon={IconCopy} label={t("builder.duplicate")} onClick={() => actions.duplicate(question.key)} />
      <Tool icon={IconTrash} label={t("builder.delete")} onClick={() => actions.remove(question.key)} />
      <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button type="button" className={words.iconButton} aria-label={t("builder.more")}>
            <IconDots size={18} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu ?? ""}>
          {spot.index > 0 ? (
            <Menu.Item
              leftSection={<IconScissors size={16} />}
              onClick={() => change((now) => withPageSplit(now, question.key))}
            >
              {t("builder.split")}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconFileArrowRight size={16} />}
            onClick={() => change((now) => withQuestionOnNewPage(now, question.key))}
          >
            {t("builder.toNewPage")}
          </Menu.Item>
          {others.slice(0, 30).map(({ key, page }) => (
            <Menu.Item key={key} onClick={() => actions.moveToPage(question.key, page)}>
              {t("builder.toPage", { number: page + 1 })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Tool({ icon: Sign, label, onClick }: { icon: typeof IconCopy; label: string; onClick: () => void }) {
  return (
    <button type="button" className={words.iconButton} aria-label={label} title={label} onClick={onClick}>
      <Sign size={18} aria-hidden />
    </button>
  );
}

import { Modal } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useEditor } from "../draft/editor.ts";
import { QuestionPicture } from "../templates/QuestionPicture.tsx";
import { KindIcon } from "./KindIcon.tsx";
import { newQuestion, newQuestions, purposes, type NewQuestionId } from "./new-questions.ts";
import classes from "./Palette.module.css";
import { readyWords } from "./ready-words.ts";

interface PaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdd: (id: NewQuestionId) => void;
}

/** Questions by what one wants to learn, each with a picture; typing narrows them, arrows and Enter choose. */
export function Palette({ opened, onClose, onAdd }: PaletteProps) {
  const { t } = useTranslation("surveys");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={820}
      title={t("palette.title")}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <Choices
        onAdd={(id) => {
          onClose();
          onAdd(id);
        }}
      />
    </Modal>
  );
}

function Choices({ onAdd }: { onAdd: (id: NewQuestionId) => void }) {
  const { t } = useTranslation("surveys");
  const [words, setWords] = useState("");
  const wanted = words.trim().toLocaleLowerCase();
  const found = newQuestions.filter(({ id, purpose }) =>
    `${t(`palette.${id}`)} ${t(`palette.${id}Note`)} ${t(`purpose.${purpose}`)}`.toLocaleLowerCase().includes(wanted),
  );
  const press = (event: KeyboardEvent) => {
    const [first] = found;
    if (event.key !== "Enter" || first === undefined) return;
    event.preventDefault();
    onAdd(first.id);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys walk the buttons inside
    <div className={classes.palette} role="group" aria-label={t("palette.title")} onKeyDown={walk}>
      <input
        type="search"
        data-autofocus
        className={classes.search}
        aria-label={t("palette.find")}
        placeholder={t("palette.find")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={press}
      />
      {found.length === 0 ? <p>{t("palette.nothing")}</p> : null}
      {purposes.map((purpose) => {
        const offered = found.filter((each) => each.purpose === purpose);
        return offered.length === 0 ? null : (
          <section key={purpose} aria-labelledby={`palette-${purpose}`}>
            <h3 id={`palette-${purpose}`}>{t(`purpose.${purpose}`)}</h3>
            <div className={classes.cards}>
              {offered.map(({ id }) => (
                <Card key={id} id={id} onAdd={() => onAdd(id)} />
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}

function Card({ id, onAdd }: { id: NewQuestionId; onAdd: () => void }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  const question = newQuestion(definition, id, readyWords([i18n.language]));
  return (
    <button type="button" className={classes.card} onClick={onAdd}>
      <span className={classes.picture} aria-hidden inert>
        <QuestionPicture question={question} language={i18n.language} />
      </span>
      <strong>
        <KindIcon kind={question.kind} size={16} />
        {t(`palette.${id}`)}
      </strong>
      <span className={classes.note}>{t(`palette.${id}Note`)}</span>
    </button>
  );
}

/** Arrow keys walk the cards. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const isInField = event.target instanceof HTMLInputElement;
  if (step === undefined || (isInField && event.key !== "ArrowDown")) return;
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = cards.indexOf(event.target as HTMLElement);
  event.preventDefault();
  cards[Math.max(0, Math.min(cards.length - 1, at + step))]?.focus();
}

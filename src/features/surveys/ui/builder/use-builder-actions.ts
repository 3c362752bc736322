import { useTranslation } from "react-i18next";

import { removeQuestion } from "#feature/surveys/runtime";
import { textIn } from "#kit/language";
import { toast } from "#web/shell/toasts.ts";

import type { Draft } from "../draft/use-draft.ts";
import { newQuestion, type NewQuestionId } from "./new-questions.ts";
import { readyWords } from "./ready-words.ts";
import type { Part } from "./rows.ts";
import {
  questionOf,
  spotOf,
  withDuplicate,
  withEnding,
  withNewQuestion,
  withQuestionMoved,
  type Spot,
} from "./structure.ts";

/** What can be done to the parts of a survey, from a button, a menu or a key. */
export interface BuilderActions {
  readonly add: (id: NewQuestionId) => void;
  readonly duplicate: (key: string) => void;
  readonly remove: (key: string) => void;
  readonly moveToPage: (key: string, page: number) => void;
  readonly addEnding: () => void;
  readonly open: (part: Part) => void;
  /** Opens the comments on the part one works on. */
  readonly comment: () => void;
}

interface ActionsOptions {
  readonly draft: Draft;
  /** The part one works on: what is new comes after it. */
  readonly part: Part;
  readonly open: (part: Part) => void;
  readonly comment: () => void;
}

/** Does things to a draft, each of them one step of undo, and opens what was made. */
export function useBuilderActions({ draft, part, open, comment }: ActionsOptions): BuilderActions {
  const { t, i18n } = useTranslation("surveys");
  const definition = draft.edited.draft;
  const set = (next: typeof definition) => draft.change({ draft: next });
  const openQuestion = (key: string) => open({ kind: "question", key });
  return {
    open,
    comment,
    add: (id) => {
      const question = newQuestion(definition, id, readyWords(definition.languages));
      set(withNewQuestion(definition, question, spotAfter(definition, part)));
      openQuestion(question.key);
    },
    duplicate: (key) => {
      const copied = withDuplicate(definition, key);
      set(copied.definition);
      openQuestion(copied.key);
    },
    remove: (key) => {
      const removal = removeQuestion(definition, key);
      if (removal.definition === definition) return toast(t("builder.lastQuestion"), { tone: "problem" });
      const title = textIn(questionOf(definition, key)?.title, i18n.language, definition.defaultLanguage);
      const neighbour = neighbourOf(definition, key);
      set(removal.definition);
      open(neighbour);
      const count = removal.brokenConditions.length;
      const said = t(count === 0 ? "words.takenOut" : "builder.takenOutWith", { name: title, count });
      toast(said, { undo: () => draft.change({ draft: definition }) });
    },
    moveToPage: (key, page) => {
      const count = definition.pages[page]?.questions.length ?? 0;
      set(withQuestionMoved(definition, key, { page, index: count }));
    },
    addEnding: () => {
      const next = withEnding(definition);
      set(next);
      const added = next.endings.at(-2);
      if (added !== undefined) open({ kind: "ending", key: added.key });
    },
  };
}

/** Where a new question goes: after the question, or at the end of the page, one works on; else at the very end. */
function spotAfter(definition: Draft["edited"]["draft"], part: Part): Spot {
  if (part.kind === "question") {
    const spot = spotOf(definition, part.key);
    if (spot !== undefined) return { page: spot.page, index: spot.index + 1 };
  }
  if (part.kind === "start") return { page: 0, index: 0 };
  const named = definition.pages.findIndex(({ key }) => part.kind === "page" && key === part.key);
  const page = named < 0 ? definition.pages.length - 1 : named;
  return { page, index: definition.pages[page]?.questions.length ?? 0 };
}

/** What is looked at once a question is gone: the next one, else the one before. */
function neighbourOf(definition: Draft["edited"]["draft"], key: string): Part {
  const all = definition.pages.flatMap(({ questions }) => questions);
  const at = all.findIndex((question) => question.key === key);
  const next = all[at + 1] ?? all[at - 1];
  return next === undefined ? { kind: "start" } : { kind: "question", key: next.key };
}

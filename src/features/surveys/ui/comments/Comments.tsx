import { Button, Switch } from "@mantine/core";
import { IconCheck, IconRotate, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Comment } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { useMay } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

import type { Part } from "../builder/rows.ts";
import { questionOf } from "../builder/structure.ts";
import { useEditor } from "../draft/editor.ts";
import { CommentBox } from "./CommentBox.tsx";
import classes from "./Comments.module.css";
import { threadsOf, useCommentActions, useComments, type Thread } from "./use-comments.ts";

interface CommentsProps {
  readonly surveyId: string;
  /** The part one works on: new comments are about it. */
  readonly part: Part;
  readonly onOpen: (part: Part) => void;
}

/** What colleagues say about the survey and its questions, in threads. */
export function Comments({ surveyId, part, onOpen }: CommentsProps) {
  const { t } = useTranslation("surveys");
  const [settled, setSettled] = useState(false);
  const { comments, error } = useComments(surveyId);
  const actions = useCommentActions(surveyId);
  const mayWrite = useMay("surveys.write");
  if (comments === undefined) return error === null ? <SkeletonList rows={3} /> : <ProblemNote error={error} />;

  const question = part.kind === "question" ? part.key : null;
  const threads = threadsOf(comments).filter(({ first }) => settled || !first.isResolved);
  const here = threads.filter(({ first }) => first.question === question);
  const elsewhere = threads.filter(({ first }) => first.question !== question);
  const list = (shown: readonly Thread[]) =>
    shown.map((thread) => (
      <ThreadView key={thread.first.id} thread={thread} surveyId={surveyId} onOpen={onOpen} actions={actions} />
    ));
  return (
    <div className={classes.comments}>
      {mayWrite ? <CommentBox surveyId={surveyId} question={question} parent={null} label={t("comments.new")} /> : null}
      <ProblemNote error={actions.error} />
      {comments.some(({ isResolved }) => isResolved) ? (
        <Switch
          label={t("comments.settled")}
          checked={settled}
          onChange={(event) => setSettled(event.currentTarget.checked)}
        />
      ) : null}
      {threads.length === 0 ? <p className={classes.none}>{t("comments.none")}</p> : null}
      <ul>{list(here)}</ul>
      {elsewhere.length === 0 ? null : (
        <>
          <h3>{t("comments.elsewhere")}</h3>
          <ul>{list(elsewhere)}</ul>
        </>
      )}
    </div>
  );
}

interface ThreadViewProps {
  readonly thread: Thread;
  readonly surveyId: string;
  readonly onOpen: (part: Part) => void;
  readonly actions: ReturnType<typeof useCommentActions>;
}

function ThreadView({ thread: { first, answers }, surveyId, onOpen, actions }: ThreadViewProps) {
  const { t } = useTranslation("surveys");
  const mayWrite = useMay("surveys.write");
  const [isAnswering, setIsAnswering] = useState(false);
  const resolve = () => actions.resolve.mutate({ comment: first.id, resolved: !first.isResolved });
  return (
    <li className={classes.thread} data-settled={first.isResolved}>
      <About comment={first} onOpen={onOpen} />
      {[first, ...answers].map((comment) => (
        <OneComment key={comment.id} comment={comment} onDelete={() => actions.remove.mutate(comment.id)} />
      ))}
      {!mayWrite ? null : (
        <div className={classes.threadFoot}>
          <Button variant="subtle" size="compact-sm" onClick={() => setIsAnswering(!isAnswering)}>
            {t("comments.answer")}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            color="gray"
            leftSection={first.isResolved ? <IconRotate size={15} /> : <IconCheck size={15} />}
            onClick={resolve}
          >
            {t(first.isResolved ? "comments.reopen" : "comments.settle")}
          </Button>
        </div>
      )}
      {isAnswering ? (
        <CommentBox
          surveyId={surveyId}
          question={first.question}
          parent={first.id}
          label={t("comments.answer")}
          onDone={() => setIsAnswering(false)}
        />
      ) : null}
    </li>
  );
}

function About({ comment: { question }, onOpen }: { comment: Comment; onOpen: (part: Part) => void }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  if (question === null) return <p className={classes.about}>{t("comments.whole")}</p>;
  const title = textIn(questionOf(definition, question)?.title, i18n.language, definition.defaultLanguage);
  if (title === "") return <p className={classes.about}>{t("comments.gone", { key: question })}</p>;
  return (
    <button type="button" className={classes.about} onClick={() => onOpen({ kind: "question", key: question })}>
      {title}
    </button>
  );
}

function OneComment({ comment, onDelete }: { comment: Comment; onDelete: () => void }) {
  const { t, i18n } = useTranslation("surveys");
  const remove = async () => {
    const text = { title: t("comments.deleteTitle"), text: t("comments.deleteText"), action: t("comments.delete") };
    if (await confirm(text)) onDelete();
  };
  return (
    <article className={classes.comment}>
      <p className={classes.by}>
        <strong>{comment.author.name}</strong> <time>{formatInstant(comment.createdAt, i18n.language)}</time>
        {comment.isDeletable ? (
          <button type="button" aria-label={t("comments.delete")} onClick={() => void remove()}>
            <IconTrash size={15} aria-hidden />
          </button>
        ) : null}
      </p>
      <p className={classes.text}>{comment.text}</p>
      {comment.mentions.length === 0 ? null : (
        <p className={classes.by}>
          {t("comments.told", { names: comment.mentions.map(({ name }) => name).join(", ") })}
        </p>
      )}
    </article>
  );
}

import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";

import classes from "./Comments.module.css";
import { mentionedIn, naming, withName } from "./mentions.ts";
import { useCommentActions } from "./use-comments.ts";

interface CommentBoxProps {
  readonly surveyId: string;
  readonly question: string | null;
  readonly parent: string | null;
  readonly label: string;
  readonly onDone?: () => void;
}

/** Writes a comment. `@` offers colleagues; whoever is named is told. Ctrl+Enter sends. */
export function CommentBox({ surveyId, question, parent, label, onDone }: CommentBoxProps) {
  const { t } = useTranslation("surveys");
  const [text, setText] = useState("");
  const [cursor, setCursor] = useState(0);
  const [id, setId] = useState(() => crypto.randomUUID());
  const field = useRef<HTMLTextAreaElement>(null);
  const { data } = useQuery({
    ...operationQuery("access.listColleagues", { query: { search: "" } }),
    staleTime: 300_000,
  });
  const colleagues = data?.items ?? [];
  const { add } = useCommentActions(surveyId);
  const named = naming(text, cursor, colleagues);

  const send = () => {
    if (text.trim() === "" || add.isPending) return;
    const mentions = mentionedIn(text, colleagues).map((each) => each.id);
    const onSuccess = () => {
      setText("");
      setId(crypto.randomUUID());
      onDone?.();
    };
    add.mutate({ id, text, question, parent, mentions }, { onSuccess });
  };
  const choose = (name: string) => {
    if (named !== undefined) setText(withName(text, { from: named.from, cursor }, name));
    field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={classes.box}>
      <Textarea
        ref={field}
        label={label}
        placeholder={t("comments.hint")}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        value={text}
        onChange={(event) => [setText(event.target.value), setCursor(event.target.selectionStart)]}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
        onKeyDown={press}
      />
      {named === undefined ? null : (
        <div className={classes.colleagues} role="group" aria-label={t("comments.colleagues")}>
          {named.found.slice(0, 6).map((each) => (
            <button key={each.id} type="button" onClick={() => choose(each.name)}>
              {each.name}
            </button>
          ))}
        </div>
      )}
      <Button size="compact-md" disabled={text.trim() === ""} loading={add.isPending} onClick={send}>
        {t("comments.send")}
      </Button>
    </div>
  );
}

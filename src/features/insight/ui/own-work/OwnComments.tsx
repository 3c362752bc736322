import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OwnWork } from "#feature/insight/contract";
import { groups } from "#web/design/groups.ts";
import { ScoreBadge } from "#web/design/ScoreBadge.tsx";
import { useNames } from "#web/format/names.ts";
import { formatWallClock } from "#web/format/time.ts";

import classes from "../morning/Morning.module.css";

type Comment = OwnWork["comments"][number];

/** The newest comments about one's work, good and bad; who wrote them is not shown. */
export function OwnComments({ comments }: { comments: readonly Comment[] }) {
  const { t } = useTranslation("insight");
  const [which, setWhich] = useState("all");
  const shown = comments.filter(({ group }) => which === "all" || group === which);
  return (
    <section className={classes.section} aria-labelledby="own-comments">
      <h2 id="own-comments">{t("own.comments")}</h2>
      <SegmentedControl
        aria-label={t("own.which")}
        data={["all", "high", "low"].map((value) => ({ value, label: t(`own.which-${value}`) }))}
        value={which}
        onChange={setWhich}
      />
      {shown.length === 0 ? <p className={classes.none}>{t("own.noComments")}</p> : null}
      <ul className={classes.list}>
        {shown.map((comment) => (
          <OwnComment key={comment.id} comment={comment} />
        ))}
      </ul>
    </section>
  );
}

function OwnComment({ comment }: { comment: Comment }) {
  const { i18n } = useTranslation("insight");
  const names = useNames();
  const group = groups.find((each) => each === comment.group) ?? null;
  return (
    <li>
      {comment.score === null ? <span /> : <ScoreBadge kind="nps" score={comment.score} group={group} />}
      <div>
        <p className={classes.words} lang={comment.language ?? undefined}>
          {comment.text}
        </p>
        <p className={classes.meta}>
          <time dateTime={comment.answeredAt}>{formatWallClock(comment.localTime, i18n.language)}</time>
          {comment.places.map(({ field, code, name }) => (
            <span key={field}>{names.value(field, code, name)}</span>
          ))}
        </p>
      </div>
    </li>
  );
}

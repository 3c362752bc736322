import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Response, ResponseList } from "#feature/answers/contract";
import { AnswerScore, commentOf, mainScoreOf } from "#feature/answers/ui";
import { useNames } from "#web/format/names.ts";
import { formatWallClock } from "#web/format/time.ts";

import classes from "./Morning.module.css";

const behind = { period: "last-7", where: { group: ["low"] }, comments: true } as const;

/** The newest low scores with their words: whom to call back, what to put right. */
export function ToReadFirst({ list }: { list: ResponseList }) {
  const { t, i18n } = useTranslation("insight");
  const names = useNames();
  if (list.items.length === 0) return <p className={classes.none}>{t("morning.noneToRead")}</p>;
  return (
    <>
      <ul className={classes.list}>
        {list.items
          .filter((response) => commentOf(response) !== undefined)
          .map((response) => (
            <li key={response.id}>
              <AnswerScore answer={lowOf(response) ?? mainScoreOf(response, undefined)} />
              <div>
                <Link
                  to="/answers/$id"
                  params={{ id: response.id }}
                  search={behind}
                  className={classes.words}
                  lang={response.language ?? undefined}
                >
                  {commentOf(response)}
                </Link>
                <p className={classes.meta}>
                  <time dateTime={response.answeredAt}>{formatWallClock(response.localTime, i18n.language)}</time>
                  {response.context
                    .filter(({ field }) => ["unit", "touchpoint", "product"].includes(field))
                    .map(({ field, code, name }) => (
                      <span key={field}>{names.value(field, code, name)}</span>
                    ))}
                </p>
              </div>
            </li>
          ))}
      </ul>
      {list.total > list.items.length ? (
        <Link to="/answers" search={behind} className={classes.more}>
          {t("morning.all", { count: list.total })}
        </Link>
      ) : null}
    </>
  );
}

/** The answer that brought it here: somebody may recommend and still have been let down. */
function lowOf({ answers }: Response): Response["answers"][number] | undefined {
  return answers.find(({ group }) => group === "low");
}

import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Response } from "#feature/answers/contract";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { useNames } from "#web/format/names.ts";
import { formatWallClock } from "#web/format/time.ts";

import { commentOf, mainScoreOf } from "./answer.ts";
import classes from "./AnswerList.module.css";
import { AnswerScore } from "./AnswerScore.tsx";

interface AnswerListProps {
  readonly items: readonly Response[];
  /** Called when the end comes into sight. */
  readonly onEnd: () => void;
  readonly isLoadingMore: boolean;
}

/** The answers as lines: score, words, where and when. */
export function AnswerList({ items, onEnd, isLoadingMore }: AnswerListProps) {
  const { t } = useTranslation("answers");
  const end = useEndInSight(onEnd, items.length);
  return (
    <>
      <ul className={classes.list} aria-label={t("title")}>
        {items.map((response) => (
          <AnswerLine key={response.id} response={response} />
        ))}
      </ul>
      <div ref={end}>{isLoadingMore ? <SkeletonList rows={3} height={92} /> : null}</div>
    </>
  );
}

function AnswerLine({ response }: { response: Response }) {
  const { t, i18n } = useTranslation("answers");
  const names = useNames();
  const search: AppSearch = useSearch({ strict: false });
  const { id } = useParams({ strict: false });
  const isOpen = id === response.id;
  const line = useRef<HTMLLIElement>(null);
  const comment = commentOf(response);
  const unresolved = response.context.filter(({ resolved }) => !resolved).length;
  useEffect(() => {
    if (isOpen) line.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);

  return (
    <li ref={line} className={classes.line} data-open={isOpen}>
      <AnswerScore answer={mainScoreOf(response, search.measure)} />
      <div className={classes.words}>
        <Link
          to="/answers/$id"
          params={{ id: response.id }}
          search={search}
          resetScroll={false}
          className={classes.link}
          lang={response.language ?? undefined}
          aria-current={isOpen ? "true" : undefined}
        >
          {comment ?? <i>{t("noComment")}</i>}
        </Link>
        <p className={classes.meta}>
          <time dateTime={response.answeredAt}>{formatWallClock(response.localTime, i18n.language)}</time>
          <span>{response.surveyName}</span>
          {response.context.slice(0, 3).map(({ field, code, name }) => (
            <span key={field}>{names.value(field, code, name)}</span>
          ))}
          {response.state === "partial" ? <span className={classes.mark}>{t("partial")}</span> : null}
          {unresolved > 0 ? <span className={classes.mark}>{t("unresolved", { count: unresolved })}</span> : null}
        </p>
      </div>
    </li>
  );
}

function useEndInSight(onEnd: () => void, shown: number) {
  const end = useRef<HTMLDivElement>(null);
  const reach = useRef(onEnd);
  useEffect(() => {
    reach.current = onEnd;
  });
  useEffect(() => {
    if (end.current === null || shown === 0) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && reach.current(), {
      rootMargin: "600px",
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [shown]);
  return end;
}

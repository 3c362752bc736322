import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { OperationAnswer } from "#web/api/operations.ts";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { languageName } from "#web/format/names.ts";

import { MarkedText } from "../MarkedText.tsx";
import { partsOf } from "../sides.ts";
import { useThemeWords } from "../words.ts";
import { wishOf, type Draft } from "./draft.ts";
import classes from "./Editor.module.css";

type Tested = OperationAnswer<"text.testPatterns">;
const [firstShown, looked] = [8, 1000];

/** What the patterns find in the newest comments, while they are written; nothing is saved by it. */
export function PatternTest({ draft }: { draft: Draft }) {
  const { t, count, share } = useThemeWords();
  const mayRead = useMay("answers.read");
  const [patterns] = useDebouncedValue(JSON.stringify(wishOf(draft).patterns), 400);
  const isNone = patterns === "{}";
  const { data, error, isFetching } = useQuery({
    ...operationQuery("text.testPatterns", {
      body: { patterns: JSON.parse(patterns) as ReturnType<typeof wishOf>["patterns"], limit: looked },
    }),
    enabled: mayRead && !isNone,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  if (!mayRead) return null;
  return (
    <section className={classes.test} aria-label={t("test.title")} data-old={isFetching}>
      <h2>{t("test.title")}</h2>
      {isNone ? <p className={classes.note}>{t("test.none")}</p> : null}
      <ProblemNote error={error} />
      {data === undefined || isNone ? null : (
        <>
          <Problems problems={data.problems} />
          <p className={classes.found} aria-live="polite">
            {data.looked === 0
              ? t("test.noComments")
              : t("test.found", {
                  found: count(data.found),
                  looked: count(data.looked),
                  share: share(data.found / data.looked),
                })}
          </p>
          <Hits hits={data.hits} />
        </>
      )}
    </section>
  );
}

function Problems({ problems }: { problems: Tested["problems"] }) {
  const { t, language: own } = useThemeWords();
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems} role="alert">
      {problems.map(({ language, list, pattern, problem }) => (
        <li key={`${language} ${list} ${pattern}`}>
          <code>{pattern}</code> <small>{languageName(language, own)}</small>
          <br />
          {t(`patternProblem.${problem}`, { defaultValue: problem })}
        </li>
      ))}
    </ul>
  );
}

function Hits({ hits }: { hits: Tested["hits"] }) {
  const { t, count } = useThemeWords();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? hits : hits.slice(0, firstShown);
  return (
    <>
      <ul className={classes.quotes}>
        {shown.map(({ responseId, question, text, hits: marks }) => (
          <li key={`${responseId} ${question}`}>
            <Link to="/answers/$id" params={{ id: responseId }} className={classes.quote}>
              <MarkedText text={text} hits={marks} nameOf={(code) => t(`side.${partsOf(code).side}`)} />
            </Link>
          </li>
        ))}
      </ul>
      {hits.length > shown.length ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t("more", { n: count(hits.length - shown.length) })}
        </button>
      ) : null}
    </>
  );
}

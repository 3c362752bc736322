import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { OwnWork } from "#feature/insight/contract";
import { OwnProblems } from "#feature/problems/ui";
import { operationQuery, useMe } from "#web/api/queries.ts";
import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { FigureView } from "#web/design/FigureView.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { PeriodMenu } from "#web/filters/PeriodMenu.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import { ChangeLine } from "../ChangeLine.tsx";
import { headlineOf } from "../headline.ts";
import classes from "../morning/Morning.module.css";
import { useSentence } from "../sentence.ts";
import { useTopMeasure } from "../top-measure.ts";
import { OwnComments } from "./OwnComments.tsx";

/** An employee's first page (R99): what customers said about one's own work. */
export function OwnWorkPage() {
  const { t } = useTranslation("insight");
  const { filter } = useFilter();
  const { period, compare } = filter;
  const isLinked = typeof useMe()?.employee === "string";
  const { data, error } = useQuery({
    ...operationQuery("insight.readOwnWork", { body: { period, compare } }),
    placeholderData: keepPreviousData,
    enabled: isLinked,
  });
  if (!isLinked) {
    return (
      <>
        <PageHead title={t("own.title")} />
        <EmptyState title={t("own.unlinked")} text={t("own.unlinkedText")} />
        <Suspense>
          <OwnProblems />
        </Suspense>
      </>
    );
  }
  return data === undefined ? (
    <>
      <PageHead title={t("own.title")} answer=" " />
      <ProblemNote error={error} />
      {error === null ? <SkeletonList rows={4} height={110} /> : null}
    </>
  ) : (
    <LoadedOwnWork own={data} />
  );
}

function LoadedOwnWork({ own }: { own: OwnWork }) {
  const { t } = useTranslation("insight");
  const sentence = useSentence();
  const top = useTopMeasure();
  const headline = headlineOf(own.items, undefined, top);
  return (
    <>
      <PageHead
        title={t("own.title")}
        answer={headline === undefined ? t("own.nothing") : sentence(headline)}
        actions={<PeriodMenu />}
      />
      <p className={classes.sentence}>{t("own.note", { name: own.employee })}</p>
      <OwnFigures items={own.items} />
      <Suspense>
        <OwnProblems />
      </Suspense>
      {own.comments.length === 0 ? null : <OwnComments comments={own.comments} />}
    </>
  );
}

function OwnFigures({ items }: { items: OwnWork["items"] }) {
  const names = useNames();
  return (
    <ul className={classes.cards} style={{ margin: "var(--space-3) 0 var(--space-5)" }}>
      {items.map(({ measure, figure, difference }) => (
        <li key={measure.ref}>
          <p className={classes.name}>
            {names.measure(measure)}
            <span>{measure.surveyName === "" ? names.programme(measure.programme) : measure.surveyName}</span>
          </p>
          <FigureView kind={measure.kind} figure={figure} size="large" />
          {difference === null ? null : <ChangeLine kind={measure.kind} difference={difference} />}
          <DistributionStrip kind={measure.kind} figure={figure} />
        </li>
      ))}
    </ul>
  );
}

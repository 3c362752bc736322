import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { OwnProblems } from "#feature/problems/ui";
import { useMe } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { AttentionLine } from "#web/shell/AttentionLine.tsx";

import { headlineOf, type OverviewItem } from "../headline.ts";
import { useSentence } from "../sentence.ts";
import { useTopMeasure } from "../top-measure.ts";
import { MonthCards } from "./MonthCards.tsx";
import classes from "./Morning.module.css";
import { StandingOut } from "./StandingOut.tsx";
import { ToReadFirst } from "./ToReadFirst.tsx";
import { useMorning } from "./use-morning.ts";

/** A manager's first page: what came in since yesterday, what to read first, how the month stands. */
export function MorningPage() {
  const { t } = useTranslation("insight");
  const me = useMe();
  const { all, low, lowSince, overview, month, mayCount } = useMorning();
  const answer = useAnswerOf(all.data?.total, lowSince.data?.total);

  return (
    <>
      <PageHead title={t("morning.title", { name: me?.name.split(" ")[0] ?? "" })} answer={answer} />
      <AttentionLine />
      <ProblemNote error={all.error ?? low.error ?? overview.error} />
      <div className={classes.columns}>
        <section className={classes.section} aria-labelledby="to-read-first">
          <h2 id="to-read-first">{t("morning.read")}</h2>
          {low.data === undefined ? <SkeletonList rows={4} height={84} /> : <ToReadFirst list={low.data} />}
          <Suspense>
            <OwnProblems />
          </Suspense>
        </section>
        {mayCount ? <Month items={overview.data?.items} month={month} /> : null}
      </div>
    </>
  );
}

interface MonthProps {
  /** Undefined while they are not known. */
  readonly items: readonly OverviewItem[] | undefined;
  readonly month: ReturnType<typeof useMorning>["month"];
}

/** How the last 30 days stand: in a sentence, in cards, and which units differ from the rest. */
function Month({ items, month }: MonthProps) {
  const { t } = useTranslation("insight");
  const sentence = useSentence();
  const top = useTopMeasure();
  const headline = headlineOf(items ?? [], undefined, top);
  return (
    <section className={classes.section} aria-labelledby="month">
      <h2 id="month">{t("morning.month")}</h2>
      {headline === undefined ? null : <p className={classes.sentence}>{sentence(headline)}</p>}
      {items === undefined ? <SkeletonList rows={2} height={120} /> : <MonthCards items={items} />}
      {headline === undefined ? null : <StandingOut measure={headline.measure} month={month} />}
    </section>
  );
}

/** How much came in since yesterday and how much of it is low; a blank while it is not known. */
function useAnswerOf(came: number | undefined, low: number | undefined): string {
  const { t } = useTranslation("insight");
  if (came === undefined || low === undefined) return " ";
  if (came === 0) return t("morning.none");
  return `${t("morning.came", { count: came })} ${t("morning.low", { count: low })}`;
}

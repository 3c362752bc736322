import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { operationQuery, useMay, useMe, useRefresh } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import type { Quality } from "../../contract.ts";
import classes from "../Themes.module.css";
import { ThemesTabs } from "../ThemesTabs.tsx";
import { useThemeWords, type ThemeWords } from "../words.ts";
import { Desk, type DeskGround } from "./Desk.tsx";
import { useQueue } from "./use-queue.ts";

/** One comment at a time, the one on which a person's word helps most; wholly by keyboard. */
export function CodingPage() {
  const { t } = useThemeWords();
  const me = useMe();
  const mayCode = useMay("themes.code");
  const mayRead = useMay("answers.read");
  const { data: desk, error } = useQuery({
    ...operationQuery("text.readDesk"),
    enabled: mayCode && mayRead,
    staleTime: 60_000,
  });
  if (me !== undefined && !(mayCode && mayRead)) {
    return (
      <>
        <PageHead title={t("coding.title")} />
        <ThemesTabs />
        <EmptyState title={t("coding.mayNot")} text={t("coding.mayNotText")} />
      </>
    );
  }
  if (desk === undefined) {
    return (
      <>
        <PageHead title={t("coding.title")} answer=" " />
        <ThemesTabs />
        <ProblemNote error={error} />
        {error === null ? <SkeletonList rows={4} height={90} /> : null}
      </>
    );
  }
  return <Coding desk={desk} />;
}

function Coding({ desk }: { desk: DeskGround }) {
  const words = useThemeWords();
  const { t, count } = words;
  const coding = useQueue();
  const maySee = useMay("insight.read");
  const { data: quality } = useQuery({ ...operationQuery("text.readQuality"), enabled: maySee, staleTime: 30_000 });
  const { queue, error, codedThisHour } = coding;
  useCountedAgain(queue.done.length);
  const isOver = queue.isEmpty && queue.texts.length === 0;
  return (
    <>
      <PageHead title={t("coding.title")} answer={answerOf(desk, quality, words)} />
      <ThemesTabs />
      <p className={classes.counters} aria-live="polite">
        <span>{t("coding.hour", { n: count(codedThisHour ?? 0) })}</span>
        <span>{t("coding.left", { n: count(desk.coded - desk.byPeople) })}</span>
      </p>
      {error === null ? null : (
        <div className={classes.section}>
          <ProblemNote error={error} />
          <Button variant="default" onClick={coding.retry}>
            {t("web:action.retry")}
          </Button>
        </div>
      )}
      {isOver ? <Over onAgain={coding.retry} /> : <Desk desk={desk} coding={coding} />}
    </>
  );
}

/** Counts are asked for again after some codings, and by whatever page comes next. */
function useCountedAgain(done: number): void {
  const refresh = useRefresh();
  const again = useRef(() => refresh("text.read"));
  useEffect(() => {
    if (done > 0 && done % 10 === 0) void again.current();
  }, [done]);
  useEffect(() => {
    const count = again.current;
    return () => void count();
  }, []);
}

/** What coding is good for now: enough to learn from, or how good the machine got by it. */
function answerOf({ byPeople, needed }: DeskGround, quality: Quality | undefined, words: ThemeWords): string {
  const { t, count, estimate } = words;
  const left = needed - byPeople;
  if (left > 0) return t("coding.needed", { count: left, n: count(left) });
  const precision = quality?.machine.precision ?? null;
  if (precision === null) return t("coding.enough", { n: count(byPeople) });
  return t("coding.right", { n: count(byPeople), share: estimate(precision), codes: count(precision.n) });
}

function Over({ onAgain }: { onAgain: () => void }) {
  const { t } = useThemeWords();
  return (
    <EmptyState title={t("coding.over")} text={t("coding.overText")}>
      <Button variant="default" onClick={onAgain}>
        {t("coding.again")}
      </Button>
      <Button component={Link} to="/themes/quality">
        {t("tab.quality")}
      </Button>
    </EmptyState>
  );
}

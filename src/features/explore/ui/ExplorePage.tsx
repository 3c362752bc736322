import { useTranslation } from "react-i18next";

import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { formatInstant } from "#web/format/time.ts";

import type { Answer } from "../contract.ts";
import { sayFinding, type Speech } from "../rules.ts";
import { AnswerView } from "./AnswerView.tsx";
import { Controls } from "./Controls.tsx";
import classes from "./Explore.module.css";
import { useSpeech } from "./speech.ts";
import { useAnswer, useShown, type Shown } from "./use-question.ts";
import { useOpenedView } from "./views/use-opened-view.ts";
import { ViewActions } from "./views/ViewActions.tsx";
import { WhyLink } from "./WhyLink.tsx";

/** Any measure by anything, compared with anything: the finding first, the picture under it, all of it in the URL. */
export function ExplorePage() {
  const { t } = useTranslation("explore");
  const opened = useOpenedView();
  const { shown, measures } = useShown();
  if (measures !== undefined && measures.length === 0) {
    return (
      <>
        <PageHead title={t("title")} />
        <EmptyState title={t("empty.title")} text={t("empty.text")} />
      </>
    );
  }
  if (shown === undefined || measures === undefined || opened.isLoading) {
    return (
      <>
        <PageHead title={t("title")} answer=" " />
        <ProblemNote error={opened.error} />
        <Skeleton height={420} />
      </>
    );
  }
  return (
    <Explored shown={shown} measures={measures} problem={opened.error} name={opened.view?.name} view={opened.view} />
  );
}

interface ExploredProps {
  readonly shown: Shown;
  readonly measures: NonNullable<ReturnType<typeof useShown>["measures"]>;
  readonly problem: unknown;
  readonly name: string | undefined;
  readonly view: ReturnType<typeof useOpenedView>["view"];
}

function Explored({ shown, measures, problem, name, view }: ExploredProps) {
  const { t } = useTranslation("explore");
  const speech = useSpeech();
  const { data, error, isPlaceholderData } = useAnswer(shown.state);
  const missing = (data?.found ?? []).filter(({ measure }) => measure === null);
  const finding = findingOf(data, speech);
  return (
    <>
      <PageHead title={name ?? t("title")} answer={finding} actions={<ViewActions shown={shown} view={view} />} />
      <FilterBar
        comparable={shown.state.groups === undefined}
        weighted={measures.some(({ weighted }) => weighted) || shown.state.weight}
      />
      <Controls shown={shown} measures={measures} />
      <ProblemNote error={problem ?? error} />
      {missing.length > 0 ? <p className={classes.missing}>{t("missing", { count: missing.length })}</p> : null}
      <div className={classes.answer} data-old={isPlaceholderData}>
        {data === undefined && error === null ? <Skeleton height={420} /> : null}
        {data === undefined ? null : <AnswerView shown={shown} answer={data} title={finding} />}
      </div>
      <WhyLink state={shown.state} />
      {data === undefined ? null : <Fresh asOf={data.asOf} lagSeconds={data.lagSeconds} />}
    </>
  );
}

/** What the first measure that is there finds; a blank while nothing is known. */
function findingOf(answer: Answer | undefined, speech: Speech): string {
  const first = answer?.found.find(({ measure }) => measure !== null) ?? answer?.found[0];
  return answer === undefined || first === undefined ? " " : sayFinding(first, answer.against, speech);
}

/** How new the figures are; says so when answers are still being counted. */
function Fresh({ asOf, lagSeconds }: { asOf: string | null; lagSeconds: number }) {
  const { t, i18n } = useTranslation("explore");
  if (asOf === null) return null;
  return (
    <p className={classes.fresh}>
      {t("fresh", { when: formatInstant(asOf, i18n.language) })}
      {lagSeconds > 5 ? ` ${t("lag", { count: Math.round(lagSeconds) })}` : ""}
    </p>
  );
}

import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconUpload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import { ImportDialog } from "./exchange/ImportDialog.tsx";
import classes from "./SurveysPage.module.css";
import { SurveyTable } from "./SurveyTable.tsx";
import { TemplateGallery } from "./templates/TemplateGallery.tsx";

type State = Survey["state"];
const states = ["draft", "open", "closed", "archived"] as const;

/** The surveys there are, newest change first; for a new organisation the ready ones to begin with. */
export function SurveysPage() {
  const { t } = useTranslation("surveys");
  const mayWrite = useMay("surveys.write");
  const [isImporting, setIsImporting] = useState(false);
  const { search, change } = useFilter();
  const state = states.find((each) => each === search.state);
  const listed = useSurveys(search.q ?? "", state);
  const isNarrowed = state !== undefined || search.q !== undefined;

  return (
    <>
      <PageHead
        title={t("web:nav.surveys")}
        actions={
          mayWrite ? (
            <>
              <Button variant="default" leftSection={<IconUpload size={17} />} onClick={() => setIsImporting(true)}>
                {t("exchange.importShort")}
              </Button>
              <Button component={Link} to="/surveys/new" leftSection={<IconPlus size={17} />}>
                {t("list.new")}
              </Button>
            </>
          ) : undefined
        }
      />
      {listed.isEmpty && !isNarrowed ? (
        <FirstSurvey mayWrite={mayWrite} />
      ) : (
        <>
          <Narrowing
            words={search.q ?? ""}
            onWords={(q) => change({ q: q === "" ? undefined : q }, { replace: true })}
            state={state}
            onState={(next) => change({ state: next })}
          />
          <List listed={listed} />
        </>
      )}
      <ImportDialog opened={isImporting} onClose={() => setIsImporting(false)} />
    </>
  );
}

function List({ listed: { surveys, error, isLoading, isEmpty, more } }: { listed: ReturnType<typeof useSurveys> }) {
  const { t } = useTranslation("surveys");
  return (
    <>
      <ProblemNote error={error} />
      {isLoading ? <SkeletonList rows={5} height={48} /> : null}
      {isEmpty ? <p className={classes.nothing}>{t("list.nothing")}</p> : null}
      {surveys.length > 0 ? <SurveyTable surveys={surveys} /> : null}
      {more === undefined ? null : (
        <Button variant="default" mt="md" onClick={more}>
          {t("list.more")}
        </Button>
      )}
    </>
  );
}

function FirstSurvey({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation("surveys");
  if (!mayWrite) return <EmptyState title={t("list.none")} text={t("list.noneToSee")} />;
  return (
    <section className={classes.first}>
      <p className={classes.lead}>{t("list.noneText")}</p>
      <TemplateGallery />
    </section>
  );
}

interface NarrowingProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly state: State | undefined;
  readonly onState: (state: State | undefined) => void;
}

function Narrowing({ words, onWords, state, onState }: NarrowingProps) {
  const { t } = useTranslation("surveys");
  return (
    <div className={classes.narrowing} role="search">
      <input
        type="search"
        className={classes.search}
        aria-label={t("list.find")}
        placeholder={t("list.find")}
        defaultValue={words}
        maxLength={100}
        onChange={(event) => onWords(event.target.value)}
      />
      <select
        className={classes.search}
        aria-label={t("list.state")}
        value={state ?? ""}
        onChange={(event) => onState(states.find((each) => each === event.target.value))}
      >
        <option value="">{t("list.allStates")}</option>
        {states.map((each) => (
          <option key={each} value={each}>
            {t(`state.${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function useSurveys(words: string, state: State | undefined) {
  const [wanted] = useDebouncedValue(words.trim().slice(0, 100), 200);
  const query = { ...(wanted === "" ? {} : { search: wanted }), ...(state === undefined ? {} : { state }) };
  const { data, error, isLoading, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["surveys.listSurveys", "pages", query],
    queryFn: ({ pageParam, signal }) =>
      callOperation("surveys.listSurveys", { query: { ...query, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  const surveys = data?.pages.flatMap(({ items }) => items) ?? [];
  return {
    surveys,
    error,
    isLoading,
    isEmpty: surveys.length === 0 && !isLoading && error === null,
    more: hasNextPage ? () => void fetchNextPage() : undefined,
  };
}

import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatCount } from "#web/format/number.ts";

import { NewPerson } from "./NewPerson.tsx";
import classes from "./People.module.css";
import { PeopleTabs } from "./PeopleTabs.tsx";
import { PersonList } from "./PersonList.tsx";

/** Everybody the organisation knows: found first by words, narrowed by segments, one in full beside the list. */
export function PeoplePage() {
  const { t } = useTranslation("people");
  const { search, change } = useFilter();
  const [isAdding, setAdding] = useState(false);
  const mayWrite = useMay("people.write");
  const found = usePersons(search.q ?? "", search.view);
  const segments = useQuery(operationQuery("people.listSegments")).data?.items ?? [];
  const isNarrowed = (search.q ?? "") !== "" || search.view !== undefined;

  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          mayWrite ? (
            <>
              <ImportLink />
              <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
                {t("new.open")}
              </Button>
            </>
          ) : undefined
        }
      />
      <PeopleTabs />
      <div className={classes.tools} role="search">
        <input
          type="search"
          className={classes.field}
          aria-label={t("find")}
          placeholder={t("find")}
          defaultValue={search.q ?? ""}
          maxLength={200}
          onChange={(event) =>
            change({ q: event.target.value === "" ? undefined : event.target.value }, { replace: true })
          }
        />
      </div>
      <div className={classes.page} data-alone={segments.length === 0}>
        <div>
          <Found found={found} isNarrowed={isNarrowed} />
        </div>
        {segments.length === 0 ? null : (
          <Segments segments={segments} chosen={search.view} onChoose={(view) => change({ view })} />
        )}
      </div>
      {isAdding ? <NewPerson onClose={() => setAdding(false)} /> : null}
      <Outlet />
    </>
  );
}

function Found({ found, isNarrowed }: { found: ReturnType<typeof usePersons>; isNarrowed: boolean }) {
  const { t } = useTranslation("people");
  return (
    <>
      <ProblemNote error={found.error} />
      {found.isLoading ? <SkeletonList rows={6} height={60} /> : null}
      {found.isEmpty && !isNarrowed ? <Nobody /> : null}
      {found.isEmpty && isNarrowed ? <p className={classes.quiet}>{t("nothing")}</p> : null}
      <PersonList persons={found.persons} />
      {found.isCut ? <p className={classes.quiet}>{t("cut")}</p> : null}
      {found.more === undefined ? null : (
        <Button variant="default" mt="md" onClick={found.more}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

function Nobody() {
  const { t } = useTranslation("people");
  const mayWrite = useMay("people.write");
  return (
    <EmptyState title={t("none")} text={t("noneText")}>
      {mayWrite ? <ImportLink /> : null}
    </EmptyState>
  );
}

/** The way to bring in everybody from a file. */
function ImportLink() {
  const { t } = useTranslation("people");
  return (
    <Link to="/directory" search={{ by: "persons" }} className={classes.way}>
      {t("import")}
    </Link>
  );
}

interface SegmentsProps {
  readonly segments: readonly { readonly id: string; readonly name: string; readonly count: number | null }[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

function Segments({ segments, chosen, onChoose }: SegmentsProps) {
  const { t, i18n } = useTranslation("people");
  return (
    <aside className={classes.side} aria-label={t("tab.segments")}>
      <h2>{t("tab.segments")}</h2>
      <button
        type="button"
        className={classes.choice}
        aria-pressed={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        {t("everybody")}
      </button>
      {segments.map(({ id, name, count }) => (
        <button
          key={id}
          type="button"
          className={classes.choice}
          aria-pressed={chosen === id}
          onClick={() => onChoose(id)}
        >
          {name}
          {count === null ? null : <span className={classes.count}>{formatCount(count, i18n.language)}</span>}
        </button>
      ))}
    </aside>
  );
}

function usePersons(words: string, segment: string | undefined) {
  const [wanted] = useDebouncedValue(words.trim(), 180);
  const query = { ...(wanted === "" ? {} : { q: wanted }), ...(segment === undefined ? {} : { segment }) };
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["people.searchPersons", query],
    queryFn: ({ pageParam, signal }) =>
      callOperation("people.searchPersons", { query: { ...query, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const persons = data?.pages.flatMap(({ items }) => items) ?? [];
  return {
    persons,
    error,
    isLoading: isPending,
    isCut: data?.pages.some(({ isCut }) => isCut) ?? false,
    isEmpty: !isPending && error === null && persons.length === 0,
    more: hasNextPage ? () => void fetchNextPage() : undefined,
  };
}

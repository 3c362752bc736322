import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Batch, Suggestion } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount, formatShare } from "#web/format/number.ts";
import { usePageKeys } from "#web/shell/keys.ts";
import { toast } from "#web/shell/toasts.ts";

import { MergeCase } from "./MergeCase.tsx";
import classes from "./People.module.css";
import { PeopleTabs } from "./PeopleTabs.tsx";
import { useProblemToast } from "./use-problem.ts";

/** From this confidence on pairs may be merged all at once. */
const sure = 0.9;

/** Persons who may be one, the surest first: merged, or kept apart, by key. */
export function DuplicatesPage() {
  const { t, i18n } = useTranslation("people");
  const { items, error, isPending, more } = useSuggestions();
  const [at, setAt] = useState(0);
  const [batch, setBatch] = useState<string | undefined>();
  const { merge, keepApart } = useDecisions();
  const here = Math.min(at, Math.max(0, items.length - 1));
  const open = items[here];
  usePageKeys([
    { key: "j", label: t("keys.next"), run: () => setAt(Math.min(here + 1, items.length - 1)) },
    { key: "k", label: t("keys.previous"), run: () => setAt(Math.max(here - 1, 0)) },
    { key: "m", label: t("merge.merge"), run: () => open !== undefined && merge(open) },
    { key: "x", label: t("merge.apart"), run: () => open !== undefined && keepApart(open) },
  ]);
  const certain = items.filter(({ confidence }) => confidence >= sure).length;

  return (
    <>
      <PageHead
        title={t("tab.duplicates")}
        answer={isPending || items.length === 0 ? undefined : t("merge.answer")}
        actions={certain < 2 ? undefined : <AcceptAll onBegun={setBatch} share={formatShare(sure, i18n.language)} />}
      />
      <PeopleTabs />
      <ProblemNote error={error} />
      {batch === undefined ? null : <BatchProgress id={batch} />}
      {isPending ? <SkeletonList rows={3} height={150} /> : null}
      {!isPending && items.length === 0 ? <EmptyState title={t("merge.none")} text={t("merge.noneText")} /> : null}
      <div className={classes.queue}>
        {items.map((suggestion, index) => (
          <MergeCase
            key={suggestion.id}
            suggestion={suggestion}
            isOpen={index === here}
            onOpen={() => setAt(index)}
            onMerge={(choices) => merge(suggestion, choices)}
            onApart={() => keepApart(suggestion)}
          />
        ))}
      </div>
      {more === undefined ? null : (
        <Button variant="default" mt="md" onClick={more}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

function useSuggestions() {
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["people.listSuggestions", "pages"],
    queryFn: ({ pageParam, signal }) =>
      callOperation("people.listSuggestions", { query: { cursor: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return { items, error, isPending, more: hasNextPage ? () => void fetchNextPage() : undefined };
}

/** Merging and keeping apart; both can be undone from the toast. */
function useDecisions() {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const onError = useProblemToast();
  const undo = useMutation({
    mutationFn: (mergeId: string) => callOperation("people.undoMerge", { params: { id: mergeId } }),
    onSuccess: () => refresh("people."),
    onError,
  });
  const apart = useMutation({
    mutationFn: ({ id, isApart }: { id: string; isApart: boolean }) =>
      callOperation("people.keepApart", { params: { id }, body: { apart: isApart } }),
    onSuccess: async (_, { id, isApart }) => {
      await refresh("people.");
      if (isApart) toast(t("merge.keptApart"), { undo: () => apart.mutate({ id, isApart: false }) });
    },
    onError,
  });
  const merge = useMutation({
    mutationFn: ({
      suggestion,
      choices,
    }: {
      suggestion: Suggestion;
      choices: Readonly<Record<string, "survivor" | "merged">>;
    }) =>
      callOperation("people.mergePersons", {
        body: { survivorId: suggestion.one.id, mergedId: suggestion.other.id, choices: { ...choices } },
      }),
    onSuccess: async ({ mergeId }) => {
      await refresh("people.");
      toast(t("merge.done"), { undo: () => undo.mutate(mergeId) });
    },
    onError,
  });
  return {
    merge: (suggestion: Suggestion, choices: Readonly<Record<string, "survivor" | "merged">> = {}) =>
      merge.mutate({ suggestion, choices }),
    keepApart: ({ id }: Suggestion) => apart.mutate({ id, isApart: true }),
  };
}

function AcceptAll({ onBegun, share }: { onBegun: (id: string) => void; share: string }) {
  const { t } = useTranslation("people");
  const onError = useProblemToast();
  const accept = useMutation({
    mutationFn: () => callOperation("people.acceptSuggestions", { body: { minConfidence: sure } }),
    onSuccess: ({ id }) => onBegun(id),
    onError,
  });
  const ask = async () => {
    if (await confirm({ title: t("merge.allTitle", { share }), text: t("merge.allText"), action: t("merge.merge") }))
      accept.mutate();
  };
  return (
    <Button variant="default" loading={accept.isPending} onClick={() => void ask()}>
      {t("merge.all")}
    </Button>
  );
}

function BatchProgress({ id }: { id: string }) {
  const { t, i18n } = useTranslation("people");
  const refresh = useRefresh();
  const onError = useProblemToast();
  const isMoving = (batch: Batch | undefined) =>
    batch === undefined || batch.state === "running" || batch.state === "undoing";
  const { data } = useQuery({
    ...operationQuery("people.readBatch", { params: { id } }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? 700 : false),
  });
  const undo = useMutation({
    mutationFn: () => callOperation("people.undoBatch", { params: { id } }),
    onSuccess: () => refresh("people."),
    onError,
  });
  if (data === undefined) return null;
  return (
    <div className={classes.line} role="status" style={{ marginBottom: "var(--space-3)" }}>
      <progress max={data.total} value={data.done + data.skipped} aria-label={t("merge.progress")} />
      <span>
        {t(`merge.batch.${data.state}`, {
          done: formatCount(data.done, i18n.language),
          total: formatCount(data.total, i18n.language),
        })}
      </span>
      {data.state === "undone" ? null : (
        <Button size="xs" variant="default" onClick={() => undo.mutate()}>
          {t("merge.undoAll")}
        </Button>
      )}
      {isMoving(data) ? null : (
        <Button size="xs" variant="subtle" onClick={() => void refresh("people.")}>
          {t("merge.refresh")}
        </Button>
      )}
    </div>
  );
}

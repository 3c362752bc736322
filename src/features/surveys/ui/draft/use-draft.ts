import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

import type { Survey } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { Problem } from "#web/api/problem.ts";

import { surveyQuery } from "../use-survey.ts";
import { createDraftStore, type DraftStore, type DraftView } from "./draft-store.ts";
import { readKept, writeKept } from "./kept-work.ts";

/** A survey's draft with what can be done to it. */
export type Draft = DraftView & Omit<DraftStore, "view" | "subscribe" | "take">;

/** How long nothing must change before a save, in milliseconds. */
const quiet = 700;

/** Edits a survey. What is typed is shown at once and saved soon after; leaving the page saves what waits. */
export function useDraft(survey: Survey): Draft {
  const store = storeOf(survey, useQueryClient());
  const view = useSyncExternalStore(store.subscribe, store.view);
  useEffect(() => store.take(survey), [store, survey]);
  useEffect(() => () => void store.flush(), [store]);
  useEffect(() => {
    if (view.state === "saved") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [view.state]);

  const { change, undo, redo, flush, loadTheirs, keepMine } = store;
  return { ...view, change, undo, redo, flush, loadTheirs, keepMine };
}

/** Stores live as long as the window, so that the pages of a survey share one history of undo. */
const stores = new WeakMap<QueryClient, Map<string, DraftStore>>();

function storeOf(survey: Survey, cache: QueryClient): DraftStore {
  const known = stores.get(cache) ?? new Map<string, DraftStore>();
  stores.set(cache, known);
  const store = known.get(survey.id) ?? newStore(survey, cache);
  known.set(survey.id, store);
  return store;
}

function newStore(survey: Survey, cache: QueryClient): DraftStore {
  const params = { id: survey.id };
  const keep = (latest: Survey) => {
    cache.setQueryData(surveyQuery(survey.id).queryKey, latest);
    return latest;
  };
  return createDraftStore({
    survey,
    delay: quiet,
    now: () => performance.now(),
    kept: readKept(survey.id),
    keep: (kept) => writeKept(survey.id, kept),
    save: async (edited, revision) => {
      const saved = keep(await callOperation("surveys.updateSurvey", { params, body: { revision, ...edited } }));
      void cache.invalidateQueries({ queryKey: ["surveys.listSurveys"] });
      return saved;
    },
    readLatest: async () => callOperation("surveys.readSurvey", { params }),
    isConflict: (error) => error instanceof Problem && error.code === "surveys.changed_meanwhile",
  });
}

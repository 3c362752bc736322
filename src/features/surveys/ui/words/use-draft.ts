import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

import type { Survey } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { Problem } from "#web/api/problem.ts";

import { surveyQuery } from "../use-survey.ts";
import { createDraftStore, type DraftStore, type DraftView } from "./draft-store.ts";

/** A survey's draft with what can be done to it. */
export type Draft = DraftView & Omit<DraftStore, "view" | "subscribe" | "take">;

/** How long nothing must change before a save, in milliseconds. */
const quiet = 700;

/** Edits a survey. What is typed is shown at once and saved soon after; leaving the page saves what waits. */
export function useDraft(survey: Survey): Draft {
  const store = useStore(survey);
  const view = useSyncExternalStore(store.subscribe, store.view);
  useEffect(() => store.take(survey), [store, survey]);
  useEffect(() => () => void store.flush(), [store]);
  useEffect(() => {
    if (view.state === "saved") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [view.state]);

  const { change, flush, loadTheirs, keepMine } = store;
  return { ...view, change, flush, loadTheirs, keepMine };
}

/** The store lives as long as the page of this survey. */
function useStore(survey: Survey): DraftStore {
  const cache = useQueryClient();
  const [store] = useState(() => {
    const params = { id: survey.id };
    const keep = (latest: Survey) => {
      cache.setQueryData(surveyQuery(survey.id).queryKey, latest);
      return latest;
    };
    return createDraftStore({
      survey,
      delay: quiet,
      save: async (edited, revision) => {
        const saved = keep(await callOperation("surveys.updateSurvey", { params, body: { revision, ...edited } }));
        void cache.invalidateQueries({ queryKey: ["surveys.listSurveys"] });
        return saved;
      },
      readLatest: async () => keep(await callOperation("surveys.readSurvey", { params })),
      isConflict: (error) => error instanceof Problem && error.code === "surveys.changed_meanwhile",
    });
  });
  return store;
}

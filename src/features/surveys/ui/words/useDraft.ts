import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import type { Definition, Survey } from "#feature/surveys/contract";
import { structureProblems } from "#feature/surveys/runtime";
import { callOperation } from "#web/api/client.ts";
import { Problem } from "#web/api/problem.ts";

import { surveyQuery } from "../useSurvey.ts";
import { createAutosave, type Autosave, type SaveState } from "./autosave.ts";

/** What somebody may change in a survey. */
export interface Edited {
  readonly name: string;
  readonly anonymous: boolean;
  readonly draft: Definition;
}

/** A survey under somebody's hands: it saves itself, and notices when somebody else saved meanwhile. */
export interface Draft {
  readonly edited: Edited;
  readonly change: (next: Partial<Edited>) => void;
  /** `broken`: not saved, since it refers to what is not there or has no name; `conflict`: somebody else saved. */
  readonly state: SaveState | "broken" | "conflict";
  readonly error: unknown;
  /** Saves what waits; resolves to whether all of it is saved. */
  readonly flush: () => Promise<boolean>;
  /** Throws one's own changes away for what is saved now. */
  readonly loadTheirs: () => Promise<void>;
  /** Saves one's own over what somebody else saved. */
  readonly keepMine: () => Promise<void>;
}

/** How long nothing must change before a save, in milliseconds. */
const quiet = 700;

/** Edits a survey. What is typed is shown at once and saved soon after. */
export function useDraft(survey: Survey): Draft {
  const { id } = survey;
  const [edited, setEdited] = useState(() => editedOf(survey));
  const [{ state, error }, setState] = useState<{ state: Draft["state"]; error?: unknown }>({ state: "saved" });
  const { revision, autosave, fetchLatest } = useSaving(id, survey.revision, (next, refused) =>
    setState({ state: isConflict(refused) ? "conflict" : next, error: refused }),
  );

  useEffect(() => {
    if (state !== "saved" || survey.revision <= revision.current) return;
    revision.current = survey.revision;
    setEdited(editedOf(survey));
  }, [survey, state, revision]);
  useGoingAway(state, autosave);

  const change = (part: Partial<Edited>) => {
    const next = { ...edited, ...part };
    setEdited(next);
    if (state === "conflict") return;
    if (isSound(next)) autosave.put(next);
    else {
      autosave.drop();
      setState({ state: "broken" });
    }
  };
  const loadTheirs = async () => {
    autosave.drop();
    const theirs = await fetchLatest();
    setEdited(editedOf(theirs));
    setState({ state: "saved" });
  };
  const keepMine = async () => {
    await fetchLatest();
    autosave.put(edited);
    await autosave.flush();
  };
  return { edited, change, state, error, flush: async () => isSound(edited) && autosave.flush(), loadTheirs, keepMine };
}

function useSaving(id: string, firstRevision: number, onState: (state: SaveState, error?: unknown) => void) {
  const cache = useQueryClient();
  const revision = useRef(firstRevision);
  const tell = useRef(onState);
  useEffect(() => {
    tell.current = onState;
  });

  const save = useCallback(
    async (value: Edited) => {
      const body = { revision: revision.current, ...value };
      const saved = await callOperation("surveys.updateSurvey", { params: { id }, body });
      revision.current = saved.revision;
      cache.setQueryData(surveyQuery(id).queryKey, saved);
      await cache.invalidateQueries({ queryKey: ["surveys.listSurveys"] });
    },
    [cache, id],
  );
  const [autosave] = useState(() =>
    createAutosave<Edited>({ delay: quiet, save, onState: (state, error) => tell.current(state, error) }),
  );
  const fetchLatest = async () => {
    const latest = await callOperation("surveys.readSurvey", { params: { id } });
    revision.current = latest.revision;
    cache.setQueryData(surveyQuery(id).queryKey, latest);
    return latest;
  };
  return { revision, autosave, fetchLatest };
}

/** Leaving the page saves what waits; closing the window asks first while something does. */
function useGoingAway(state: Draft["state"], autosave: Autosave<Edited>): void {
  useEffect(() => () => void autosave.flush(), [autosave]);
  useEffect(() => {
    if (state === "saved") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [state]);
}

function editedOf({ name, anonymous, draft }: Survey): Edited {
  return { name, anonymous, draft };
}

/** Whether the server would take it: a name, and nothing that refers into the void. Words may be missing. */
function isSound({ name, draft }: Edited): boolean {
  return name.trim() !== "" && structureProblems(draft).length === 0;
}

function isConflict(error: unknown): boolean {
  return error instanceof Problem && error.code === "surveys.changed_meanwhile";
}

import type { Definition, Survey } from "#feature/surveys/contract";
import { structureProblems } from "#feature/surveys/runtime";

import { createAutosave, type SaveState } from "./autosave.ts";

/** What somebody may change in a survey. */
export interface Edited {
  readonly name: string;
  readonly anonymous: boolean;
  readonly draft: Definition;
}

/** A survey under somebody's hands, as the screen shows it. */
export interface DraftView {
  readonly edited: Edited;
  /** `broken`: not saved, since it refers to what is not there or has no name; `conflict`: somebody else saved. */
  readonly state: SaveState | "broken" | "conflict";
  readonly error: unknown;
}

/** Holds a survey's draft: saves it soon after each change, and notices when somebody else saved meanwhile. */
export interface DraftStore {
  readonly view: () => DraftView;
  readonly subscribe: (listener: () => void) => () => void;
  readonly change: (part: Partial<Edited> | ((now: Edited) => Partial<Edited>)) => void;
  /** Takes what the server has now, unless something of one's own is still to be saved. */
  readonly take: (survey: Survey) => void;
  /** Saves what waits; resolves to whether all of it is saved. */
  readonly flush: () => Promise<boolean>;
  /** Throws one's own changes away for what is saved now. */
  readonly loadTheirs: () => Promise<void>;
  /** Saves one's own over what somebody else saved. */
  readonly keepMine: () => Promise<void>;
}

interface DraftStoreOptions {
  readonly survey: Survey;
  /** How long nothing must change before a save, in milliseconds. */
  readonly delay: number;
  readonly save: (edited: Edited, revision: number) => Promise<Survey>;
  readonly readLatest: () => Promise<Survey>;
  /** Whether the server refused because somebody else saved meanwhile. */
  readonly isConflict: (error: unknown) => boolean;
}

/** Makes the store of one survey. */
export function createDraftStore({ survey, delay, save, readLatest, isConflict }: DraftStoreOptions): DraftStore {
  const listeners = new Set<() => void>();
  let revision = survey.revision;
  let view: DraftView = { edited: editedOf(survey), state: "saved", error: undefined };
  const show = (next: Partial<DraftView>) => {
    view = { ...view, ...next };
    for (const listener of listeners) listener();
  };
  const reset = (latest: Survey) => {
    revision = latest.revision;
    show({ edited: editedOf(latest), state: "saved", error: undefined });
  };
  const autosave = createAutosave<Edited>({
    delay,
    save: async (edited) => {
      revision = (await save(edited, revision)).revision;
    },
    onState: (state, error) => show({ state: isConflict(error) ? "conflict" : state, error }),
  });

  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (part) => {
      const edited = { ...view.edited, ...(typeof part === "function" ? part(view.edited) : part) };
      show({ edited });
      if (view.state === "conflict") return;
      if (isSound(edited)) autosave.put(edited);
      else {
        autosave.drop();
        show({ state: "broken" });
      }
    },
    take: (latest) => {
      if (view.state === "saved" && latest.revision > revision) reset(latest);
    },
    flush: async () => isSound(view.edited) && view.state !== "conflict" && autosave.flush(),
    loadTheirs: async () => {
      autosave.drop();
      reset(await readLatest());
    },
    keepMine: async () => {
      revision = (await readLatest()).revision;
      autosave.put(view.edited);
      await autosave.flush();
    },
  };
}

function editedOf({ name, anonymous, draft }: Survey): Edited {
  return { name, anonymous, draft };
}

/** Whether the server would take it: a name, and nothing that refers into the void. Words may be missing. */
function isSound({ name, draft }: Edited): boolean {
  return name.trim() !== "" && structureProblems(draft).length === 0;
}

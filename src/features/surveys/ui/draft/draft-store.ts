import type { Definition, Survey } from "#feature/surveys/contract";
import { structureProblems } from "#feature/surveys/runtime";

import { isEqual } from "../words/tree.ts";
import { createAutosave, type SaveState } from "./autosave.ts";
import { emptyHistory, noted, redone, undone, type History } from "./history.ts";

/** What somebody may change in a survey. */
export interface Edited {
  readonly name: string;
  readonly anonymous: boolean;
  readonly draft: Definition;
}

/** Unsaved work as it is kept on this device, with the revision it began from. */
export interface Kept {
  readonly revision: number;
  readonly edited: Edited;
}

/** A survey under somebody's hands, as the screen shows it. */
export interface DraftView {
  readonly edited: Edited;
  /** What the server had last, before one's own changes. */
  readonly saved: Edited;
  /** `broken`: not saved, since it refers to what is not there or has no name; `conflict`: somebody else saved. */
  readonly state: SaveState | "broken" | "conflict";
  readonly error: unknown;
  /** In a conflict, what somebody else saved; undefined until it is read. */
  readonly theirs: Survey | undefined;
  readonly mayUndo: boolean;
  readonly mayRedo: boolean;
}

/** Holds a survey's draft: saves it soon after each change, and notices when somebody else saved meanwhile. */
export interface DraftStore {
  readonly view: () => DraftView;
  readonly subscribe: (listener: () => void) => () => void;
  /** `mark` names the place: changes of one place in one go are one step of undo. */
  readonly change: (part: Partial<Edited> | ((now: Edited) => Partial<Edited>), mark?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Takes what the server has now, unless something of one's own is still to be saved. */
  readonly take: (survey: Survey) => void;
  /** Saves what waits; resolves to whether all of it is saved. */
  readonly flush: () => Promise<boolean>;
  /** Throws one's own changes away for what is saved now. Undo brings them back. */
  readonly loadTheirs: () => Promise<void>;
  /** Saves one's own over what somebody else saved. */
  readonly keepMine: () => Promise<void>;
}

interface DraftStoreOptions {
  readonly survey: Survey;
  /** How long nothing must change before a save, in milliseconds. */
  readonly delay: number;
  readonly now: () => number;
  /** Unsaved work that this device kept when the page was left. */
  readonly kept?: Kept | undefined;
  /** Keeps unsaved work on this device; undefined: nothing is unsaved any more. */
  readonly keep: (kept: Kept | undefined) => void;
  readonly save: (edited: Edited, revision: number) => Promise<Survey>;
  readonly readLatest: () => Promise<Survey>;
  /** Whether the server refused because somebody else saved meanwhile. */
  readonly isConflict: (error: unknown) => boolean;
}

/** Makes the store of one survey. */
export function createDraftStore(options: DraftStoreOptions): DraftStore {
  const hands = createHands(options);
  bringBack(options, hands);
  return storeOf(options, hands);
}

/** The state of a store and the moves that change it. */
type Hands = ReturnType<typeof createHands>;

interface Memory {
  /** Revision that one's own changes are made to. */
  revision: number;
  history: History<Edited>;
}

function createHands(options: DraftStoreOptions) {
  const { survey, keep, readLatest, isConflict } = options;
  const listeners = new Set<() => void>();
  const memory: Memory = { revision: survey.revision, history: emptyHistory };
  let view = viewOf(survey);

  const show = (next: Partial<DraftView>) => {
    view = { ...view, ...next, mayUndo: memory.history.past.length > 0, mayRedo: memory.history.future.length > 0 };
    for (const listener of listeners) listener();
  };
  const reset = (latest: Survey) => {
    memory.revision = latest.revision;
    keep(undefined);
    show({ ...viewOf(latest) });
  };
  const meet = (theirs: Survey) => {
    if (isSame(editedOf(theirs), view.edited)) reset(theirs);
    else show({ state: "conflict", theirs });
  };
  const autosave = createAutosave<Edited>({
    delay: options.delay,
    save: async (edited) => {
      const latest = await options.save(edited, memory.revision);
      memory.revision = latest.revision;
      show({ saved: editedOf(latest) });
      keep(edited === view.edited ? undefined : { revision: memory.revision, edited: view.edited });
    },
    onState: (state, error) => {
      if (!isConflict(error)) return show({ state, error });
      show({ state: "conflict", error });
      readLatest().then(meet, () => undefined);
    },
  });
  const put = (edited: Edited) => {
    show({ edited });
    keep({ revision: memory.revision, edited });
    if (view.state === "conflict") return;
    if (isSound(edited)) return autosave.put(edited);
    autosave.drop();
    show({ state: "broken" });
  };
  return {
    listeners,
    view: () => view,
    memory,
    show,
    showMine: (edited: Edited) => show({ edited }),
    autosave,
    put,
    meet,
    reset,
  };
}

function storeOf({ readLatest, now }: DraftStoreOptions, hands: Hands): DraftStore {
  const { listeners, view, memory, autosave, put, show, reset } = hands;
  const note = (mark?: string) => {
    memory.history = noted(memory.history, view().edited, { mark, at: now() });
  };
  const step = (move: typeof undone<Edited>) => {
    const found = move(memory.history, view().edited);
    if (found === undefined) return;
    memory.history = found.history;
    put(found.value);
  };
  return {
    view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (part, mark) => {
      const { edited } = view();
      note(mark);
      put({ ...edited, ...(typeof part === "function" ? part(edited) : part) });
    },
    undo: () => step(undone),
    redo: () => step(redone),
    take: (latest) => {
      if (view().state !== "saved" || latest.revision <= memory.revision) return;
      memory.history = emptyHistory;
      reset(latest);
    },
    flush: async () => isSound(view().edited) && view().state !== "conflict" && autosave.flush(),
    loadTheirs: async () => {
      autosave.drop();
      note();
      reset(await readLatest());
    },
    keepMine: async () => {
      memory.revision = (await readLatest()).revision;
      show({ state: "waiting", theirs: undefined });
      put(view().edited);
      await autosave.flush();
    },
  };
}

/** Work that was left unsaved goes on where it was; when somebody else saved since, both are laid side by side. */
function bringBack(
  { survey, kept, keep }: DraftStoreOptions,
  hands: {
    readonly put: (edited: Edited) => void;
    readonly meet: (theirs: Survey) => void;
    readonly showMine: (edited: Edited) => void;
  },
): void {
  if (kept === undefined) return;
  if (isSame(kept.edited, editedOf(survey))) return keep(undefined);
  if (kept.revision === survey.revision) return hands.put(kept.edited);
  hands.showMine(kept.edited);
  hands.meet(survey);
}

function viewOf(survey: Survey): DraftView {
  const edited = editedOf(survey);
  return { edited, saved: edited, state: "saved", error: undefined, theirs: undefined, mayUndo: false, mayRedo: false };
}

/** The part of a survey that is edited here. */
export function editedOf({ name, anonymous, draft }: Survey): Edited {
  return { name, anonymous, draft };
}

function isSame(one: Edited, other: Edited): boolean {
  return isEqual(one, other);
}

/** Whether the server would take it: a name, and nothing that refers into the void. Words may be missing. */
function isSound({ name, draft }: Edited): boolean {
  return name.trim() !== "" && structureProblems(draft).length === 0;
}

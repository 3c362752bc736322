import type { Kept } from "./draft-store.ts";

const placeOf = (surveyId: string) => `holos.draft.${surveyId}`;

/** Unsaved work on a survey that this browser kept; undefined when there is none, or it cannot be read. */
export function readKept(surveyId: string): Kept | undefined {
  try {
    const text = localStorage.getItem(placeOf(surveyId));
    return text === null ? undefined : (JSON.parse(text) as Kept);
  } catch {
    return undefined;
  }
}

/** Keeps unsaved work in this browser, or forgets it. A full or forbidden storage loses no more than this safety net. */
export function writeKept(surveyId: string, kept: Kept | undefined): void {
  try {
    if (kept === undefined) localStorage.removeItem(placeOf(surveyId));
    else localStorage.setItem(placeOf(surveyId), JSON.stringify(kept));
  } catch {
    // The draft still stands on the page, and is sent to the server as before.
  }
}

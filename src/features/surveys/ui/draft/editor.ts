import { createContext, useContext } from "react";

import type { Definition } from "#feature/surveys/contract";

import type { Place } from "../preview/preview-address.ts";

/** What the fields of the builder work on. */
export interface Editor {
  readonly definition: Definition;
  /** Languages to write in, one or several. */
  readonly languages: readonly string[];
  readonly mayWrite: boolean;
  /**
   * Takes a change of the latest definition, so that a late undo leaves alone what was typed since. `mark` names the
   * place: letters typed there in one go are one step of undo.
   */
  readonly change: (edit: (now: Definition) => Definition, mark?: string) => void;
  /** Shows a part in the preview. */
  readonly lookAt: (place: Place) => void;
}

const EditorContext = createContext<Editor | null>(null);

/** Gives the fields below it what they work on. */
export const EditorProvider = EditorContext.Provider;

/** What the field works on. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error("a field outside of the builder");
  return editor;
}

/** Id of the input that holds a text in a language, so that a note can lead there. */
export function inputId(path: string, language: string): string {
  return `words-${path.replaceAll(".", "-")}-${language}`;
}

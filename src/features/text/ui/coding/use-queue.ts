import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

import { callOperation } from "#web/api/client.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { useThemeWords } from "../words.ts";
import { accept, back, createLine, retry, skip, tell, type CodingServer, type DeskState } from "./line.ts";
import type { QueueEvent } from "./queue.ts";

/** The queue of one coder: what is in hand, and what can be done. */
export interface Coding extends DeskState {
  readonly tell: (event: QueueEvent) => void;
  readonly accept: (codes: readonly string[]) => void;
  readonly skip: () => void;
  readonly back: () => void;
  readonly retry: () => void;
}

const server: CodingServer = {
  next: (body) => callOperation("text.nextToCode", { body }),
  code: (body) => callOperation("text.codeText", { body }),
  undo: (body) => callOperation("text.undoCoding", { body }),
  read: ({ responseId, question }) => callOperation("text.readText", { params: { responseId, question } }),
};

/** Comments to code, kept filled, as long as the page is shown. */
export function useQueue(): Coding {
  const { t } = useThemeWords();
  const [line] = useState(() =>
    createLine(server, (problem) => {
      const message = wordsOf(problem, (key) => t(`web:${key}`));
      toast(message, { tone: "problem" });
    }),
  );
  const subscribe = useCallback(
    (listener: () => void) => {
      line.listeners.add(listener);
      return () => line.listeners.delete(listener);
    },
    [line],
  );
  const state = useSyncExternalStore(subscribe, () => line.state);
  useEffect(() => {
    tell(line, { what: "asked" });
  }, [line]);
  return {
    ...state,
    tell: (event) => tell(line, event),
    accept: (codes) => accept(line, codes),
    skip: () => skip(line),
    back: () => back(line),
    retry: () => retry(line),
  };
}

import type { Session } from "chdb";

import { literal } from "./statement.ts";

/** Statements that run now, so that they can be stopped by their id or when their caller goes away. */
export interface Running {
  /** Marks a statement; the marker goes into its `log_comment`, the one thing the engine shows that we may choose. */
  begin(queryId: string): { readonly marker: string; end(): void };
  /** Stops the statement with this marker, if it still runs. */
  kill(marker: string): Promise<void>;
  markersOf(queryId: string): string[];
}

/** Keeps track of statements; `control` is a session that never runs any of them. */
export function createRunning(control: Session): Running {
  const queryIds = new Map<string, string>();
  let last = 0;

  return {
    begin: (queryId) => {
      last += 1;
      const marker = `holos:${last}`;
      queryIds.set(marker, queryId);
      return { marker, end: () => void queryIds.delete(marker) };
    },
    kill: async (marker) => {
      if (!queryIds.has(marker)) return;
      await control.queryAsync(`kill query where Settings['log_comment'] = ${literal(marker)} async`, {
        format: "Null",
      });
    },
    markersOf: (queryId) => [...queryIds].filter(([, id]) => id === queryId).map(([marker]) => marker),
  };
}

import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";

import type { Training } from "#feature/sample/contract";

import { callOperation } from "../api/client.ts";
import { useRefresh } from "../api/queries.ts";
import { tasksDoneAt } from "./tour-places.ts";

/** Notes tasks of looking as done when one stands where they are done. */
export function useTourWatch(training: Training | undefined): void {
  const location = useRouterState({ select: (state) => state.location });
  const refresh = useRefresh();
  const open = training?.tasks.filter(({ state }) => state === "open").map(({ task }) => task) ?? [];
  const done = tasksDoneAt({ path: location.pathname, search: location.search }).find((task) => open.includes(task));

  useEffect(() => {
    if (done === undefined) return;
    void callOperation("sample.noteTask", { params: { task: done }, body: {} }).then(() =>
      refresh("sample.readTraining"),
    );
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- refresh is new at every render and means the same
  }, [done]);
}

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { callOperation } from "#web/api/client.ts";
import { operationQuery } from "#web/api/queries.ts";
import { keptCard } from "#web/pins/put-card.ts";

import type { Dashboard } from "../../contract.ts";

type Cards = Dashboard["cards"];

/** The cards as they are shown: changed at once, saved one change after the other; refused ones are taken back. */
export function useArranging(dashboard: Dashboard) {
  const cache = useQueryClient();
  const [changed, setChanged] = useState<Cards | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const revision = useRef(dashboard.revision);
  const key = operationQuery("explore.readDashboard", { params: { id: dashboard.id } }).queryKey;

  const save = async (cards: Cards) => {
    try {
      const saved = await callOperation("explore.updateDashboard", {
        params: { id: dashboard.id },
        body: { revision: revision.current, cards: cards.map(keptCard) },
      });
      revision.current = saved.revision;
      cache.setQueryData(key, saved);
      setProblem(null);
    } catch (error) {
      setProblem(error);
      setChanged(null);
      await cache.invalidateQueries({ queryKey: key });
    }
  };
  return {
    cards: changed ?? dashboard.cards,
    problem,
    arrange: (cards: readonly Cards[number][]) => {
      setChanged([...cards]);
      saving.current = saving.current.then(() => save([...cards]));
    },
  };
}

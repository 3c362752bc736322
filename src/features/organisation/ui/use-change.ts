import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { TreeChangeInput } from "#feature/organisation/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

const changed = ["organisation.", "facts.", "insight.", "answers."] as const;

/** Takes a change of the tree back and says so. */
export function useUndo(): (id: string) => void {
  const { t } = useTranslation("organisation");
  const refresh = useRefresh();
  const { mutate } = useMutation({
    mutationFn: (id: string) => callOperation("organisation.undoChange", { params: { id } }),
    onSuccess: async () => {
      toast(t("undo.done"));
      await refresh(...changed);
    },
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
  });
  return mutate;
}

/** Changes the tree; the message that says so offers the way back. */
export function useChange(onDone: () => void) {
  const { t } = useTranslation("organisation");
  const refresh = useRefresh();
  const undo = useUndo();
  return useMutation({
    mutationFn: (body: TreeChangeInput) => callOperation("organisation.changeUnits", { body }),
    onSuccess: async ({ changeId, units }) => {
      onDone();
      if (changeId === null) toast(t("change.nothing"));
      else toast(t("change.done", { count: units }), { undo: () => undo(changeId) });
      await refresh(...changed);
    },
  });
}

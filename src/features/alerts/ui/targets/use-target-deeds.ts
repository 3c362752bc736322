import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

/** Reviewing and dropping a target, with the way back. */
export function useTargetDeeds() {
  const { t } = useTranslation("alerts");
  const refresh = useRefresh();
  const onError = (error: unknown) =>
    toast(
      wordsOf(error, (key) => t(`web:${key}`)),
      { tone: "problem" },
    );
  const review = useMutation({
    mutationFn: (id: string) => callOperation("alerts.reviewTarget", { params: { id } }),
    onSuccess: () => [toast(t("targets.reviewNoted")), refresh("alerts.listTargets")][1],
    onError,
  });
  const restore = useMutation({
    mutationFn: (id: string) => callOperation("alerts.restoreTarget", { params: { id } }),
    onSuccess: () => refresh("alerts.listTargets"),
    onError,
  });
  const remove = useMutation({
    mutationFn: (id: string) => callOperation("alerts.deleteTarget", { params: { id } }),
    onSuccess: (_, id) => {
      toast(t("targets.dropped"), { undo: () => restore.mutate(id) });
      return refresh("alerts.listTargets");
    },
    onError,
  });
  return { review: (id: string) => review.mutate(id), remove: (id: string) => remove.mutate(id) };
}

import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Watch, WatchWish } from "#feature/alerts/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

/** Switching, deleting, looking now: each with a word, and the way back where there is one. */
export function useWatchDeeds() {
  const { t } = useTranslation("alerts");
  const refresh = useRefresh();
  const onError = (error: unknown) =>
    toast(
      wordsOf(error, (key) => t(`web:${key}`)),
      { tone: "problem" },
    );
  const onSuccess = () => refresh("alerts.");
  const change = useMutation({
    mutationFn: ({ watch, wish }: { watch: Watch; wish: WatchWish }) =>
      callOperation("alerts.updateWatch", { params: { id: watch.id }, body: { ...wish, revision: watch.revision } }),
    onSuccess,
    onError,
  });
  const restore = useMutation({
    mutationFn: (id: string) => callOperation("alerts.restoreWatch", { params: { id } }),
    onSuccess,
    onError,
  });
  const remove = useMutation({
    mutationFn: (id: string) => callOperation("alerts.deleteWatch", { params: { id } }),
    onSuccess: (_, id) => {
      toast(t("watches.deleted"), { undo: () => restore.mutate(id) });
      return refresh("alerts.");
    },
    onError,
  });
  const look = useMutation({
    mutationFn: (id: string) => callOperation("alerts.runWatch", { params: { id } }),
    onSuccess: ({ opened }) => {
      toast(opened === 0 ? t("watches.nothingNew") : t("watches.found", { count: opened }));
      return refresh("alerts.");
    },
    onError,
  });
  return {
    toggle: (watch: Watch) => {
      const { name, rule, quietDays, isOn } = watch;
      change.mutate({ watch, wish: { name, rule, quietDays, isOn: !isOn } });
    },
    remove: (id: string) => remove.mutate(id),
    look: (id: string) => look.mutate(id),
    isLooking: look.isPending,
    isPending: change.isPending,
  };
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Settings } from "#feature/organisation/contract";
import { callOperation } from "#web/api/client.ts";
import { settingsQuery, useRefresh } from "#web/api/queries.ts";
import { toast } from "#web/shell/toasts.ts";

/** Saves some of the settings and shows them everywhere at once; figures are asked for again. */
export function useSaveSettings() {
  const { t } = useTranslation("organisation");
  const cache = useQueryClient();
  const refresh = useRefresh();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (changes: Partial<Settings>) => callOperation("organisation.updateSettings", { body: changes }),
    onSuccess: async (settings) => {
      cache.setQueryData(settingsQuery.queryKey, settings);
      toast(t("web:action.saved"));
      await refresh("insight.", "facts.", "answers.", "access.listAudit");
    },
  });
  return { save: mutate, error, isPending };
}

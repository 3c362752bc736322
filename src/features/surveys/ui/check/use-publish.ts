import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Draft } from "../draft/use-draft.ts";
import { surveyQuery } from "../use-survey.ts";

/** Publishes what stands on the page, all of it saved first. After the first time it goes on to sharing. */
export function usePublish(
  { id, publishedVersion }: Survey,
  { flush }: Draft,
  { note, onDone }: { readonly note: string; readonly onDone: () => void },
) {
  const { t } = useTranslation("surveys");
  const cache = useQueryClient();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      const isSaved = await flush();
      return isSaved
        ? callOperation("surveys.publishSurvey", { params: { id }, body: note.trim() === "" ? {} : { note } })
        : undefined;
    },
    onSuccess: async (survey) => {
      onDone();
      if (survey === undefined) return;
      cache.setQueryData(surveyQuery(id).queryKey, survey);
      toast(t("publish.done", { version: survey.publishedVersion ?? 1 }));
      if (publishedVersion === null) await navigate({ to: "/surveys/$id/share", params: { id }, search: {} });
      await refresh("surveys.listSurveys", "surveys.listVersions");
    },
  });
  return { publish: () => mutate(), error, isPending };
}

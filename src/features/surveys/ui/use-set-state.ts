import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { surveyQuery } from "./use-survey.ts";

/** A state somebody can bring a survey into without publishing. */
export type SettableState = "open" | "closed" | "archived";

/** Brings a survey into another state, says so, and offers the way back. */
export function useSetState({ id, state: before }: Survey) {
  const { t } = useTranslation("surveys");
  const cache = useQueryClient();
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ to }: { to: SettableState; back?: SettableState }) =>
      callOperation("surveys.setState", { params: { id }, body: { state: to } }),
    onSuccess: async (survey, { to, back }) => {
      cache.setQueryData(surveyQuery(id).queryKey, survey);
      toast(t(`state.is-${to}`), back === undefined ? {} : { undo: () => mutate({ to: back }) });
      await refresh("surveys.listSurveys");
    },
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
  });
  return {
    isPending,
    setState: (to: SettableState) => mutate(before === "draft" ? { to } : { to, back: before }),
  };
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Template } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { useRefresh, useSettings } from "#web/api/queries.ts";

import { surveyQuery } from "../use-survey.ts";
import { ownDefinition } from "./own-definition.ts";

/** Makes a draft of a ready survey, in the organisation's languages, and opens it. */
export function useCreateSurvey() {
  const { i18n } = useTranslation("surveys");
  const settings = useSettings();
  const cache = useQueryClient();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: ({ key, name, programme, definition }: Template) =>
      callOperation("surveys.createSurvey", {
        body: {
          name: textIn(name, i18n.language),
          template: key,
          definition: settings === undefined ? definition : ownDefinition(definition, settings),
          anonymous: programme === "employee",
        },
      }),
    onSuccess: async (survey) => {
      cache.setQueryData(surveyQuery(survey.id).queryKey, survey);
      await navigate({ to: "/surveys/$id", params: { id: survey.id }, search: {} });
      await refresh("surveys.listSurveys");
    },
  });
  return { create: mutate, error, creating: isPending ? variables.key : undefined };
}

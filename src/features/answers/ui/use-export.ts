import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Response } from "#feature/answers/contract";
import { callOperation } from "#web/api/client.ts";
import { download } from "#web/design/download.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { csvOf } from "#web/design/table-model.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { toast } from "#web/shell/toasts.ts";

import { answersTable } from "./answers-table.ts";
import { answerQueryOf, type AnswerQuery } from "./use-answers.ts";

/** Saves everything that is listed, not only what has been scrolled to; `progress` counts answers while it runs. */
export function useExport(): { save: () => Promise<void>; progress: number | null } {
  const { t } = useTranslation("answers");
  const names = useNames();
  const { search, filter } = useFilter();
  const [progress, setProgress] = useState<number | null>(null);
  const save = async () => {
    setProgress(0);
    try {
      const responses = await allOf(answerQueryOf(search, filter), setProgress);
      const table = answersTable(responses, names, (key) => t(key));
      download("answers.csv", new Blob([csvOf(table)], { type: "text/csv" }));
    } catch (error) {
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      );
    } finally {
      setProgress(null);
    }
  };
  return { save, progress };
}

async function allOf(asked: AnswerQuery, onProgress: (count: number) => void): Promise<readonly Response[]> {
  const responses: Response[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Response[]; nextCursor: string | null } = await callOperation("answers.listResponses", {
      body: { ...asked, limit: 200, ...(cursor === null ? {} : { cursor }) },
    });
    responses.push(...page.items);
    onProgress(responses.length);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return responses;
}

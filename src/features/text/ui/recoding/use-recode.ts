import { useMutation } from "@tanstack/react-query";

import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { useThemeWords } from "../words.ts";

/** Starts and stops coding the past anew; a refusal is told in a message. */
export function useRecode(): { readonly recode: () => void; readonly cancel: () => void; readonly isPending: boolean } {
  const { t } = useThemeWords();
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: (what: "text.recode" | "text.cancelRecode") => callOperation(what),
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
    onSettled: () => refresh("text."),
  });
  return { recode: () => mutate("text.recode"), cancel: () => mutate("text.cancelRecode"), isPending };
}

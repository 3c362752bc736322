import { useTranslation } from "react-i18next";

import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

/** Tells of a refusal in a toast. */
export function useProblemToast(): (error: unknown) => void {
  const { t } = useTranslation("people");
  return (error) =>
    toast(
      wordsOf(error, (key) => t(`web:${key}`)),
      { tone: "problem" },
    );
}

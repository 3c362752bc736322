import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";

import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import type { CodingState } from "../../contract.ts";
import { useThemeWords } from "../words.ts";

/** Has the machine learn now; it does so by itself, too, when enough is new. */
export function Training({ state, needed }: { state: CodingState; needed: number }) {
  const { t, count } = useThemeWords();
  const refresh = useRefresh();
  const mayWrite = useMay("themes.write");
  const { mutate, isPending } = useMutation({
    mutationFn: () => callOperation("text.train"),
    onSuccess: () => toast(t("training.asked")),
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
    onSettled: () => refresh("text."),
  });
  if (!mayWrite || state.byPeople < needed) return null;
  return (
    <Button variant="default" loading={isPending || state.isTraining} onClick={() => mutate()}>
      {state.untrained === 0
        ? t("training.again")
        : t("training.now", { count: state.untrained, n: count(state.untrained) })}
    </Button>
  );
}

import { Button } from "@mantine/core";
import { IconStar, IconStarFilled } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { settingsQuery, useMay } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import classes from "./MeasureDetail.module.css";
import { useTopMeasure } from "./top-measure.ts";

/**
 * Whether this is the measure everybody is led by (R98): it stands first for the whole, for each unit in its manager's morning,
 * and for each employee. Whoever keeps the organisation's settings chooses it; can be undone.
 */
export function TopMark({ measure }: { measure: string }) {
  const { t } = useTranslation("insight");
  const top = useTopMeasure();
  const mayChoose = useMay("organisation.write");
  const choose = useChoose();
  const isTop = top === measure;
  if (!mayChoose) return isTop ? <small className={classes.top}>{t("top.is")}</small> : null;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      className={classes.top}
      aria-pressed={isTop}
      title={t("top.note")}
      leftSection={isTop ? <IconStarFilled size={15} aria-hidden /> : <IconStar size={15} aria-hidden />}
      onClick={() => choose(isTop ? null : measure, top)}
    >
      {t(isTop ? "top.is" : "top.choose")}
    </Button>
  );
}

function useChoose(): (next: string | null, before: string | null) => void {
  const { t } = useTranslation("insight");
  const { t: words } = useTranslation("web");
  const cache = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({
      next,
    }: {
      readonly next: string | null;
      readonly before: string | null;
      readonly isUndo: boolean;
    }) => callOperation("organisation.updateSettings", { body: { topMeasure: next } }),
    onSuccess: (settings, { next, before, isUndo }) => {
      cache.setQueryData(settingsQuery.queryKey, settings);
      if (isUndo) return;
      const undo = () => mutate({ next: before, before: next, isUndo: true });
      toast(t(next === null ? "top.cleared" : "top.chosen"), { undo });
    },
    onError: (error) => toast(wordsOf(error, words), { tone: "problem" }),
  });
  return (next, before) => mutate({ next, before, isUndo: false });
}

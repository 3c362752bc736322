import { Button } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Import } from "#feature/imports/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatCount } from "#web/format/number.ts";

import classes from "./Imports.module.css";
import { ProgressBar } from "./ProgressBar.tsx";

/** The way to take a whole import back; asks once, naming what goes and what stays. */
export function UndoImport({ shown }: { shown: Import }) {
  const { t, i18n } = useTranslation("imports");
  const refresh = useRefresh();
  const undo = useMutation({
    mutationFn: () => callOperation("imports.undo", { params: { id: shown.id } }),
    onSuccess: () => refresh("imports."),
  });
  const ask = async () => {
    const text = t("undo.text", { count: shown.created, shown: formatCount(shown.created, i18n.language) });
    if (await confirm({ title: t("undo.title", { name: shown.fileName }), text, action: t("undo.action") }))
      undo.mutate();
  };
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        loading={undo.isPending}
        onClick={() => void ask()}
      >
        {t("undo.action")}
      </Button>
      <ProblemNote error={undo.error} />
    </>
  );
}

/** How far the taking back is. It goes on without the page. */
export function UndoingImport({ shown }: { shown: Import }) {
  const { t, i18n } = useTranslation("imports");
  const count = (value: number) => formatCount(value, i18n.language);
  return (
    <section className={classes.page}>
      <p aria-live="polite">{t("undo.progress", { done: count(shown.undone), all: count(shown.created) })}</p>
      <ProgressBar
        label={t("undo.progressLabel")}
        share={shown.created === 0 ? null : Math.min(1, shown.undone / shown.created)}
      />
      <p className={classes.note}>{t("running.leave")}</p>
    </section>
  );
}

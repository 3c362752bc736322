import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Import } from "#feature/imports/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { formatCount } from "#web/format/number.ts";

import classes from "./Imports.module.css";
import { ProgressBar } from "./ProgressBar.tsx";

/** How far an import is. It goes on without the page. */
export function RunningImport({ shown }: { shown: Import }) {
  const { t, i18n } = useTranslation("imports");
  const refresh = useRefresh();
  const cancel = useMutation({
    mutationFn: () => callOperation("imports.cancel", { params: { id: shown.id } }),
    onSuccess: () => refresh("imports."),
  });
  const count = (value: number) => formatCount(value, i18n.language);

  return (
    <section className={classes.page}>
      <p aria-live="polite">{t("running.progress", { done: count(shown.rowsDone), rows: count(shown.rows) })}</p>
      <ProgressBar label={t("running.label")} share={shown.rows === 0 ? null : shown.rowsDone / shown.rows} />
      <p className={classes.note}>{t("running.leave")}</p>
      <ProblemNote error={cancel.error} />
      <div className={classes.actions}>
        <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
          {t("running.cancel")}
        </Button>
        <Button variant="subtle" component={Link} to="/imports">
          {t("running.others")}
        </Button>
      </div>
    </section>
  );
}

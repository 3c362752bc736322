import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Import } from "#feature/imports/contract";
import { formatCount } from "#web/format/number.ts";

import classes from "./Imports.module.css";
import { ImportState } from "./PastImports.tsx";
import { UndoImport } from "./UndoImport.tsx";

/** What came of an import, and the ways on: to its numbers, to its answers, to what was refused. */
export function FinishedImport({ shown }: { shown: Import }) {
  const { t, i18n } = useTranslation("imports");
  const where = { import: [shown.id] };
  const counts = [
    ["done.unchanged", shown.unchanged],
    ["done.skipped", shown.skipped],
    ["done.refused", shown.refused],
  ] as const;

  return (
    <section className={classes.page}>
      <div className={classes.section}>
        <ImportState state={shown.state} />
        <p>{t("done.created", { count: shown.created, shown: formatCount(shown.created, i18n.language) })}</p>
        <p className={classes.facts}>
          {counts
            .filter(([, value]) => value > 0)
            .map(([key, value]) => (
              <span key={key}>{t(key, { count: value, shown: formatCount(value, i18n.language) })}</span>
            ))}
        </p>
      </div>
      <div className={classes.actions}>
        {shown.created > 0 ? (
          <>
            <Button renderRoot={(props) => <Link to="/overview" search={{ where }} {...props} />}>
              {t("done.overview")}
            </Button>
            <Button variant="default" renderRoot={(props) => <Link to="/answers" search={{ where }} {...props} />}>
              {t("done.answers")}
            </Button>
          </>
        ) : null}
        {shown.refused > 0 ? (
          <Button
            variant="default"
            component="a"
            href={`/api/v1/imports/${shown.id}/errors.csv?lang=${i18n.language}`}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t("done.errors")}
          </Button>
        ) : null}
        <Button variant="subtle" component={Link} to="/imports">
          {t("done.another")}
        </Button>
        {shown.created > 0 ? <UndoImport shown={shown} /> : null}
      </div>
    </section>
  );
}

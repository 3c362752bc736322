import { useTranslation } from "react-i18next";

import { DataTable } from "#web/design/DataTable.tsx";
import classes from "#web/design/Sections.module.css";
import { formatCount, formatNumber } from "#web/format/number.ts";
import { formatInstant } from "#web/format/time.ts";

import type { Scheme } from "../../contract.ts";

/** When a scheme was applied, by whom, and what it did. */
export function SchemeHistory({ scheme: { applications } }: { scheme: Scheme }) {
  const { t, i18n } = useTranslation("sampling");
  if (applications.length === 0) return null;
  const count = (value: number): string => formatCount(value, i18n.language);
  return (
    <section className={classes.section}>
      <h3>{t("history.title")}</h3>
      <DataTable
        caption={t("history.title")}
        rows={applications}
        rowKey={({ id }) => id}
        columns={[
          { key: "when", label: t("history.when"), render: ({ startedAt }) => formatInstant(startedAt, i18n.language) },
          { key: "who", label: t("history.who"), render: ({ startedBy }) => startedBy },
          { key: "state", label: t("history.state"), render: ({ state }) => t(`run.${state}`) },
          { key: "n", label: "n", numeric: true, render: ({ quality }) => count(quality.n) },
          { key: "changed", label: t("history.changed"), numeric: true, render: ({ changed }) => count(changed) },
          {
            key: "deff",
            label: t("preview.designEffect"),
            numeric: true,
            render: ({ quality }) => formatNumber(quality.designEffect, i18n.language, 2),
          },
        ]}
      />
    </section>
  );
}

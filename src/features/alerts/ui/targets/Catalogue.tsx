import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { OperationAnswer } from "#web/api/operations.ts";
import { operationQuery } from "#web/api/queries.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";

import classes from "./Targets.module.css";

type Metric = OperationAnswer<"alerts.listMetrics">["items"][number];

/** Every measure the product knows: exact formula, which way is better, at which stage of maturity it comes into use. */
export function Catalogue() {
  const { t } = useTranslation("alerts");
  const { data } = useQuery({ ...operationQuery("alerts.listMetrics"), staleTime: Infinity });
  const columns: readonly Column<Metric>[] = [
    { key: "name", label: t("metric.name"), render: ({ id }) => t(`metric.${id}`) },
    { key: "formula", label: t("metric.formula"), render: ({ formula }) => <code>{formula}</code> },
    { key: "unit", label: t("metric.unit"), render: ({ unit }) => t(`metric.unit-${unit}`) },
    { key: "better", label: t("metric.better"), render: ({ better }) => t(`metric.better-${better}`) },
    { key: "stage", label: t("metric.stage"), numeric: true, render: ({ stage }) => t(`metric.stage-${stage}`) },
    { key: "from", label: t("metric.from"), render: ({ from }) => t(`metric.from-${from}`) },
  ];
  return (
    <details className={classes.catalogue}>
      <summary>{t("metric.title")}</summary>
      <p className={classes.aim}>{t("metric.what")}</p>
      <DataTable
        caption={t("metric.title")}
        columns={columns}
        rows={data?.items.toSorted((a, b) => a.stage - b.stage) ?? []}
        rowKey={({ id }) => id}
      />
    </details>
  );
}

import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";
import { DataTable } from "#web/design/DataTable.tsx";
import classes from "#web/design/Sections.module.css";
import { formatCount, formatDifference, formatNumber, formatValue } from "#web/format/number.ts";

import type { Representativeness } from "../../contract.ts";

interface ArrivalProps {
  readonly kind: MeasureKind;
  readonly arrival: NonNullable<Representativeness["arrival"]>;
}

/** Early answers beside late ones: whoever needed longer is somewhat like whoever never answered. */
export function Arrival({ kind, arrival: { slope, p, groups } }: ArrivalProps) {
  const { t, i18n } = useTranslation("sampling");
  const perWeek = formatDifference(kind, 7 * slope, i18n.language);
  return (
    <section className={classes.section}>
      <h2>{t("arrival.title")}</h2>
      <p className={classes.note}>
        {t(p < 0.05 ? "arrival.differs" : "arrival.alike", { points: perWeek, p: formatNumber(p, i18n.language, 3) })}
      </p>
      <DataTable
        caption={t("arrival.title")}
        rows={groups}
        rowKey={({ days }) => String(days)}
        columns={[
          { key: "days", label: t("arrival.days"), render: ({ days }) => t("arrival.from", { count: days }) },
          {
            key: "mean",
            label: t("table.estimate"),
            numeric: true,
            render: ({ mean }) => formatValue(kind, mean, i18n.language),
          },
          { key: "n", label: "n", numeric: true, render: ({ n }) => formatCount(n, i18n.language) },
        ]}
      />
    </section>
  );
}

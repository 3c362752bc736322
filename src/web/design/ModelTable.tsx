import { useTranslation } from "react-i18next";

import { DataTable } from "./DataTable.tsx";
import type { TableModel } from "./table-model.ts";

/** A picture's table on the screen. */
export function ModelTable({ caption, model }: { caption: string; model: TableModel }) {
  const { i18n } = useTranslation("web");
  const format = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  return (
    <DataTable<{ cells: TableModel["rows"][number]; index: number }>
      caption={caption}
      rows={model.rows.map((cells, index) => ({ cells, index }))}
      rowKey={({ index }) => String(index)}
      columns={model.columns.map(({ label, numeric }, at) => ({
        key: `${at} ${label}`,
        label,
        numeric,
        render: ({ cells }) => {
          const value = cells[at] ?? "";
          return typeof value === "number" ? format.format(value).replace("-", "−") : value;
        },
      }))}
    />
  );
}

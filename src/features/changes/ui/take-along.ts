import { useTranslation } from "react-i18next";

import { send } from "#web/api/client.ts";
import { endpoints } from "#web/api/endpoints.ts";
import { Problem } from "#web/api/problem.ts";
import { download, fileNameOf } from "#web/design/download.ts";
import { csvOf, type TableModel } from "#web/design/table-model.ts";
import { toast } from "#web/shell/toasts.ts";

import type { ChangeQuery } from "../contract.ts";

/** A picture's own table as CSV, and everything on the page with its method as a workbook made by the server. */
export function useFiles(query: ChangeQuery) {
  const { t } = useTranslation("changes");
  const failed = t("export.failed");
  return (title: string, table: TableModel) => [
    {
      label: "CSV",
      save: () => download(`${fileNameOf(title)}.csv`, new Blob([csvOf(table)], { type: "text/csv" })),
    },
    {
      label: t("export.everything"),
      save: () =>
        void fetchFile(query, title).catch((error: unknown) =>
          toast(error instanceof Problem ? error.message : failed, { tone: "problem" }),
        ),
    },
  ];
}

async function fetchFile(query: ChangeQuery, title: string): Promise<void> {
  const [method, path] = endpoints["changes.export"];
  const body = JSON.stringify({ query, title: title.slice(0, 200) });
  const response = await send(path, { method: method.toUpperCase(), body });
  download(`${fileNameOf(title)}.xlsx`, await response.blob());
}

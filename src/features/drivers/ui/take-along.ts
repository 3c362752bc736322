import { useTranslation } from "react-i18next";

import { send } from "#web/api/client.ts";
import { endpoints } from "#web/api/endpoints.ts";
import { Problem } from "#web/api/problem.ts";
import { download, fileNameOf } from "#web/design/download.ts";
import { toast } from "#web/shell/toasts.ts";

import { useDriverQuestion, type Question } from "./use-question.ts";

/** The drivers as files made by the server, with effects, penalty and reward, and how all of it was made. */
export function useFiles(title: string): readonly { readonly label: string; readonly save: () => void }[] {
  const { t } = useTranslation("drivers");
  const query = useDriverQuestion();
  const failed = t("export.failed");
  return (["xlsx", "csv"] as const).map((format) => ({
    label: format === "xlsx" ? "Excel (XLSX)" : "CSV",
    save: () =>
      void fetchFile(query, format, title).catch((error: unknown) =>
        toast(error instanceof Problem ? error.message : failed, { tone: "problem" }),
      ),
  }));
}

async function fetchFile(query: Question, format: "csv" | "xlsx", title: string): Promise<void> {
  const [method, path] = endpoints["drivers.export"];
  const body = JSON.stringify({ query, format, title });
  const response = await send(path, { method: method.toUpperCase(), body });
  download(`${fileNameOf(title)}.${format}`, await response.blob());
}

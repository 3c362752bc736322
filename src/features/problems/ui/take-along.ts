import { useTranslation } from "react-i18next";

import { send } from "#web/api/client.ts";
import { endpoints } from "#web/api/endpoints.ts";
import { Problem } from "#web/api/problem.ts";
import { download, fileNameOf } from "#web/design/download.ts";
import { toast } from "#web/shell/toasts.ts";

import { mapFormats, type MapFormat, type PainMap } from "../contract.ts";

/** The map as files that the server makes: tables and slides. */
export function useFiles(map: PainMap): readonly { readonly label: string; readonly save: () => void }[] {
  const { t } = useTranslation("problems");
  const title = t(`title.${map.query.side}`);
  return mapFormats.map((format) => ({
    label: format.toUpperCase(),
    save: () =>
      void fetchFile(map, format, title).catch((error: unknown) =>
        toast(error instanceof Problem ? error.message : t("export.failed"), { tone: "problem" }),
      ),
  }));
}

async function fetchFile(map: PainMap, format: MapFormat, title: string): Promise<void> {
  const [method, path] = endpoints["problems.exportMap"];
  const body = JSON.stringify({ query: map.query, format, title });
  const response = await send(path, { method: method.toUpperCase(), body });
  download(`${fileNameOf(title)}.${format}`, await response.blob());
}

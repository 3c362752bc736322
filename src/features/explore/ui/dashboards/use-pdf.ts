import { useState } from "react";
import { useTranslation } from "react-i18next";

import { send } from "#web/api/client.ts";
import { endpoints } from "#web/api/endpoints.ts";
import { Problem } from "#web/api/problem.ts";
import { download, fileNameOf } from "#web/design/download.ts";
import { toast } from "#web/shell/toasts.ts";

/** Fetches a dashboard as a PDF and hands it to the reader; says so when that fails. */
export function usePdf({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation("explore");
  const [isMaking, setMaking] = useState(false);
  const takePdf = async () => {
    setMaking(true);
    try {
      const [, path] = endpoints["explore.exportDashboard"];
      const response = await send(path.replace("{id}", id), { method: "GET" });
      download(`${fileNameOf(name)}.pdf`, await response.blob());
    } catch (error) {
      toast(error instanceof Problem ? error.message : t("pdf.failed"), { tone: "problem" });
    }
    setMaking(false);
  };
  return { isMaking, takePdf };
}

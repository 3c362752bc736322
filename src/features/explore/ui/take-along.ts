import { send } from "#web/api/client.ts";
import { endpoints } from "#web/api/endpoints.ts";
import { Problem } from "#web/api/problem.ts";
import { download, fileNameOf } from "#web/design/download.ts";
import { toast } from "#web/shell/toasts.ts";

import type { ExportFormat, QuestionInput } from "../contract.ts";

interface Wish {
  readonly question: QuestionInput;
  readonly format: ExportFormat;
  readonly title: string;
}

/** Fetches the answer as a file and hands it to the reader; says so when that fails. */
export function takeAlong(wish: Wish, failed: string): void {
  void fetchFile(wish).catch((error: unknown) =>
    toast(error instanceof Problem ? error.message : failed, { tone: "problem" }),
  );
}

async function fetchFile({ question, format, title }: Wish): Promise<void> {
  const [method, path] = endpoints["explore.export"];
  const body = JSON.stringify({ question, format, title: title.slice(0, 200) });
  const response = await send(path, { method: method.toUpperCase(), body });
  download(`${fileNameOf(title)}.${format}`, await response.blob());
}

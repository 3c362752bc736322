import type { OperationAnswer } from "#web/api/operations.ts";
import { Problem, problemOf, unreachable } from "#web/api/problem.ts";

import type { Reading } from "./setup/FileFacts.tsx";

/** How to watch and stop an upload. */
export interface UploadOptions {
  /** Share of the file that has been sent, 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file as it is and answers what the server sees in it. `fetch` cannot tell how far it is, so this does not use it.
 * Throws a `Problem`, or an AbortError when it was stopped.
 */
export function uploadFile(
  file: File,
  options: UploadOptions,
  wish: Reading = {},
): Promise<OperationAnswer<"imports.inspect">> {
  const request = new XMLHttpRequest();
  request.open("POST", `/api/v1/imports?${queryOf({ name: file.name, ...wish })}`);
  request.setRequestHeader("accept", "application/json");
  request.setRequestHeader("accept-language", document.documentElement.lang);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.upload.addEventListener("progress", ({ loaded, total }) =>
    options.onProgress(total === 0 ? 1 : loaded / total),
  );
  options.signal.addEventListener("abort", () => request.abort());

  return new Promise((resolve, reject) => {
    request.addEventListener("error", () => reject(new Problem(0, unreachable, "The server cannot be reached.")));
    request.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    request.addEventListener("load", () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as OperationAnswer<"imports.inspect">);
      else void problemOf(new Response(request.responseText, { status: request.status })).then(reject);
    });
    request.send(file);
  });
}

function queryOf(wish: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(wish).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(given).toString();
}

import type { DirectoryKind } from "#feature/directory/contract";
import type { OperationAnswer } from "#web/api/operations.ts";
import { problemOf } from "#web/api/problem.ts";

/** Sends a file as it is and answers what the server sees in it. Throws a `Problem`. */
export async function uploadFile(
  kind: DirectoryKind,
  file: File,
  signal: AbortSignal,
): Promise<OperationAnswer<"directory.inspect">> {
  const query = new URLSearchParams({ kind, name: file.name }).toString();
  const response = await fetch(`/api/v1/directory/files?${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", "accept-language": document.documentElement.lang },
    body: file,
    signal,
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as OperationAnswer<"directory.inspect">;
}

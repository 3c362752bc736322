import type { IncomingMessage } from "node:http";

import { readBody } from "./insert-body.ts";

/** The text fields of a multipart body; undefined when the body is something else and has not been read. */
export async function readMultipart(request: IncomingMessage, limit: number): Promise<Map<string, string> | undefined> {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return undefined;

  const body = await readBody(request, limit);
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const fields = new Map<string, string>();
  for (const [name, value] of form) fields.set(name, typeof value === "string" ? value : await value.text());
  return fields;
}

import type { IncomingMessage } from "node:http";

import { readBody } from "./insert-body.ts";

/** The text fields of a multipart body (RFC 7578); undefined when the body is something else and has not been read. */
export async function readMultipart(request: IncomingMessage, limit: number): Promise<Map<string, string> | undefined> {
  const type = request.headers["content-type"] ?? "";
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return undefined;

  /** One byte a character, so that positions are positions of bytes. */
  const text = (await readBody(request, limit)).toString("latin1");
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`).slice(1, -1);
  return new Map(parts.map(fieldOf));
}

function fieldOf(part: string): [string, string] {
  const end = part.indexOf("\r\n\r\n");
  const name = /name="((?:[^"\\]|\\.)*)"/i.exec(part.slice(0, end))?.[1] ?? "";
  return [utf8(name), utf8(part.slice(end + 4))];
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

import { Readable } from "node:stream";

import type { Context, Hono } from "hono";

import { requireEverywhere } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { errorsFile } from "../actions/errors-file.ts";
import type { ReadingWish } from "../actions/inspect.ts";
import { readImport } from "../actions/list.ts";
import { uploadFile } from "../actions/upload.ts";
import { readingSchema } from "../contract.ts";
import { fileInForm } from "../reading/form-file.ts";

/** What the routes of files need besides the app. */
export interface ImportFilesOptions {
  readonly stores: Stores;
  readonly viewerOf: (context: Context) => Promise<Viewer>;
}

/**
 * Adds the two routes that are not JSON: `POST /api/v1/imports?name=…` (with `encoding`, `delimiter`,
 * `sheet`, `headerRow` where detection fails) takes a file in, as the raw body or as the file of
 * a form, and answers its `Inspection`; `GET /api/v1/imports/{id}/errors.csv` gives the refused cells. Both need
 * `imports.run`. Refusals are thrown, for the app's own handler to answer.
 */
export function mountImportFiles(app: Hono, { stores, viewerOf }: ImportFilesOptions): void {
  app.post("/api/v1/imports", async (context) => {
    const viewer = await viewerOf(context);
    requireEverywhere(viewer, "imports.run");
    const file = fileOfRequest(context.req.raw, context.req.query("name") ?? "file");
    return context.json(await uploadFile({ stores, viewer }, await file, wishOf(context.req.query())));
  });

  app.get("/api/v1/imports/:id/errors.csv", async (context) => {
    const viewer = await viewerOf(context);
    const id = context.req.param("id");
    requireEverywhere(viewer, "imports.run");
    if (!isUuid(id)) throw new Refusal("imports.not_found");
    await readImport({ stores, viewer }, id);
    const language = context.req.query("lang") ?? viewer.language;
    context.header("content-type", "text/csv; charset=utf-8");
    context.header("content-disposition", `attachment; filename="errors-${id}.csv"`);
    const lines = Readable.from(errorsFile({ stores, viewer }, id, language));
    return context.body(Readable.toWeb(lines.map((line: string) => Buffer.from(line))) as ReadableStream);
  });
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** How to read the file, where the caller knows better than detection; what is not well formed is left to be detected. */
function wishOf(query: Readonly<Record<string, string>>): ReadingWish {
  const asked = readingSchema.safeParse(query);
  const given = Object.entries(asked.data ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as ReadingWish;
}

async function fileOfRequest(
  request: Request,
  name: string,
): Promise<{ readonly name: string; readonly content: AsyncIterable<Uint8Array> }> {
  const content: AsyncIterable<Uint8Array> = request.body ?? Readable.from([]);
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(request.headers.get("content-type") ?? "")?.[1];
  return boundary === undefined ? { name, content } : fileInForm(content, boundary);
}

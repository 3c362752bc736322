import { Readable } from "node:stream";

import type { Context, Hono } from "hono";

import { requirePermission } from "#feature/access";
import { fileInForm } from "#feature/imports";
import { readingSchema } from "#feature/imports/contract";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { errorsFile, templateFile } from "../actions/files.ts";
import { uploadDirectory } from "../actions/upload.ts";
import { readImport } from "../actions/views.ts";
import { directoryKinds, type DirectoryKind } from "../contract.ts";

/** What the routes of files need besides the app. */
export interface DirectoryFilesOptions {
  readonly stores: Stores;
  readonly viewerOf: (context: Context) => Promise<Viewer>;
}

/**
 * Adds the routes that are not JSON: `POST /api/v1/directory/files?kind=…&name=…` takes a file in (raw, or as the file of a
 * form) and answers its `DirectoryInspection`; `GET /api/v1/directory/imports/{id}/errors.csv` gives the refused cells;
 * `GET /api/v1/directory/templates/{kind}` a file to begin with.
 */
export function mountDirectoryFiles(app: Hono, { stores, viewerOf }: DirectoryFilesOptions): void {
  app.post("/api/v1/directory/files", async (context) => {
    const viewer = await viewerOf(context);
    requirePermission(viewer, "signed-in");
    const kind = kindIn(context.req.query("kind"), "query.kind");
    const file = await fileOfRequest(context.req.raw, context.req.query("name") ?? "file");
    const reading = readingSchema.safeParse(context.req.query()).data ?? {};
    return context.json(await uploadDirectory({ stores, viewer }, { kind, ...file }, reading));
  });

  app.get("/api/v1/directory/imports/:id/errors.csv", async (context) => {
    const viewer = await viewerOf(context);
    requirePermission(viewer, "signed-in");
    const id = context.req.param("id");
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) throw new Refusal("directory.not_found");
    const language = context.req.query("lang") ?? viewer.language;
    await readImport({ stores, viewer, language }, id);
    sendCsv(context, `errors-${id}.csv`);
    const lines = Readable.from(errorsFile({ stores, viewer }, id, language));
    return context.body(Readable.toWeb(lines.map((line: string) => Buffer.from(line))) as ReadableStream);
  });

  app.get("/api/v1/directory/templates/:kind", async (context) => {
    const viewer = await viewerOf(context);
    requirePermission(viewer, "signed-in");
    const kind = kindIn(context.req.param("kind"), "params.kind");
    sendCsv(context, `${kind}.csv`);
    return context.body(templateFile(kind, context.req.query("lang") ?? viewer.language));
  });
}

function sendCsv(context: Context, name: string): void {
  context.header("content-type", "text/csv; charset=utf-8");
  context.header("content-disposition", `attachment; filename="${name}"`);
}

function kindIn(text: string | undefined, field: string): DirectoryKind {
  const kind = directoryKinds.find((one) => one === text);
  if (kind === undefined) throw new Refusal("request.invalid", {}, [{ field, code: "invalid_value" }]);
  return kind;
}

async function fileOfRequest(
  request: Request,
  name: string,
): Promise<{ readonly name: string; readonly content: AsyncIterable<Uint8Array> }> {
  const content: AsyncIterable<Uint8Array> = request.body ?? Readable.from([]);
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(request.headers.get("content-type") ?? "")?.[1];
  return boundary === undefined ? { name, content } : fileInForm(content, boundary);
}

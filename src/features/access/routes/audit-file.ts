import { Readable } from "node:stream";

import type { Context, Hono } from "hono";

import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { fieldProblems } from "#platform/http/problem";
import type { Stores } from "#platform/stores";

import { auditFile } from "../actions/audit-file.ts";
import { requirePermission } from "../actions/viewers.ts";
import { auditFilterSchema } from "../contract.ts";

/** What the route of the file needs besides the app. */
export interface AuditFileOptions {
  readonly stores: Stores;
  readonly viewerOf: (context: Context) => Promise<Viewer>;
}

/** Adds the one route that is not JSON: `GET /api/v1/audit/export.csv` with the filter of the list. Needs `audit.read`. */
export function mountAuditFile(app: Hono, { stores, viewerOf }: AuditFileOptions): void {
  app.get("/api/v1/audit/export.csv", async (context) => {
    const viewer = await viewerOf(context);
    requirePermission(viewer, "audit.read");
    const filter = auditFilterSchema.safeParse(context.req.query());
    if (!filter.success) throw new Refusal("request.invalid", {}, fieldProblems(filter.error));

    const lines = Readable.from(await auditFile({ stores, viewer }, filter.data));
    context.header("content-type", "text/csv; charset=utf-8");
    context.header("content-disposition", 'attachment; filename="audit.csv"');
    return context.body(Readable.toWeb(lines.map((line: string) => Buffer.from(line))) as ReadableStream);
  });
}

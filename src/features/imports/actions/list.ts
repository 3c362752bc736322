import { requireEverywhere } from "#feature/access";

import type { Import } from "../contract.ts";
import { findImport, selectImports } from "../store/imports.ts";
import { foundImport, viewOf, viewsOf } from "./import-views.ts";
import type { ImportCall } from "./upload.ts";

/** Imports, newest first, a page at a time. */
export async function listImports(
  { stores, viewer }: ImportCall,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Import[]; nextCursor: string | null }> {
  requireEverywhere(viewer, "imports.run");
  return stores.postgres.read(async (tx) => {
    const rows = await selectImports(tx, { before: readCursor(page.cursor), limit: page.limit + 1 });
    const shown = rows.slice(0, page.limit);
    const items = await viewsOf(tx, shown, viewer.language);
    const last = shown.at(-1);
    return {
      items,
      nextCursor: rows.length > page.limit && last ? `${last.createdAt.toISOString()}~${last.id}` : null,
    };
  });
}

/** One import with its progress. */
export async function readImport({ stores, viewer }: ImportCall, id: string): Promise<Import> {
  requireEverywhere(viewer, "imports.run");
  return stores.postgres.read(async (tx) => viewOf(tx, foundImport(await findImport(tx, id)), viewer.language));
}

/** A cursor that is not one of ours starts from the beginning. */
function readCursor(cursor: string | undefined): { createdAt: Date; id: string } | undefined {
  const [time = "", id = ""] = (cursor ?? "").split("~");
  const createdAt = new Date(time);
  if (Number.isNaN(createdAt.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) return undefined;
  return { createdAt, id };
}

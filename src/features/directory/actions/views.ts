import { requirePermission } from "#feature/access";
import { importsWording } from "#feature/imports";
import { Refusal } from "#kit/refusal";

import { directoryErrors, type DirectoryImport } from "../contract.ts";
import { selectImports, type ImportRow, type StoredProblem } from "../store/imports.ts";
import { directoryWording } from "../wording/sentences.ts";
import { kindsSeen, seenImport, type DirectoryCall } from "./access.ts";

type Reader = DirectoryCall & { readonly language: string };

/** Files that came in, newest first: of the kinds one may write; who has some units only sees their own. */
export async function listImports(
  { stores, viewer, language }: Reader,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: DirectoryImport[]; nextCursor: string | null }> {
  requirePermission(viewer, "signed-in");
  const wanted = { ...kindsSeen(viewer), viewerId: viewer.id };
  const before = cursor === undefined ? null : positionOf(cursor);
  const rows = await stores.postgres.read((tx) => selectImports(tx, wanted, { before, limit: limit + 1 }));
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => viewOf(row, language)),
    nextCursor: last === undefined ? null : cursorOf(last),
  };
}

/** One of them. @throws Refusal `directory.not_found` */
export async function readImport({ stores, viewer, language }: Reader, id: string): Promise<DirectoryImport> {
  return viewOf(await stores.postgres.read((tx) => seenImport(tx, viewer, id)), language);
}

/** An import as callers see it. */
export function viewOf(row: ImportRow, language: string): DirectoryImport {
  const { id, kind, fileName, bytes, state, rows, rowsDone, created, changed, unchanged, refused } = row;
  return {
    id,
    kind,
    fileName,
    bytes,
    state,
    rows,
    rowsDone,
    created,
    changed,
    unchanged,
    refused,
    problem: row.problem === null ? null : { code: row.problem.code, message: sentence(row.problem, language) },
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

function sentence({ code, params }: StoredProblem, language: string): string {
  const own = directoryWording(code, language, params) ?? importsWording(code, language, params);
  return own ?? directoryErrors[code as keyof typeof directoryErrors]?.message ?? code;
}

function cursorOf({ createdAt, id }: ImportRow): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString("base64url");
}

function positionOf(cursor: string): { createdAt: string; id: string } {
  const [, createdAt, id] =
    /^\["([\d:.TZ-]{20,30})","([\da-f-]{36})"\]$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (createdAt === undefined || id === undefined) throw new Refusal("access.bad_cursor");
  return { createdAt, id };
}

import { surveyNames } from "#feature/surveys";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";

import type { Import } from "../contract.ts";
import type { ImportRow, StoredProblem } from "../store/imports.ts";
import { importsWording } from "../wording/files.ts";

/** Imports as callers see them. */
export async function viewsOf(tx: Tx, rows: readonly ImportRow[], language: string): Promise<Import[]> {
  const surveys = [...new Set(rows.flatMap(({ surveyId }) => surveyId ?? []))];
  const names = surveys.length === 0 ? new Map<string, string>() : await surveyNames(tx, surveys);
  return rows.map((row) => view(row, names, language));
}

/** One import as callers see it. */
export async function viewOf(tx: Tx, row: ImportRow, language: string): Promise<Import> {
  const [only] = await viewsOf(tx, [row], language);
  return only ?? view(row, new Map(), language);
}

function view(row: ImportRow, names: ReadonlyMap<string, string>, language: string): Import {
  return {
    id: row.id,
    fileName: row.fileName,
    bytes: row.bytes,
    state: row.state,
    profile: row.profile?.name ?? null,
    surveyId: row.surveyId,
    surveyName: names.get(row.surveyId ?? "") ?? null,
    rows: row.rows,
    rowsDone: row.rowsDone,
    created: row.created,
    unchanged: row.unchanged,
    refused: row.refused,
    skipped: row.skipped,
    undone: row.undone,
    problem: row.problem === null ? null : worded(row.problem, language),
    startedBy: row.startedBy,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

function worded({ code, params }: StoredProblem, language: string): NonNullable<Import["problem"]> {
  return { code, message: importsWording(code, language, params) ?? code };
}

/** The import, or a refusal when there is none. */
export function foundImport(row: ImportRow | undefined): ImportRow {
  if (row === undefined) throw new Refusal("imports.not_found");
  return row;
}

/** The import while its file is still kept. */
export function withFile(row: ImportRow | undefined): ImportRow {
  const found = foundImport(row);
  if (found.fileRemovedAt !== null) throw new Refusal("imports.not_found");
  return found;
}

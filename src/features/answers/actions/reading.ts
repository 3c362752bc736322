import { requirePermission } from "#feature/access";
import { resolveReferences } from "#feature/organisation";
import { referenceKinds, type ReferenceKind, type Settings } from "#feature/organisation/contract";
import { findPublished, readVersion } from "#feature/surveys";
import type { Definition } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { ListRequest, Response, ResponseList } from "../contract.ts";
import { presentResponse, type StoredResponse } from "../rules/present.ts";
import { countRows, findRow, listRows, type Asked } from "../store/reading.ts";
import { understand } from "./asking.ts";
import { readCursor, writeCursor, type Cursor } from "./cursor.ts";

/** What reading needs of its call. */
export type ReadCall = Pick<Call, "stores" | "viewer">;

/**
 * Responses behind a number, newest first: with the filter and the measure of the number, exactly those it was made of.
 * Within the viewer's units. Protected responses (anonymous or employee surveys) are left out where the group is too
 * small, see README; `total` counts what may be shown. It is counted for the first page and travels in the cursor.
 * Needs `answers.read`.
 * @throws Refusal `answers.invalid` for an unknown field, measure or cursor
 */
export async function listResponses({ stores, viewer }: ReadCall, request: ListRequest): Promise<ResponseList> {
  requirePermission(viewer, "answers.read");
  const cursor = request.cursor === undefined ? undefined : readCursor(request.cursor);
  if (request.cursor !== undefined && cursor === undefined) {
    throw new Refusal("answers.invalid", {}, [{ field: "cursor", code: "unknown_cursor" }]);
  }

  return stores.postgres.read(async (tx) => {
    const { asked, settings, readable } = await understand(tx, viewer, request);
    const rows = await listRows(tx, asked, { after: cursor, limit: request.limit + 1 });
    const { total, isAnyHidden } = cursor ?? (await countRows(tx, asked));

    const page = rows.slice(0, request.limit);
    const items = await presentAll(tx, page, { viewer, settings, readable });
    const last = rows.length > request.limit ? page.at(-1) : undefined;
    return {
      items,
      nextCursor: last === undefined ? null : writeCursor(cursorAt(last, total, isAnyHidden)),
      total,
      isAnyHidden,
    };
  });
}

/**
 * One response in full. Needs `answers.read`.
 * @throws Refusal `answers.not_found` also for responses of other units and for those a small group protects
 */
export async function readResponse({ stores, viewer }: ReadCall, id: string): Promise<Response> {
  requirePermission(viewer, "answers.read");
  return stores.postgres.read(async (tx) => {
    const { asked, settings, readable } = await understand(tx, viewer, {});
    const row = await findRow(tx, id, asked.filter);
    if (row === undefined || (row.isProtected && !isShown(asked, row.surveyId))) throw new Refusal("answers.not_found");
    const [response] = await presentAll(tx, [row], { viewer, settings, readable });
    if (response === undefined) throw new Refusal("answers.not_found");
    return response;
  });
}

function isShown({ shown }: Asked, surveyId: string): boolean {
  return shown.cells.includes(`${surveyId}:`);
}

function cursorAt({ answeredAt, id }: StoredResponse, total: number, isAnyHidden: boolean): Cursor {
  return { answeredAt, id, total, isAnyHidden };
}

async function presentAll(
  tx: Tx,
  rows: readonly StoredResponse[],
  { viewer, settings, readable }: { viewer: Viewer; settings: Settings; readable: ReadonlySet<string> },
): Promise<Response[]> {
  const references = await resolveReferences(
    tx,
    rows.flatMap(({ context }) => codesIn(context)),
  );
  const names = new Map<string, string>();
  const presented: Response[] = [];
  for (const row of rows) {
    if (!names.has(row.surveyId)) names.set(row.surveyId, await surveyNameOf(tx, row.surveyId));
    const presenting = {
      definition: await definitionOf(tx, row),
      surveyName: names.get(row.surveyId) ?? "",
      language: viewer.language,
      cutPoints: settings.cutPoints,
      referenceOf: (kind: ReferenceKind, code: string) => references.get(`${kind}:${code}`),
      isReadable: !row.isProtected || readable.has(row.surveyId),
    };
    presented.push(presentResponse(row, presenting));
  }
  return presented;
}

function codesIn(context: Readonly<Record<string, string>>): readonly { kind: ReferenceKind; code: string }[] {
  return referenceKinds.flatMap((kind) => (context[kind] === undefined ? [] : [{ kind, code: context[kind] }]));
}

async function surveyNameOf(tx: Tx, surveyId: string): Promise<string> {
  return (await findPublished(tx, surveyId))?.survey.name ?? "";
}

async function definitionOf(tx: Tx, { surveyId, surveyVersion, id }: StoredResponse): Promise<Definition> {
  const version = await readVersion(tx, surveyId, surveyVersion);
  if (version === undefined)
    throw new Error(`response ${id} names version ${surveyVersion} of its survey, which does not exist`);
  return version.definition;
}

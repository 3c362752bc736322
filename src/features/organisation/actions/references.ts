import { recordAudit, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";
import type { Random } from "#platform/random";

import type { Reference, ReferenceKind } from "../contract.ts";
import {
  emitReferences,
  findByCode,
  listBelow,
  listReferenceRows,
  lockTree,
  putReferenceRow,
} from "../store/references.ts";
import { deleteResolved, listUnresolvedRows, type UnresolvedRow } from "../store/unresolved.ts";
import { putOne } from "./put-unit.ts";
import { placed, unitsInScope } from "./resolve.ts";
import { properZone } from "./zone.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** What a reference is to be; what is undefined stays as it is. */
export interface ReferenceWish {
  readonly kind: ReferenceKind;
  readonly code: string;
  readonly name: string;
  readonly parentCode?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
}

/**
 * References by kind and name; of units only those the viewer sees.
 * @throws Refusal `access.forbidden`, `access.bad_cursor`
 */
export async function listReferences(
  { stores, viewer }: Asker,
  query: {
    readonly kind?: ReferenceKind | undefined;
    readonly search?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ items: Reference[]; nextCursor: string | null }> {
  requirePermission(viewer, "organisation.read");
  const after = query.cursor === undefined ? null : positionOf(query.cursor);

  const found = await stores.postgres.read(async (tx) => {
    const scope = await unitsInScope(tx, viewer, "organisation.read");
    const { kind = null, search = null } = query;
    const units = scope === "all" ? null : scope;
    return placed(tx, await listReferenceRows(tx, { kind, search, units, after, limit: query.limit + 1 }));
  });

  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > query.limit && last !== undefined ? cursorOf(last) : null };
}

/**
 * Creates or changes the reference with this code. Answers that came with the code while it was unknown, and those of
 * everything below it when it moves, are projected anew.
 * @throws Refusal `access.forbidden`, `organisation.unknown_parent`, `organisation.cycle`,
 * `organisation.unknown_time_zone`
 */
export async function putReference({ stores, viewer }: Asker, wish: ReferenceWish): Promise<Reference> {
  requirePermission(viewer, "organisation.write");
  return stores.postgres.transaction(async (tx) => {
    if (wish.kind === "unit") return putUnitReference(tx, viewer, wish);
    await lockTree(tx, wish.kind);
    const before = await findOne(tx, wish.kind, wish.code);
    const after = await decide(tx, stores.random, { wish, before });
    if (before !== undefined && isSame(before, after)) return before;

    await putReferenceRow(tx, after);
    await emitReferences(tx, before?.parentId === after.parentId ? [after.id] : await listBelow(tx, [after.id]));
    await deleteResolved(tx, [after.id]);
    await recordAudit(tx, viewer, {
      action: before === undefined ? "organisation.reference_created" : "organisation.reference_changed",
      subjectKind: after.kind,
      subjectId: after.id,
    });
    return after;
  });
}

/** Codes that answers came with and nothing is known under, the most frequent 1,000. @throws Refusal `access.forbidden` */
export async function listUnresolved(
  { stores, viewer }: Asker,
  kind?: ReferenceKind,
): Promise<{ items: UnresolvedRow[]; nextCursor: null }> {
  requirePermission(viewer, "organisation.read");
  const items = await stores.postgres.read((tx) => listUnresolvedRows(tx, kind ?? null, 1000));
  return { items, nextCursor: null };
}

async function findOne(tx: Tx, kind: ReferenceKind, code: string): Promise<Reference | undefined> {
  const [row] = await findByCode(tx, [{ kind, code }]);
  if (row === undefined) return undefined;
  const { index: _, ...reference } = row;
  return reference;
}

async function decide(
  tx: Tx,
  random: Random,
  { wish, before }: { wish: ReferenceWish; before: Reference | undefined },
): Promise<Reference> {
  const { kind, name } = wish;
  const id = before?.id ?? random.uuid();
  const parentId = await parentOf(tx, wish, before);
  if (parentId !== null && (await listBelow(tx, [id])).includes(parentId)) throw new Refusal("organisation.cycle");
  const timeZone = await zoneOf(tx, wish, before);
  return { id, kind, code: before?.code ?? wish.code, name, parentId, timeZone };
}

async function zoneOf(tx: Tx, { timeZone }: ReferenceWish, before: Reference | undefined): Promise<string | null> {
  if (timeZone === undefined) return before?.timeZone ?? null;
  return timeZone === null ? null : properZone(tx, timeZone);
}

async function parentOf(tx: Tx, wish: ReferenceWish, before: Reference | undefined): Promise<string | null> {
  const { parentCode } = wish;
  if (parentCode === undefined) return before?.parentId ?? null;
  if (parentCode === null) return null;
  const parent = await findOne(tx, wish.kind, parentCode);
  if (parent !== undefined) return parent.id;
  const isItself = before === undefined && parentCode.toLowerCase() === wish.code.toLowerCase();
  if (isItself) throw new Refusal("organisation.cycle");
  throw new Refusal("organisation.unknown_parent", { code: parentCode }, [
    { field: "body.parentCode", code: "organisation.unknown_parent" },
  ]);
}

/** Units stand in the tree over time; as references they are put there the same way. */
async function putUnitReference(tx: Tx, viewer: Viewer, wish: ReferenceWish): Promise<Reference> {
  const { code, name, parentCode, timeZone } = wish;
  await putOne(tx, viewer, { code, name, parentCode, timeZone });
  const found = await findOne(tx, "unit", wish.code);
  if (found === undefined) throw new Error(`the unit ${wish.code} was put and is not there`);
  const [reference = found] = await placed(tx, [found]);
  return reference;
}

function isSame(before: Reference, after: Reference): boolean {
  return before.name === after.name && before.parentId === after.parentId && before.timeZone === after.timeZone;
}

function cursorOf({ kind, name, id }: Reference): string {
  return Buffer.from(JSON.stringify([kind, name, id])).toString("base64url");
}

function positionOf(cursor: string): readonly [string, string, string] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown;
    if (Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === "string") && isId(parts[2]))
      return parts as unknown as readonly [string, string, string];
  } catch (error) {
    throw new Refusal("access.bad_cursor", { cause: String(error) });
  }
  throw new Refusal("access.bad_cursor");
}

function isId(text: unknown): boolean {
  return typeof text === "string" && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}

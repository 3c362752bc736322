import { recordAudit, requirePermission, unitScope } from "#feature/access";
import { referenceNames, resolveReferences, unitAncestors, unitsInScope } from "#feature/organisation";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Annotation, AnnotationWish, exploreOperations } from "../contract.ts";
import {
  findAnnotation,
  insertAnnotation,
  selectAnnotations,
  updateAnnotationDeleted,
  updateAnnotationRow,
  type AnnotationRow,
} from "../store/annotations.ts";
import type { Asker } from "./keeping.ts";

type Operations = typeof exploreOperations;

/**
 * What happened between two days: for the whole organisation, for one's own units and what lies below and above them.
 * @throws Refusal `access.forbidden`
 */
export async function listAnnotations(
  { stores, viewer }: Asker,
  { query }: OperationInput<Operations["listAnnotations"]>,
): Promise<OperationOutput<Operations["listAnnotations"]>> {
  requirePermission(viewer, "insight.read");
  const { from = null, to = null, limit } = query;
  return stores.postgres.read(async (tx) => {
    const unitIds = await unitsSeen(tx, viewer);
    const rows = await selectAnnotations(tx, { from, to, unitIds, limit });
    return { items: await annotationsOf(tx, viewer, rows), nextCursor: null };
  });
}

/** Notes something. @throws Refusal `access.forbidden`, `explore.unknown_unit`, `explore.whole_organisation` */
export async function createAnnotation({ stores, viewer }: Asker, wish: AnnotationWish): Promise<Annotation> {
  requirePermission(viewer, "annotations.write");
  const id = stores.random.uuid();
  return stores.postgres.transaction(async (tx) => {
    const units = await requireUnits(tx, viewer, wish.units);
    const { kind, from, to, title } = wish;
    const note = { id, kind, from, to, title, ...units, author: viewer.name, authorId: viewer.id };
    await insertAnnotation(tx, note, stores.clock.now());
    await recordAudit(tx, viewer, { action: "explore.annotated", subjectKind: "annotation", subjectId: id });
    return annotationOf(tx, viewer, await requireWritable(tx, viewer, id));
  });
}

/**
 * Changes a note, if nobody did meanwhile.
 * @throws Refusal `explore.not_found`, `explore.changed_elsewhere`, `explore.unknown_unit`, `explore.whole_organisation`
 */
export async function updateAnnotation(
  { stores, viewer }: Asker,
  { params: { id }, body: { revision, annotation: wish } }: OperationInput<Operations["updateAnnotation"]>,
): Promise<Annotation> {
  requirePermission(viewer, "annotations.write");
  return stores.postgres.transaction(async (tx) => {
    await requireWritable(tx, viewer, id);
    const units = await requireUnits(tx, viewer, wish.units);
    const { kind, from, to, title } = wish;
    const changed = await updateAnnotationRow(
      tx,
      { id, kind, from, to, title, ...units, revision },
      stores.clock.now(),
    );
    if (!changed) throw new Refusal("explore.changed_elsewhere");
    await recordAudit(tx, viewer, { action: "explore.annotation_changed", subjectKind: "annotation", subjectId: id });
    return annotationOf(tx, viewer, await requireWritable(tx, viewer, id));
  });
}

/** Deletes a note. @throws Refusal `explore.not_found` */
export async function deleteAnnotation({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "annotations.write");
  await stores.postgres.transaction(async (tx) => {
    await requireWritable(tx, viewer, id);
    await updateAnnotationDeleted(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "explore.annotation_deleted", subjectKind: "annotation", subjectId: id });
  });
  return { ok: true };
}

/** Brings a deleted note back. @throws Refusal `explore.not_found` */
export async function restoreAnnotation({ stores, viewer }: Asker, id: string): Promise<Annotation> {
  requirePermission(viewer, "annotations.write");
  return stores.postgres.transaction(async (tx) => {
    const note = await requireWritable(tx, viewer, id, true);
    await updateAnnotationDeleted(tx, id, null);
    await recordAudit(tx, viewer, { action: "explore.annotation_restored", subjectKind: "annotation", subjectId: id });
    return annotationOf(tx, viewer, note);
  });
}

/** Null: all of them. */
async function unitsSeen(tx: Tx, viewer: Viewer): Promise<readonly string[] | null> {
  const below = await unitsInScope(tx, viewer, "insight.read");
  if (below === "all") return null;
  const own = unitScope(viewer, "insight.read");
  const ancestors = await unitAncestors(tx);
  const above = own === "all" ? [] : own.flatMap((id) => ancestors.get(id) ?? []);
  return [...new Set([...below, ...above])];
}

/** Units by their codes, all within what the viewer may write for; none means the whole, which needs the right for all. */
async function requireUnits(
  tx: Tx,
  viewer: Viewer,
  codes: readonly string[],
): Promise<Pick<AnnotationRow, "unitIds" | "unitCodes">> {
  const scope = await unitsInScope(tx, viewer, "annotations.write");
  if (codes.length === 0) {
    if (scope !== "all") throw new Refusal("explore.whole_organisation");
    return { unitIds: [], unitCodes: [] };
  }
  const found = await resolveReferences(
    tx,
    codes.map((code) => ({ kind: "unit" as const, code })),
  );
  const units = codes.map((code) => {
    const unit = found.get(`unit:${code}`);
    if (unit === undefined || (scope !== "all" && !scope.includes(unit.id)))
      throw new Refusal("explore.unknown_unit", { unit: code }, [{ field: "units", code: "explore.unknown_unit" }]);
    return unit;
  });
  return { unitIds: units.map(({ id }) => id), unitCodes: units.map(({ code }) => code) };
}

/** Of others' units and of the whole one may change what one could have written. */
async function requireWritable(tx: Tx, viewer: Viewer, id: string, isDeletedToo = false): Promise<AnnotationRow> {
  const note = await findAnnotation(tx, id, isDeletedToo);
  const scope = await unitsInScope(tx, viewer, "annotations.write");
  if (note === undefined || !mayWrite(note, scope)) throw new Refusal("explore.not_found");
  return note;
}

function mayWrite({ unitIds }: AnnotationRow, scope: "all" | readonly string[]): boolean {
  return scope === "all" || (unitIds.length > 0 && unitIds.every((id) => scope.includes(id)));
}

async function annotationsOf(tx: Tx, viewer: Viewer, rows: readonly AnnotationRow[]): Promise<Annotation[]> {
  const names = await referenceNames(tx, [...new Set(rows.flatMap(({ unitIds }) => unitIds))]);
  const writes = viewer.permissions.has("annotations.write");
  const scope = writes ? await unitsInScope(tx, viewer, "annotations.write") : [];
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    from: row.from,
    to: row.to,
    title: { ...row.title },
    units: row.unitCodes.map((code, index) => ({ code, name: names.get(row.unitIds[index] ?? "") ?? code })),
    author: row.author,
    mayChange: writes && mayWrite(row, scope),
    revision: row.revision,
  }));
}

async function annotationOf(tx: Tx, viewer: Viewer, row: AnnotationRow): Promise<Annotation> {
  const [annotation] = await annotationsOf(tx, viewer, [row]);
  if (annotation === undefined) throw new Refusal("explore.not_found");
  return annotation;
}

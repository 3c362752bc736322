import { recordAudit, requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import { readSettings, referenceNames, resolveReferences } from "#feature/organisation";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import { METRIC_CATALOGUE } from "#statistics/metric-catalogue";

import type { alertsOperations, TargetView } from "../contract.ts";
import { kindOf } from "../rules.ts";
import { localDay } from "../rules/calendar.ts";
import {
  findTarget,
  hasTargetBeside,
  insertTarget,
  noteReview,
  selectTargets,
  setTargetDeleted,
  updateTargetRow,
  type TargetRow,
} from "../store/targets.ts";
import { readTarget, readTargets } from "./read-targets.ts";
import { mayWrite, writeScope } from "./sight.ts";

type Operations = typeof alertsOperations;

const mostTargets = 100;

/** Targets with their last twelve months. @throws Refusal `access.forbidden`, `facts.too_heavy` */
export async function listTargets(asker: Asker): Promise<{ items: TargetView[]; nextCursor: null }> {
  requirePermission(asker.viewer, "insight.read");
  const read = await readTargets(asker, await todayOf(asker));
  return { items: read.map(({ view }) => view), nextCursor: null };
}

/**
 * Sets what a measure should reach, for a unit or the whole.
 * @throws Refusal `access.forbidden`, `alerts.target_there`, `alerts.unknown_unit`, `alerts.not_countable`, `alerts.too_many`
 */
export async function createTarget(
  asker: Asker,
  { body }: OperationInput<Operations["createTarget"]>,
): Promise<TargetView> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "alerts.write");
  if (["choice", "text"].includes(kindOf(body.measure))) throw new Refusal("alerts.not_countable");
  const id = stores.random.uuid();
  await stores.postgres.transaction(async (tx) => {
    const unitId = await unitIdOf(tx, viewer, body.unit);
    if ((await selectTargets(tx)).length >= mostTargets) throw new Refusal("alerts.too_many", { most: mostTargets });
    const { measure, value, better, tolerance, from } = body;
    const createdBy = viewer.kind === "user" ? viewer.id : null;
    const target = { id, measure, unitId, value, better, tolerance, validFrom: from, createdBy };
    if (!(await insertTarget(tx, target, stores.clock.now()))) throw new Refusal("alerts.target_there");
    await recordAudit(tx, viewer, {
      action: "alerts.target_set",
      subjectKind: "target",
      subjectId: id,
      details: { measure, value },
    });
  });
  return show(asker, id);
}

/** Changes a target; also counts as its review. @throws Refusal `alerts.not_found`, `alerts.changed_elsewhere` */
export async function updateTarget(
  asker: Asker,
  { params: { id }, body: { revision, from, ...wish } }: OperationInput<Operations["updateTarget"]>,
): Promise<TargetView> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "alerts.write");
  await stores.postgres.transaction(async (tx) => {
    await requireWritable(tx, viewer, id);
    const now = stores.clock.now();
    if (!(await updateTargetRow(tx, { id, ...wish, validFrom: from }, { revision, now })))
      throw new Refusal("alerts.changed_elsewhere");
    await recordAudit(tx, viewer, {
      action: "alerts.target_changed",
      subjectKind: "target",
      subjectId: id,
      details: { value: wish.value },
    });
  });
  return show(asker, id);
}

/** Notes that somebody looked whether it still is the right one. @throws Refusal `alerts.not_found` */
export async function reviewTarget(asker: Asker, id: string): Promise<TargetView> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "alerts.write");
  await stores.postgres.transaction(async (tx) => {
    await requireWritable(tx, viewer, id);
    await noteReview(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "alerts.target_reviewed", subjectKind: "target", subjectId: id });
  });
  return show(asker, id);
}

/** Drops a target. @throws Refusal `alerts.not_found` */
export async function deleteTarget({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "alerts.write");
  await stores.postgres.transaction(async (tx) => {
    await requireWritable(tx, viewer, id);
    await setTargetDeleted(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "alerts.target_dropped", subjectKind: "target", subjectId: id });
  });
  return { ok: true };
}

/** Takes that back. @throws Refusal `alerts.not_found`, `alerts.target_there` */
export async function restoreTarget(asker: Asker, id: string): Promise<TargetView> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "alerts.write");
  await stores.postgres.transaction(async (tx) => {
    const row = await requireWritable(tx, viewer, id, true);
    if (await hasTargetBeside(tx, row)) throw new Refusal("alerts.target_there");
    await setTargetDeleted(tx, id, null);
    await recordAudit(tx, viewer, { action: "alerts.target_restored", subjectKind: "target", subjectId: id });
  });
  return show(asker, id);
}

/** The catalogue of measures. @throws Refusal `access.forbidden` */
export function listMetrics({ viewer }: Asker): OperationOutput<Operations["listMetrics"]> {
  requirePermission(viewer, "insight.read");
  const items = METRIC_CATALOGUE.map(({ id, formula, unit, better, pillar, stage, from }) => {
    return { id, formula, unit, better, pillar, stage, from };
  });
  return { items, nextCursor: null };
}

async function unitIdOf(tx: Tx, viewer: Asker["viewer"], code: string | null): Promise<string | null> {
  const scope = await writeScope(tx, viewer);
  if (code === null) {
    if (scope !== "all") throw new Refusal("alerts.unknown_unit", { unit: "" });
    return null;
  }
  const unit = (await resolveReferences(tx, [{ kind: "unit", code }])).get(`unit:${code}`);
  if (unit === undefined || !mayWrite(scope, [unit.id])) {
    throw new Refusal("alerts.unknown_unit", { unit: code }, [{ field: "unit", code: "alerts.unknown_unit" }]);
  }
  return unit.id;
}

async function requireWritable(tx: Tx, viewer: Asker["viewer"], id: string, isDeletedToo = false): Promise<TargetRow> {
  const row = await findTarget(tx, id);
  const isThere = row !== undefined && (isDeletedToo || row.deletedAt === null);
  const unitId = row?.unitId ?? null;
  const units = unitId === null ? null : [unitId];
  if (!isThere || !mayWrite(await writeScope(tx, viewer), units)) throw new Refusal("alerts.not_found");
  return row;
}

async function show(asker: Asker, id: string): Promise<TargetView> {
  const today = await todayOf(asker);
  const { row, names } = await asker.stores.postgres.read(async (tx) => {
    const found = await findTarget(tx, id);
    const unitId = found?.unitId ?? null;
    return { row: found, names: await referenceNames(tx, unitId === null ? [] : [unitId]) };
  });
  if (row === undefined) throw new Refusal("alerts.not_found");
  return (await readTarget(asker, row, { today, names })).view;
}

async function todayOf({ stores }: Asker): Promise<string> {
  const { timeZone } = await stores.postgres.read(readSettings);
  return localDay(stores.clock.now(), timeZone);
}

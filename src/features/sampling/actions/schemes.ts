import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { countOfWeighting } from "#feature/answers";
import { Refusal } from "#kit/refusal";
import { isUniqueViolation, type Tx } from "#platform/postgres";

import type { Scheme, SchemeWish } from "../contract.ts";
import {
  deleteSchemeRow,
  findScheme,
  insertScheme,
  lockScheme,
  selectApplications,
  selectSchemes,
  updateSchemeRow,
  type ApplicationRow,
  type SchemeRow,
} from "../store/schemes.ts";
import { requirePopulation, type Asker } from "./populations.ts";
import { requireMargins } from "./weighing.ts";

/** Schemes with state and history, by name. @throws Refusal `access.forbidden` */
export async function listSchemes({ stores, viewer }: Asker): Promise<{ items: Scheme[]; nextCursor: null }> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(async (tx) => ({
    items: await presentAll(tx, await selectSchemes(tx)),
    nextCursor: null,
  }));
}

/** One scheme. @throws Refusal `sampling.not_found` */
export async function readScheme({ stores, viewer }: Asker, id: string): Promise<Scheme> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(async (tx) => presentOne(tx, await findScheme(tx, id)));
}

/** Keeps a scheme; nothing is weighted yet. @throws Refusal `sampling.name_taken`, `sampling.unknown_margin`, `facts.protected` */
export async function createScheme({ stores, viewer }: Asker, definition: SchemeWish): Promise<Scheme> {
  requireEverywhere(viewer, "weights.write");
  requireOpen(definition);
  const id = stores.random.uuid();
  return namedOnce(definition.name, () =>
    stores.postgres.transaction(async (tx) => {
      requireMargins(definition, await requirePopulation(tx, definition.populationId));
      await insertScheme(tx, { id, definition, now: stores.clock.now() });
      await recordAudit(tx, viewer, { action: "sampling.scheme_created", subjectKind: "weighting", subjectId: id });
      return presentOne(tx, await findScheme(tx, id));
    }),
  );
}

/**
 * Changes a scheme. While it is applied, what it concerns stays as it is (programme, surveys, period); how it weights may
 * change and counts from the next time it is applied.
 * @throws Refusal `sampling.not_found`, `sampling.changed_elsewhere`, `sampling.busy`, `sampling.applied` and as `createScheme`
 */
export async function updateScheme(
  { stores, viewer }: Asker,
  id: string,
  { revision, ...definition }: SchemeWish & { readonly revision: number },
): Promise<Scheme> {
  requireEverywhere(viewer, "weights.write");
  requireOpen(definition);
  return namedOnce(definition.name, () =>
    stores.postgres.transaction(async (tx) => {
      const before = foundScheme(await lockScheme(tx, id));
      if (before.revision !== revision) throw new Refusal("sampling.changed_elsewhere");
      if (before.state === "applying" || before.state === "undoing") throw new Refusal("sampling.busy");
      if (before.state === "applied" && concern(before.definition) !== concern(definition))
        throw new Refusal("sampling.applied");
      requireMargins(definition, await requirePopulation(tx, definition.populationId));
      await updateSchemeRow(tx, { id, definition, now: stores.clock.now() });
      await recordAudit(tx, viewer, { action: "sampling.scheme_changed", subjectKind: "weighting", subjectId: id });
      return presentOne(tx, await findScheme(tx, id));
    }),
  );
}

/** Deletes a scheme that weights nothing. @throws Refusal `sampling.not_found`, `sampling.applied`, `sampling.busy` */
export async function deleteScheme({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    const { state } = foundScheme(await lockScheme(tx, id));
    if (state !== "draft") throw new Refusal(state === "applied" ? "sampling.applied" : "sampling.busy");
    await deleteSchemeRow(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "sampling.scheme_removed", subjectKind: "weighting", subjectId: id });
  });
  return { ok: true };
}

/** The scheme that a row is. @throws Refusal `sampling.not_found` */
export function foundScheme(row: SchemeRow | undefined): SchemeRow {
  if (row === undefined) throw new Refusal("sampling.not_found");
  return row;
}

/** A scheme as it is shown. @throws Refusal `sampling.not_found` */
export async function presentOne(tx: Tx, row: SchemeRow | undefined): Promise<Scheme> {
  const [scheme] = await presentAll(tx, [foundScheme(row)]);
  if (scheme === undefined) throw new Refusal("sampling.not_found");
  return scheme;
}

async function presentAll(tx: Tx, rows: readonly SchemeRow[]): Promise<Scheme[]> {
  const applications = Map.groupBy(
    await selectApplications(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ schemeId }) => schemeId,
  );
  const schemes: Scheme[] = [];
  for (const row of rows) {
    const weighted = row.state === "draft" ? 0 : await countOfWeighting(tx, row.id);
    const history = applications.get(row.id) ?? [];
    schemes.push({
      ...row,
      weighted,
      progress: progressOf(row, history, weighted),
      applications: history.map(presentApplication),
    });
  }
  return schemes;
}

function progressOf({ state }: SchemeRow, [newest]: readonly ApplicationRow[], weighted: number): Scheme["progress"] {
  if (newest === undefined) return null;
  if (state === "applying") return { done: Math.min(newest.done, newest.total), total: newest.total };
  return state === "undoing" ? { done: Math.max(0, newest.total - weighted), total: newest.total } : null;
}

function presentApplication(row: ApplicationRow): Scheme["applications"][number] {
  const { id, state, startedByName, startedAt, finishedAt, changed, quality } = row;
  return {
    id,
    state,
    changed,
    quality,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    startedBy: startedByName,
  };
}

/** Answers of employees are never weighted: weights would tell groups apart that are to stay together. */
function requireOpen({ programme }: SchemeWish): void {
  if (programme === "employee") throw new Refusal("facts.protected");
}

function concern({ programme, surveys, period }: SchemeWish): string {
  return JSON.stringify([programme, surveys.toSorted(), period ?? null]);
}

async function namedOnce<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error, "sampling_scheme_name")) throw error;
    throw new Refusal("sampling.name_taken", { name }, [{ field: "body.name", code: "sampling.name_taken" }]);
  }
}

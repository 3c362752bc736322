import { recordAudit, requirePermission, systemViewer } from "#feature/access";
import { readSettings } from "#feature/organisation";
import { ensureImportedSurvey } from "#feature/surveys";
import { Refusal } from "#kit/refusal";
import { enqueue } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import type { Import, Profile } from "../contract.ts";
import { deleteErrors } from "../store/import-errors.ts";
import { findImport, finishImport, lockImport, requestCancel, startImport, type ImportRow } from "../store/imports.ts";
import { upsertProfile } from "../store/profiles.ts";
import { fileOf } from "./file-store.ts";
import { foundImport, viewOf, withFile } from "./import-views.ts";
import { planImport, type Plan } from "./plan.ts";
import { runBatches, type OnBatch } from "./run-batches.ts";
import type { ImportCall } from "./upload.ts";

/** Name of the job that does the work. */
export const runJobName = "imports.run";

/** Payload of that job. */
export interface RunPayload {
  readonly importId: string;
}

/**
 * Sets an import going, or going again after a cancel, a failure or a kill: with the same profile it goes on where it
 * stopped, with another one it begins anew (rows that are here already stay unchanged).
 * @throws Refusal `imports.not_found`, `imports.running` and those of `planImport`
 */
export async function runImport(
  call: ImportCall,
  id: string,
  wish: { readonly profile: Profile; readonly saveProfile: boolean },
): Promise<Import> {
  const started = await prepareRun(call, id, wish);
  return call.stores.postgres.transaction(async (tx) => {
    const row = foundImport(await lockImport(tx, id));
    if (row.state !== "running") return viewOf(tx, row);
    await enqueue(tx, runJobName, { importId: id } satisfies RunPayload, {
      jobKey: `${runJobName}:${id}`,
      queue: "imports",
    });
    return viewOf(tx, started);
  });
}

/** Plans the import and marks it as running; the caller sees to it that the work is done. */
export async function prepareRun(
  { stores, viewer }: ImportCall,
  id: string,
  wish: { readonly profile: Profile; readonly saveProfile: boolean },
): Promise<ImportRow> {
  requirePermission(viewer, "imports.run");
  const { zone } = await stores.postgres.read(async (tx) => {
    withFile(await findImport(tx, id));
    return { zone: (await readSettings(tx)).timeZone };
  });
  const plan = await planImport(fileOf(stores, id), wish.profile, zone);

  return stores.postgres.transaction(async (tx) => {
    const row = foundImport(await lockImport(tx, id));
    if (row.state === "running") throw new Refusal("imports.running");
    const survey = await ensureSurvey(tx, { stores, viewer }, plan);
    const restart = JSON.stringify(row.profile) !== JSON.stringify(plan.profile) || row.state === "done";
    if (restart) await deleteErrors(tx, id);
    await startImport(tx, {
      id,
      profile: plan.profile,
      surveyId: survey.surveyId,
      surveyVersion: survey.version,
      rows: plan.rows,
      restart,
    });
    if (wish.saveProfile)
      await upsertProfile(tx, { name: plan.profile.name, profile: plan.profile, updatedAt: stores.clock.now() });
    const details = { rows: plan.rows, restart, survey: survey.surveyId };
    await recordAudit(tx, viewer, { action: "imports.run", subjectKind: "import", subjectId: id, details });
    return foundImport(await findImport(tx, id));
  });
}

async function ensureSurvey(
  tx: Parameters<typeof ensureImportedSurvey>[0],
  { stores, viewer }: ImportCall,
  { profile, definition }: Plan,
): Promise<{ readonly surveyId: string; readonly version: number }> {
  return ensureImportedSurvey(tx, viewer, {
    slug: profile.survey,
    name: profile.surveyName ?? profile.name,
    programme: profile.programme,
    anonymous: profile.anonymous,
    definition,
    clock: stores.clock,
    random: stores.random,
  });
}

/**
 * Does the work of a running import to its end. Safe to call again: finished batches are not written twice.
 * A file that turns out unreadable on the way fails the import with its reason; rows written before stay.
 */
export async function carryOutImport(
  stores: Stores,
  importId: string,
  options: { readonly signal?: AbortSignal | undefined; readonly onBatch?: OnBatch | undefined } = {},
): Promise<void> {
  const { row, zone } = await stores.postgres.read(async (tx) => ({
    row: await findImport(tx, importId),
    zone: (await readSettings(tx)).timeZone,
  }));
  if (row === undefined || row.state !== "running" || row.profile === null) return;

  const viewer = systemViewer("import");
  try {
    const plan = await planImport(fileOf(stores, importId), row.profile, zone, options.signal);
    const end = await runBatches(stores, viewer, { importId, plan, skip: row.rowsDone, ...options });
    await finish(stores, { id: importId, state: end, problem: null });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = {
      code: error.code,
      message: String(error.params["reason"] ?? error.params["column"] ?? error.code),
    };
    await finish(stores, { id: importId, state: "failed", problem });
  }
}

async function finish(
  stores: Pick<Stores, "postgres" | "clock">,
  end: { id: string; state: "done" | "failed" | "cancelled"; problem: Import["problem"] },
): Promise<void> {
  await stores.postgres.transaction((tx) => finishImport(tx, { ...end, at: stores.clock.now() }));
}

/** Asks a running import to stop after its current batch; one that does not run is told cancelled at once. */
export async function cancelImport({ stores, viewer }: ImportCall, id: string): Promise<Import> {
  requirePermission(viewer, "imports.run");
  return stores.postgres.transaction(async (tx) => {
    const row = foundImport(await lockImport(tx, id));
    if (row.state === "running") await requestCancel(tx, id);
    if (row.state === "uploaded" || row.state === "ready")
      await finishImport(tx, { id, state: "cancelled", at: stores.clock.now(), problem: null });
    await recordAudit(tx, viewer, { action: "imports.cancel", subjectKind: "import", subjectId: id, details: {} });
    return viewOf(tx, foundImport(await findImport(tx, id)));
  });
}

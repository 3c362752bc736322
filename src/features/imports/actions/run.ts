import { isDeepStrictEqual } from "node:util";

import { recordAudit, requireEverywhere } from "#feature/access";
import { ensureImportedSurvey } from "#feature/surveys";
import { Refusal } from "#kit/refusal";
import { enqueue } from "#platform/jobs";

import type { Import, Profile } from "../contract.ts";
import { deleteErrors } from "../store/import-errors.ts";
import {
  deleteDone,
  findImport,
  finishImport,
  lockImport,
  requestCancel,
  startImport,
  type ImportRow,
} from "../store/imports.ts";
import { upsertProfile } from "../store/profiles.ts";
import { fileOf } from "./file-store.ts";
import { foundImport, viewOf, withFile } from "./import-views.ts";
import { planImport, type Plan } from "./plan.ts";
import type { ImportCall } from "./upload.ts";
import { zoneFor } from "./zone.ts";

/** Name of the job that does the work. */
export const runJobName = "imports.run";

/** Payload of that job. */
export interface RunPayload {
  readonly importId: string;
}

/** What is to be imported how. */
export interface RunWish {
  readonly profile: Profile;
  readonly saveProfile: boolean;
}

/**
 * Sets an import going, or going again after a cancel, a failure or a kill: with the same profile it goes on where it
 * stopped, with another one it begins anew (rows that are here already stay unchanged).
 * @throws Refusal `imports.not_found`, `imports.running` and those of `planImport`
 */
export async function runImport(call: ImportCall, id: string, wish: RunWish): Promise<Import> {
  const started = await prepareRun(call, id, wish);
  return call.stores.postgres.transaction(async (tx) => {
    await enqueue(tx, runJobName, { importId: id } satisfies RunPayload, { jobKey: `${runJobName}:${id}` });
    return viewOf(tx, started, call.viewer.language);
  });
}

/** Plans the import and marks it as running; the caller sees to it that the work is done. */
export async function prepareRun(call: ImportCall, id: string, wish: RunWish): Promise<ImportRow> {
  const { stores, viewer } = call;
  requireEverywhere(viewer, "imports.run");
  const zone = await stores.postgres.read(async (tx) => {
    if (isBusy(withFile(await findImport(tx, id)))) throw new Refusal("imports.running");
    return zoneFor(tx, wish.profile);
  });
  const plan = await planImport(fileOf(stores, id), wish.profile, { zone, now: stores.clock.now() });

  return stores.postgres.transaction(async (tx) => {
    const row = foundImport(await lockImport(tx, id));
    if (isBusy(row)) throw new Refusal("imports.running");
    const survey = await ensureSurvey(tx, call, plan);
    const restart = ["done", "undone"].includes(row.state) || !isDeepStrictEqual(row.profile, plan.profile);
    if (restart) {
      await deleteErrors(tx, id);
      await deleteDone(tx, id);
    }
    const { profile, rows } = plan;
    await startImport(tx, { id, profile, rows, restart, surveyId: survey.surveyId, surveyVersion: survey.version });
    if (wish.saveProfile) await upsertProfile(tx, { name: profile.name, profile, updatedAt: stores.clock.now() });
    const details = { rows, restart, survey: survey.surveyId };
    await recordAudit(tx, viewer, { action: "imports.started", subjectKind: "import", subjectId: id, details });
    return foundImport(await findImport(tx, id));
  });
}

/** Whether a process is at it, or would be if it had not ended. */
export function isBusy({ state }: Pick<ImportRow, "state">): boolean {
  return state === "running" || state === "undoing";
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

/** Asks a running import to stop after its current batch; one that does not run is told cancelled at once. */
export async function cancelImport({ stores, viewer }: ImportCall, id: string): Promise<Import> {
  requireEverywhere(viewer, "imports.run");
  return stores.postgres.transaction(async (tx) => {
    const row = foundImport(await lockImport(tx, id));
    if (row.state === "running") await requestCancel(tx, id);
    if (row.state === "uploaded" || row.state === "ready")
      await finishImport(tx, { id, state: "cancelled", at: stores.clock.now(), problem: null });
    await recordAudit(tx, viewer, { action: "imports.cancelled", subjectKind: "import", subjectId: id, details: {} });
    return viewOf(tx, foundImport(await findImport(tx, id)), viewer.language);
  });
}

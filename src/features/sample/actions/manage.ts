import { recordAudit, requireEverywhere } from "#feature/access";
import { Refusal } from "#kit/refusal";
import { enqueue } from "#platform/jobs";
import { chunksOf, companyOf } from "#seeds";

import type { Sample, SampleWish } from "../contract.ts";
import { lastWholeDay } from "../rules/period.ts";
import { lockSample, requestCancel, setSampleState, startSample } from "../store/sample.ts";
import { stateIn, type Asker } from "./state.ts";

/** Name of the job that loads, and goes on with a load that was cut off. */
export const loadJobName = "sample.load";
/** Name of the job that removes. */
export const removeJobName = "sample.remove";

/**
 * Sets the load going, or going again. The same seed and scale again change nothing.
 * @throws Refusal `access.forbidden`, `sample.other_loaded`, `sample.removing`
 */
export async function loadSample(call: Asker, wish: SampleWish): Promise<Sample> {
  const { stores } = call;
  return stores.postgres.transaction(async (tx) => {
    await prepareIn(tx, call, wish);
    await enqueue(tx, loadJobName, {}, { jobKey: loadJobName });
    return stateIn(tx);
  });
}

/** The same without the job, for a command that does the work itself. */
export async function prepareLoad(call: Asker, wish: SampleWish): Promise<Sample> {
  return call.stores.postgres.transaction(async (tx) => {
    await prepareIn(tx, call, wish);
    return stateIn(tx);
  });
}

async function prepareIn(
  tx: Parameters<typeof lockSample>[0],
  { stores, viewer }: Asker,
  wish: SampleWish,
): Promise<void> {
  requireEverywhere(viewer, "installation.manage");
  const before = await lockSample(tx);
  if (before?.state === "removing") throw new Refusal("sample.removing");
  if (before !== undefined && (before.seed !== wish.seed || before.scale !== wish.scale))
    throw new Refusal("sample.other_loaded", { seed: before.seed, scale: before.scale });
  if (before?.state === "ready" || before?.state === "loading") return;

  const now = stores.clock.now();
  const endDay = before?.endDay ?? lastWholeDay(now);
  const chunks = chunksOf(companyOf({ seed: wish.seed, scale: wish.scale, end: endDay })).length;
  await startSample(tx, { seed: wish.seed, scale: wish.scale, endDay, chunks, startedBy: viewer.id }, now);
  const details = { seed: wish.seed, scale: wish.scale };
  await recordAudit(tx, viewer, {
    action: "sample.load_started",
    subjectKind: "sample",
    subjectId: "company",
    details,
  });
}

/** Asks a running load to stop after its current part. @throws Refusal `access.forbidden`, `sample.none` */
export async function cancelSample({ stores, viewer }: Asker): Promise<Sample> {
  requireEverywhere(viewer, "installation.manage");
  return stores.postgres.transaction(async (tx) => {
    if ((await lockSample(tx)) === undefined) throw new Refusal("sample.none");
    await requestCancel(tx);
    await recordAudit(tx, viewer, { action: "sample.load_cancelled", subjectKind: "sample", subjectId: "company" });
    return stateIn(tx);
  });
}

/** Sets the removal going; asked for again, it goes on. @throws Refusal `access.forbidden`, `sample.none` */
export async function removeSample(call: Asker): Promise<Sample> {
  const { stores } = call;
  await prepareRemoval(call);
  return stores.postgres.transaction(async (tx) => {
    await enqueue(tx, removeJobName, {}, { jobKey: removeJobName });
    return stateIn(tx);
  });
}

/** The same without the job. */
export async function prepareRemoval({ stores, viewer }: Asker): Promise<void> {
  requireEverywhere(viewer, "installation.manage");
  await stores.postgres.transaction(async (tx) => {
    const before = await lockSample(tx);
    if (before === undefined) throw new Refusal("sample.none");
    if (before.state === "removing") return;
    const { answers, units, surveys } = await stateIn(tx);
    await setSampleState(tx, "removing", stores.clock.now());
    const details = { answers, units, surveys };
    await recordAudit(tx, viewer, {
      action: "sample.removal_started",
      subjectKind: "sample",
      subjectId: "company",
      details,
    });
  });
}

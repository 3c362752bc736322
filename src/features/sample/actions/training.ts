import { hasDone, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import { companyOf, surveySlug } from "#seeds";

import { trainingTasks, type Training, type TrainingTask } from "../contract.ts";
import { checkOf, choicesOf, type Choice, type TourTruths } from "../rules/tour.ts";
import { findSample, readTruthsRow } from "../store/sample.ts";
import { deleteTasks, listTasks, putTask } from "../store/training.ts";
import type { Asker } from "./state.ts";

/**
 * One's own tour. What one has done meanwhile (published a survey, exported) is seen here without being told.
 * @throws Refusal `access.not_signed_in`
 */
export async function readTraining({ stores, viewer }: Asker): Promise<Training> {
  requirePermission(viewer, "signed-in");
  return stores.postgres.transaction(async (tx) => {
    const truths = await truthsIn(tx);
    if (truths !== null) await noteDeeds(tx, { stores, viewer }, truths);
    const states = new Map((await listTasks(tx, viewer.id)).map(({ task, state }) => [task, state]));
    const others = truths === null ? [] : await othersIn(tx, truths);
    return {
      tasks: trainingTasks.map((task) => ({
        task,
        state: states.get(task) ?? "open",
        choices:
          truths === null ? [] : choicesOf(task, truths, others).map(({ key, name }) => ({ key, name: { ...name } })),
      })),
      unit: truths === null ? null : { code: truths.weakUnit.code, name: truths.weakUnit.name },
      weighted: truths === null ? null : { slug: surveySlug("relational") },
    };
  });
}

/**
 * Notes a task as done, or skipped. A question needs the right answer, a deed has to be in the trail; a task of looking
 * is believed.
 * @throws Refusal `access.not_signed_in`, `sample.none`
 */
export async function noteTask(
  { stores, viewer }: Asker,
  task: TrainingTask,
  { skip, answer }: { readonly skip: boolean; readonly answer?: string | undefined },
): Promise<{ accepted: boolean }> {
  requirePermission(viewer, "signed-in");
  return stores.postgres.transaction(async (tx) => {
    const truths = await truthsIn(tx);
    if (truths === null) throw new Refusal("sample.none");
    const at = stores.clock.now();
    if (skip) {
      await putTask(tx, { userId: viewer.id, task, state: "skipped", at });
      return { accepted: true };
    }
    const check = checkOf(task, truths);
    const accepted =
      check.kind === "place" ||
      (check.kind === "answer" ? answer === check.right : await hasDone(tx, viewer, check.action));
    if (accepted) await putTask(tx, { userId: viewer.id, task, state: "done", at });
    return { accepted };
  });
}

/** Begins one's tour anew. @throws Refusal `access.not_signed_in` */
export async function restartTraining({ stores, viewer }: Asker): Promise<{ ok: true }> {
  requirePermission(viewer, "signed-in");
  await stores.postgres.transaction((tx) => deleteTasks(tx, viewer.id));
  return { ok: true };
}

async function noteDeeds(tx: Tx, { stores, viewer }: Asker, truths: TourTruths): Promise<void> {
  for (const task of trainingTasks) {
    const check = checkOf(task, truths);
    if (check.kind !== "deed" || !(await hasDone(tx, viewer, check.action))) continue;
    await putTask(tx, { userId: viewer.id, task, state: "done", at: stores.clock.now() });
  }
}

async function truthsIn(tx: Tx): Promise<TourTruths | null> {
  const truths = await readTruthsRow(tx);
  return truths === null ? null : (truths as unknown as TourTruths);
}

/** Six ordinary branches beside those that are asked about. */
async function othersIn(tx: Tx, { weakUnit, youngUnit }: TourTruths): Promise<readonly Choice[]> {
  const row = await findSample(tx);
  if (row === undefined) return [];
  const { branches } = companyOf({ seed: row.seed, scale: row.scale, end: row.endDay });
  const plain = branches.filter(({ code }) => code !== weakUnit.code && code !== youngUnit?.code);
  return [0, 9, 18, 27, 36, 45].flatMap((at) => {
    const unit = plain[at];
    return unit === undefined ? [] : [{ key: unit.code, name: { en: unit.name, ru: unit.name, uk: unit.name } }];
  });
}

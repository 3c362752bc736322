import { systemViewer } from "#feature/access";
import type { Asker } from "#feature/facts";
import { readSettings, resolveReferences } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import { enqueue } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import type { Rule } from "../contract.ts";
import { localDay } from "../rules/calendar.ts";
import { insertAlerts, selectToldOn, updateFinding, type AlertToOpen } from "../store/alerts.ts";
import {
  findWatch,
  lockWatch,
  noteRun,
  selectJudged,
  selectWatches,
  upsertJudged,
  type WatchRow,
} from "../store/watches.ts";
import { findCandidates, markOf, within, type Before, type Candidate, type Found } from "./watching/candidates.ts";

export const runJobName = "alerts.run-watch";
export const tellJobName = "alerts.tell";

/** Every watch that is on becomes a job of its own: one that fails or is slow keeps none of the others waiting. */
export async function planRuns({ postgres }: Stores): Promise<number> {
  return postgres.transaction(async (tx) => {
    const watches = (await selectWatches(tx)).filter(({ isOn }) => isOn);
    for (const { id } of watches) {
      await enqueue(
        tx,
        runJobName,
        { watchId: id },
        { jobKey: `${runJobName}:${id}`, queue: "alerts", maxAttempts: 3 },
      );
    }
    return watches.length;
  });
}

/**
 * Lets one watch look, and opens an alert for each thing that is new. What it computes, it computes before it writes: a
 * worker that dies leaves nothing, two that look at once find the same and the second one's alerts are there already.
 * Answers how many alerts it opened; an hour in which nothing is due costs one short read.
 */
export async function runWatch(
  stores: Stores,
  watchId: string,
  { isForced = false }: { readonly isForced?: boolean } = {},
): Promise<number> {
  const now = stores.clock.now();
  const { watch, before } = await readBefore(stores, watchId, now);
  if (watch === undefined || watch.deletedAt !== null || !watch.isOn) return 0;
  if (!isForced && markOf(watch.rule, before, now.toISOString().slice(0, 13)) === watch.judgedMark) return 0;

  const asker: Asker = { stores, viewer: systemViewer("alerts") };
  const found = await lookAt(asker, watch, before);
  const units = await unitIds(stores, found.candidates);
  return write(stores, { watch, before, found, units, now });
}

async function readBefore({ postgres }: Stores, watchId: string, now: Date) {
  return postgres.read(async (tx) => {
    const watch = await findWatch(tx, watchId);
    const { timeZone } = await readSettings(tx);
    const before: Before = {
      today: localDay(now, timeZone),
      quietDays: watch?.quietDays ?? 0,
      judged: await selectJudged(tx, watchId),
      toldOn: await selectToldOn(tx, watchId),
    };
    return { watch, before };
  });
}

/** A rule that the facts refuse (a dimension that is gone, too much at once) says so on its watch instead of failing. */
async function lookAt(asker: Asker, watch: WatchRow, before: Before): Promise<Found> {
  try {
    return await findCandidates(asker, limited(watch.rule, watch.units), before);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const status = { watched: 0, waiting: 0, tooFew: 0, hidden: 0, problem: error.code };
    return { candidates: [], judged: [], status };
  }
}

/** The rule with the units its watch is limited to. */
export function limited(rule: Rule, units: readonly string[] | null): Rule {
  if (rule.kind === "target") return rule;
  const where = within(rule.where, units);
  return where === undefined ? rule : { ...rule, where };
}

async function unitIds({ postgres }: Stores, candidates: readonly Candidate[]): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(candidates.flatMap(({ unit }) => unit ?? []))];
  if (codes.length === 0) return new Map();
  const found = await postgres.read((tx) =>
    resolveReferences(
      tx,
      codes.map((code) => ({ kind: "unit", code })),
    ),
  );
  return new Map(
    codes.flatMap((code) => {
      const id = found.get(`unit:${code}`)?.id ?? (uuid.test(code) ? code : undefined);
      return id === undefined ? [] : [[code, id] as const];
    }),
  );
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

interface ToWrite {
  readonly watch: WatchRow;
  readonly before: Before;
  readonly found: Found;
  readonly units: ReadonlyMap<string, string>;
  readonly now: Date;
}

function write(stores: Stores, { watch, before, found, units, now }: ToWrite): Promise<number> {
  return stores.postgres.transaction(async (tx) => {
    const locked = await lockWatch(tx, watch.id);
    if (locked === undefined || locked.deletedAt !== null || !locked.isOn || locked.revision !== watch.revision)
      return 0;

    const alerts = found.candidates.map(({ unit, ...candidate }): AlertToOpen => ({
      ...candidate,
      id: stores.random.uuid(),
      unitId: unit === null ? null : (units.get(unit) ?? null),
    }));
    const opened = await insertAlerts(tx, watch, { alerts, now });
    for (const { key, finding } of alerts.filter(({ finding: { type } }) => type === "more-answers")) {
      await updateFinding(tx, watch.id, key, finding);
    }

    await upsertJudged(tx, watch.id, found.judged);
    const judged = new Map([...before.judged, ...found.judged.map(({ series, ...rest }) => [series, rest] as const)]);
    const mark = markOf(watch.rule, { ...before, judged }, now.toISOString().slice(0, 13));
    await noteRun(tx, { id: watch.id, status: found.status, mark, now });
    if (opened.length > 0) await enqueue(tx, tellJobName, { alertIds: opened }, { maxAttempts: 5 });
    return opened.length;
  });
}

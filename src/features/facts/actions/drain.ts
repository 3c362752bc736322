import { unitsConcerned } from "#feature/organisation";
import type { Stores } from "#platform/stores";

import { sourceOf } from "../rules/dimensions.ts";
import { answerTable, responsesAbout, responsesOfUnits, settleInserts } from "../store/answer-table.ts";
import {
  deleteChanges,
  forgetResponses,
  nextChanges,
  nextResponses,
  noteInFlight,
  noteProjected,
  readProjection,
  type OutboxRow,
} from "../store/outbox.ts";
import { readReferences } from "../store/responses.ts";
import { projectResponses } from "./project.ts";

/** What one batch did; `changes` 0 means that nothing waits that may be taken yet. */
export interface DrainedBatch {
  readonly changes: number;
  readonly responses: number;
  readonly rows: number;
}

/**
 * Projects the oldest waiting changes and then forgets them: what dies in between is done again. Rows of somebody who died
 * are let arrive first: what has been erased since could otherwise come back behind its tombstones. The caller holds the
 * projection's lock.
 */
export async function drainBatch(stores: Stores, limit: number): Promise<DrainedBatch> {
  const { isInFlight } = await stores.postgres.read(readProjection);
  if (isInFlight) await settleInserts(stores.clickhouse);

  const { changes, rebuilding } = await stores.postgres.read(async (tx) => ({
    changes: await nextChanges(tx, limit),
    rebuilding: (await readProjection(tx)).rebuilding,
  }));
  const last = changes.at(-1);
  if (last === undefined) return { changes: 0, responses: 0, rows: 0 };

  await stores.postgres.transaction(noteInFlight);
  const tables = rebuilding === null ? [answerTable] : [answerTable, rebuilding];
  const done: Done = { responses: 0, rows: 0, newest: null };
  const fresh = new Set(subjectsOf(changes, "response"));
  add(done, await projectResponses(stores, tables, [...fresh]));

  const again = new Set([...(await referenced(stores, changes)), ...(await ofMovedUnits(stores, changes))]);
  const waiting = chunksOf(
    [...again].filter((id) => !fresh.has(id)),
    Math.min(limit, mostAgain),
  );
  for (const ids of waiting) {
    await letPass(stores, tables, { last, limit });
    add(done, await projectResponses(stores, tables, ids));
  }

  await stores.postgres.transaction(async (tx) => {
    await deleteChanges(tx, last);
    await noteProjected(tx, done.newest);
  });
  return { changes: changes.length, responses: done.responses, rows: done.rows };
}

/** Answers that came long ago are projected again in small numbers, so that fresh ones need not wait for all of them. */
const mostAgain = 2000;

interface Done {
  responses: number;
  rows: number;
  newest: Date | null;
}

function add(done: Done, { responses, rows, newest }: Done): void {
  done.responses += responses;
  done.rows += rows;
  if (newest !== null && (done.newest === null || newest > done.newest)) done.newest = newest;
}

/**
 * Projects answers that came while a large change is on its way. They are read as everything stands now, so it does not
 * matter that the change before them is not done yet.
 */
async function letPass(
  stores: Stores,
  tables: readonly string[],
  { last, limit }: { readonly last: OutboxRow; readonly limit: number },
): Promise<void> {
  const rows = await stores.postgres.read((tx) => nextResponses(tx, last, limit));
  if (rows.length === 0) return;
  const { newest } = await projectResponses(stores, tables, [...new Set(subjectsOf(rows, "response"))]);
  await stores.postgres.transaction((tx) => forgetResponses(tx, rows, newest));
}

/**
 * Responses that references of this batch concern. The facts themselves know them: under its code, under its name while
 * nothing else was known, and below it. What is not projected yet will be projected with the reference as it now is.
 */
async function referenced(stores: Stores, changes: readonly OutboxRow[]): Promise<readonly string[]> {
  const ids = [...new Set(subjectsOf(changes, "reference"))];
  if (ids.length === 0) return [];

  const references = await stores.postgres.read((tx) => readReferences(tx, ids));
  const values = [...Map.groupBy(references, ({ kind }) => kind)].flatMap(([kind, some]) => {
    const source = sourceOf(kind);
    return source === undefined
      ? []
      : [{ source, texts: [...new Set(some.flatMap(({ code, name }) => [code, name]))] }];
  });
  const units = references.filter(({ kind }) => kind === "unit").map(({ id }) => id);
  return responsesAbout(stores.clickhouse, values, units);
}

/** Responses whose units stand elsewhere from a day on; what was answered before that day is left alone. */
async function ofMovedUnits(stores: Stores, changes: readonly OutboxRow[]): Promise<readonly string[]> {
  const moved = await stores.postgres.read((tx) => unitsConcerned(tx, subjectsOf(changes, "unit-change")));
  const found: string[] = [];
  for (const concern of moved) found.push(...(await responsesOfUnits(stores.clickhouse, concern)));
  return found;
}

function subjectsOf(changes: readonly OutboxRow[], kind: string): string[] {
  return changes.filter((change) => change.kind === kind).map(({ subjectId }) => subjectId);
}

function chunksOf(ids: readonly string[], size: number): (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  );
}

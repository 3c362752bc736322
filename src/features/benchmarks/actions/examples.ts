import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import { resolveReferences } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";

import type { Example, ExamplesQuery, ExampleWish } from "../contract.ts";
import { findCompetitor } from "../store/competitors.ts";
import {
  findExample,
  insertExample,
  selectExamples,
  selectTags,
  setExampleDeleted,
  updateExampleRow,
  type ExampleRow,
} from "../store/examples.ts";

/** Examples, newest first, page by page. @throws Refusal `access.forbidden` */
export async function listExamples({ stores, viewer }: Asker, query: ExamplesQuery) {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(async (tx) => {
    const rows = await selectExamples(tx, query, placeOf(query.cursor));
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const nextCursor =
      rows.length > query.limit && last !== undefined ? `${last.updatedAt.toISOString()}~${last.id}` : null;
    return { items: await present(tx, shown), nextCursor, tags: await selectTags(tx) };
  });
}

/** Adds an example. @throws Refusal `access.forbidden`, `benchmarks.not_found` */
export async function createExample({ stores, viewer }: Asker, wish: ExampleWish): Promise<Example> {
  requireEverywhere(viewer, "weights.write");
  const id = stores.random.uuid();
  return stores.postgres.transaction(async (tx) => {
    await requireCompetitor(tx, wish);
    await insertExample(tx, { id, wish: tidy(wish), by: viewer.name }, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "benchmarks.example_created",
      subjectKind: "benchmark-example",
      subjectId: id,
      details: { title: wish.title },
    });
    return show(tx, id);
  });
}

/** Changes an example. @throws Refusal `access.forbidden`, `benchmarks.not_found`, `benchmarks.changed_elsewhere` */
export async function updateExample(
  { stores, viewer }: Asker,
  id: string,
  { revision, ...wish }: ExampleWish & { readonly revision: number },
): Promise<Example> {
  requireEverywhere(viewer, "weights.write");
  return stores.postgres.transaction(async (tx) => {
    await show(tx, id);
    await requireCompetitor(tx, wish);
    if (!(await updateExampleRow(tx, { id, revision, wish: tidy(wish) }, stores.clock.now())))
      throw new Refusal("benchmarks.changed_elsewhere");
    await recordAudit(tx, viewer, {
      action: "benchmarks.example_changed",
      subjectKind: "benchmark-example",
      subjectId: id,
      details: { title: wish.title },
    });
    return show(tx, id);
  });
}

/** Deletes an example. @throws Refusal `access.forbidden`, `benchmarks.not_found` */
export async function deleteExample({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    if (!(await setExampleDeleted(tx, id, stores.clock.now()))) throw new Refusal("benchmarks.not_found");
    await recordAudit(tx, viewer, {
      action: "benchmarks.example_deleted",
      subjectKind: "benchmark-example",
      subjectId: id,
    });
  });
  return { ok: true };
}

/** Takes that back. @throws Refusal `access.forbidden`, `benchmarks.not_found` */
export async function restoreExample({ stores, viewer }: Asker, id: string): Promise<Example> {
  requireEverywhere(viewer, "weights.write");
  return stores.postgres.transaction(async (tx) => {
    if (!(await setExampleDeleted(tx, id, null))) throw new Refusal("benchmarks.not_found");
    await recordAudit(tx, viewer, {
      action: "benchmarks.example_restored",
      subjectKind: "benchmark-example",
      subjectId: id,
    });
    return show(tx, id);
  });
}

async function requireCompetitor(tx: Tx, { competitorId }: ExampleWish): Promise<void> {
  if (competitorId !== null && (await findCompetitor(tx, competitorId)) === undefined)
    throw new Refusal("benchmarks.not_found");
}

async function show(tx: Tx, id: string): Promise<Example> {
  const row = await findExample(tx, id);
  const [shown] = row === undefined ? [] : await present(tx, [row]);
  if (shown === undefined) throw new Refusal("benchmarks.not_found");
  return shown;
}

async function present(tx: Tx, rows: readonly ExampleRow[]): Promise<Example[]> {
  const wanted = rows.flatMap(({ journeys, touchpoints }) => [
    ...journeys.map((code) => ({ kind: "journey" as const, code })),
    ...touchpoints.map((code) => ({ kind: "touchpoint" as const, code })),
  ]);
  const known = wanted.length === 0 ? undefined : await resolveReferences(tx, wanted);
  const nameIn = (kind: "journey" | "touchpoint") => (code: string) => known?.get(`${kind}:${code}`)?.name ?? code;
  return rows.map(({ id, revision, competitorName, createdBy, updatedAt, ...wish }) => ({
    id,
    revision,
    wish,
    competitorName,
    journeyNames: wish.journeys.map(nameIn("journey")),
    touchpointNames: wish.touchpoints.map(nameIn("touchpoint")),
    createdBy,
    updatedAt: updatedAt.toISOString(),
  }));
}

/** Each tag once. */
function tidy(wish: ExampleWish): ExampleWish {
  return { ...wish, tags: [...new Set(wish.tags)] };
}

/** Where the last page ended; what is no cursor begins anew. */
function placeOf(cursor: string | undefined): { at: Date; id: string } | null {
  const [at = "", id = ""] = (cursor ?? "").split("~");
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) || !/^[0-9a-f-]{36}$/.test(id) ? null : { at: moment, id };
}

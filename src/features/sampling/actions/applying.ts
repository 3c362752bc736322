import { recordAudit, requireEverywhere, systemViewer } from "#feature/access";
import { restoreOwnWeights, weightResponses } from "#feature/answers";
import { weighedResponses } from "#feature/facts";
import { Refusal } from "#kit/refusal";
import { enqueue } from "#platform/jobs";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Scheme, SchemeWish } from "../contract.ts";
import { cellName } from "../rules/weights.ts";
import { withRunLock } from "../store/run-lock.ts";
import {
  findScheme,
  finishApplication,
  insertApplication,
  lockRunning,
  lockScheme,
  markUndone,
  noteBatch,
  readFactors,
  schemesIn,
  selectSchemes,
  setSchemeState,
} from "../store/schemes.ts";
import type { Asker } from "./populations.ts";
import { foundScheme, presentOne } from "./schemes.ts";
import { weigh } from "./weighing.ts";

/** Name of the job that writes or takes back the weights of one scheme. */
export const runJobName = "sampling.run";

/** How work is stopped and watched. */
export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Responses of one transaction; 5,000 when left out. */
  readonly batchSize?: number;
}

/**
 * Weights the responses of a scheme in the background. The factors are computed now and kept with the run, so that a run
 * that is killed goes on with the same ones. Applied again it weights what came since, anew from the own weights.
 * @throws Refusal `sampling.not_found`, `sampling.busy`, `sampling.overlaps`, `sampling.cannot_rake` and as `weigh`
 */
export async function applyScheme(asker: Asker, id: string): Promise<Scheme> {
  const { stores, viewer } = asker;
  requireEverywhere(viewer, "weights.write");
  const { definition } = foundScheme(await stores.postgres.read((tx) => findScheme(tx, id)));
  const { weights, cells, ground } = await weigh({ stores, viewer: systemViewer("sampling") }, definition);
  const { quality, weightOf } = weights;
  if (quality === null) throw new Refusal("sampling.cannot_rake");
  const factors = Object.fromEntries(
    cells.flatMap((cell) => {
      const weight = weightOf.get(cellName(cell));
      return weight === undefined ? [] : [[cellName(cell), weight / cell.base] as const];
    }),
  );

  return stores.postgres.transaction(async (tx) => {
    const scheme = foundScheme(await lockScheme(tx, id));
    if (scheme.state === "applying" || scheme.state === "undoing") throw new Refusal("sampling.busy");
    await requireApart(tx, id, definition);
    const run = { id: stores.random.uuid(), schemeId: id, definition, ground, quality, total: quality.n };
    await insertApplication(tx, { ...run, factors, by: viewer, now: stores.clock.now() });
    await setSchemeState(tx, id, "applying");
    await enqueueRun(tx, id);
    const details = { responses: quality.n, designEffect: quality.designEffect };
    await recordAudit(tx, viewer, {
      action: "sampling.scheme_applied",
      subjectKind: "weighting",
      subjectId: id,
      details,
    });
    return presentOne(tx, await findScheme(tx, id));
  });
}

/** Stops applying; what is weighted so far gets its own weights back. @throws Refusal `sampling.not_running` */
export async function cancelScheme({ stores, viewer }: Asker, id: string): Promise<Scheme> {
  requireEverywhere(viewer, "weights.write");
  return stores.postgres.transaction(async (tx) => {
    const { state } = foundScheme(await lockScheme(tx, id));
    if (state !== "applying") throw new Refusal("sampling.not_running");
    const running = await lockRunning(tx, id);
    if (running !== undefined)
      await finishApplication(tx, { id: running.id, state: "cancelled", now: stores.clock.now() });
    await beginUndo(tx, id);
    await recordAudit(tx, viewer, { action: "sampling.scheme_cancelled", subjectKind: "weighting", subjectId: id });
    return presentOne(tx, await findScheme(tx, id));
  });
}

/** Gives every response of the scheme its own weight back. @throws Refusal `sampling.busy`, `sampling.not_applied` */
export async function undoScheme({ stores, viewer }: Asker, id: string): Promise<Scheme> {
  requireEverywhere(viewer, "weights.write");
  return stores.postgres.transaction(async (tx) => {
    const { state } = foundScheme(await lockScheme(tx, id));
    if (state !== "applied") throw new Refusal(state === "draft" ? "sampling.not_applied" : "sampling.busy");
    await beginUndo(tx, id);
    await recordAudit(tx, viewer, { action: "sampling.scheme_undone", subjectKind: "weighting", subjectId: id });
    return presentOne(tx, await findScheme(tx, id));
  });
}

/** Does what a scheme waits for, unless another process is at it. Killed on the way, it goes on where it stopped. */
export async function carryOut(stores: Stores, schemeId: string, options: WorkOptions = {}): Promise<void> {
  await withRunLock(stores.postgres, schemeId, async () => {
    const factors = knownFactors(stores);
    for (let isMore = true; isMore;) {
      options.signal?.throwIfAborted();
      const state = await stores.postgres.read(async (tx) => (await findScheme(tx, schemeId))?.state);
      if (state === "applying") isMore = await applyBatch(stores, schemeId, { ...options, factors });
      else isMore = state === "undoing" && (await undoBatch(stores, schemeId, options));
    }
  });
}

/** Goes on with every scheme that no process is at: those of a server that was killed. */
export async function carryOutAbandoned(stores: Stores, options: WorkOptions = {}): Promise<void> {
  const waiting = await stores.postgres.read(async (tx) => [
    ...(await schemesIn(tx, "applying")),
    ...(await schemesIn(tx, "undoing")),
  ]);
  for (const id of waiting) {
    options.signal?.throwIfAborted();
    await carryOut(stores, id, options);
  }
}

/** Applies anew the schemes that keep up with what comes; one that cannot be raked any more stays as it was. */
export async function keepUp(stores: Stores): Promise<void> {
  const viewer = systemViewer("sampling");
  const schemes = await stores.postgres.read(selectSchemes);
  for (const { id, definition } of schemes.filter(
    ({ state, definition: { keepUp: keeps } }) => state === "applied" && keeps,
  )) {
    try {
      await applyScheme({ stores, viewer }, id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      stores.log.warn({ scheme: id, code: error.code, name: definition.name }, "a weighting could not keep up");
    }
  }
}

const usualBatch = 5000;

type KnownFactors = (runId: string) => Promise<ReadonlyMap<string, number>>;

/** Factors are read once for a run, not for every batch. */
function knownFactors({ postgres }: Stores): KnownFactors {
  const known = new Map<string, Promise<ReadonlyMap<string, number>>>();
  return (runId) => {
    const factors = known.get(runId) ?? postgres.read((tx) => readFactors(tx, runId));
    known.set(runId, factors);
    return factors;
  };
}

/** One batch and its place in one transaction; whether there may be more. */
async function applyBatch(
  stores: Stores,
  schemeId: string,
  work: WorkOptions & { factors: KnownFactors },
): Promise<boolean> {
  const run = await stores.postgres.transaction((tx) => lockRunning(tx, schemeId));
  if (run === undefined) return false;
  const asker = { stores, viewer: systemViewer("sampling") };
  const limit = work.batchSize ?? usualBatch;
  const next = await weighedResponses(asker, { ...run.ground, after: run.position, limit });
  const factors = await work.factors(run.id);
  return stores.postgres.transaction(
    async (tx) => {
      const now = await lockRunning(tx, schemeId);
      // Cancelled, or taken over by somebody else, in the meantime.
      if (now?.id !== run.id || now.position !== run.position) return true;
      const last = next.at(-1);
      if (last === undefined) {
        await finishApplication(tx, { id: run.id, state: "done", now: stores.clock.now() });
        await setSchemeState(tx, schemeId, "applied");
        return false;
      }
      const rows = next.flatMap((response) => {
        const factor = factors.get(cellName(response));
        return factor === undefined ? [] : [{ id: response.id, factor }];
      });
      const changed = await weightResponses(tx, schemeId, rows);
      await noteBatch(tx, { id: run.id, position: last.id, done: rows.length, changed });
      return true;
    },
    { retries: 5 },
  );
}

function undoBatch(stores: Stores, schemeId: string, { batchSize = usualBatch }: WorkOptions): Promise<boolean> {
  return stores.postgres.transaction(
    async (tx) => {
      const scheme = await lockScheme(tx, schemeId);
      if (scheme?.state !== "undoing") return false;
      if ((await restoreOwnWeights(tx, schemeId, batchSize)) > 0) return true;
      await markUndone(tx, schemeId);
      await setSchemeState(tx, schemeId, "draft");
      return false;
    },
    { retries: 5 },
  );
}

async function beginUndo(tx: Tx, id: string): Promise<void> {
  await setSchemeState(tx, id, "undoing");
  await enqueueRun(tx, id);
}

function enqueueRun(tx: Tx, schemeId: string): Promise<void> {
  return enqueue(tx, runJobName, { schemeId }, { jobKey: `${runJobName}:${schemeId}` });
}

/** No response is weighted by two schemes. @throws Refusal `sampling.overlaps` */
async function requireApart(tx: Tx, id: string, { programme, surveys, period }: SchemeWish): Promise<void> {
  const others = (await selectSchemes(tx)).filter((other) => other.id !== id && other.state !== "draft");
  const clash = others.find(({ definition: other }) => {
    const sharesSurvey =
      surveys.length === 0 || other.surveys.length === 0 || surveys.some((survey) => other.surveys.includes(survey));
    const sharesDays =
      period === undefined ||
      other.period === undefined ||
      (period.from <= other.period.to && other.period.from <= period.to);
    return other.programme === programme && sharesSurvey && sharesDays;
  });
  if (clash !== undefined) throw new Refusal("sampling.overlaps", { name: clash.definition.name });
}

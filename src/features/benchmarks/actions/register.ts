import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import { Refusal } from "#kit/refusal";
import { isUniqueViolation, type Tx } from "#platform/postgres";

import type { Competitor, CompetitorWish, EnteredFigure, FigureWish } from "../contract.ts";
import { keptOf, problemOf } from "../rules/heard.ts";
import {
  findCompetitor,
  insertCompetitor,
  selectCompetitors,
  setCompetitorDeleted,
  updateCompetitorRow,
} from "../store/competitors.ts";
import {
  countFigures,
  insertFigure,
  selectFigures,
  selectFiguresOf,
  setFigureDeleted,
  type FigureRow,
} from "../store/figures.ts";

const most = { competitors: 200, figures: 20_000 } as const;

/** Competitors with their figures. @throws Refusal `access.forbidden` */
export async function listCompetitors({ stores, viewer }: Asker): Promise<{ items: Competitor[]; nextCursor: null }> {
  requirePermission(viewer, "insight.read");
  return { items: await stores.postgres.read(readRegister), nextCursor: null };
}

/** The register as it stands. */
export async function readRegister(tx: Tx): Promise<Competitor[]> {
  const figures = Map.groupBy(await selectFigures(tx), ({ competitorId }) => competitorId);
  const rows = await selectCompetitors(tx);
  return rows.map((row) => ({ ...row, figures: (figures.get(row.id) ?? []).map(enteredOf) }));
}

/** Adds a competitor. @throws Refusal `access.forbidden`, `benchmarks.name_taken`, `benchmarks.too_many` */
export async function createCompetitor({ stores, viewer }: Asker, wish: CompetitorWish): Promise<Competitor> {
  requireEverywhere(viewer, "weights.write");
  const id = stores.random.uuid();
  return namedOnce(wish.name, () =>
    stores.postgres.transaction(async (tx) => {
      await requireRoom(tx, 1);
      await insertCompetitor(tx, { id, ...wish }, stores.clock.now());
      await recordAudit(tx, viewer, {
        action: "benchmarks.competitor_created",
        subjectKind: "competitor",
        subjectId: id,
        details: { name: wish.name },
      });
      return present(tx, id);
    }),
  );
}

/** Refuses when so many more would be too many. @throws Refusal `benchmarks.too_many` */
export async function requireRoom(tx: Tx, more: number): Promise<void> {
  if ((await selectCompetitors(tx)).length + more > most.competitors)
    throw new Refusal("benchmarks.too_many", { most: most.competitors });
}

/** Changes a competitor. @throws Refusal `benchmarks.not_found`, `benchmarks.name_taken`, `benchmarks.changed_elsewhere` */
export async function updateCompetitor(
  { stores, viewer }: Asker,
  id: string,
  wish: CompetitorWish & { readonly revision: number },
): Promise<Competitor> {
  requireEverywhere(viewer, "weights.write");
  return namedOnce(wish.name, () =>
    stores.postgres.transaction(async (tx) => {
      await present(tx, id);
      if (!(await updateCompetitorRow(tx, { id, ...wish }, stores.clock.now())))
        throw new Refusal("benchmarks.changed_elsewhere");
      await recordAudit(tx, viewer, {
        action: "benchmarks.competitor_changed",
        subjectKind: "competitor",
        subjectId: id,
        details: { name: wish.name },
      });
      return present(tx, id);
    }),
  );
}

/** Deletes a competitor. @throws Refusal `benchmarks.not_found` */
export async function deleteCompetitor({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    if (!(await setCompetitorDeleted(tx, id, stores.clock.now()))) throw new Refusal("benchmarks.not_found");
    await recordAudit(tx, viewer, {
      action: "benchmarks.competitor_deleted",
      subjectKind: "competitor",
      subjectId: id,
    });
  });
  return { ok: true };
}

/** Takes that back, figures and all. @throws Refusal `benchmarks.not_found`, `benchmarks.name_taken` */
export async function restoreCompetitor({ stores, viewer }: Asker, id: string): Promise<Competitor> {
  requireEverywhere(viewer, "weights.write");
  return namedOnce("", () =>
    stores.postgres.transaction(async (tx) => {
      if (!(await setCompetitorDeleted(tx, id, null))) throw new Refusal("benchmarks.not_found");
      await recordAudit(tx, viewer, {
        action: "benchmarks.competitor_restored",
        subjectKind: "competitor",
        subjectId: id,
      });
      return present(tx, id);
    }),
  );
}

/**
 * Enters a score of a competitor. @throws Refusal `benchmarks.not_found`, `benchmarks.no_answers`, `benchmarks.not_hundred`,
 * `benchmarks.figure_there`, `benchmarks.too_many`
 */
export async function createFigure({ stores, viewer }: Asker, competitorId: string, wish: FigureWish) {
  requireEverywhere(viewer, "weights.write");
  const problem = problemOf(wish.heard);
  if (problem !== undefined)
    throw new Refusal(problem.code, { sum: problem.sum }, [{ field: "body.heard", code: problem.code }]);
  return stores.postgres.transaction(async (tx) => {
    await present(tx, competitorId);
    if ((await countFigures(tx)) >= most.figures) throw new Refusal("benchmarks.too_many", { most: most.figures });
    const row = rowOf(wish, { id: stores.random.uuid(), competitorId, createdBy: viewer.name });
    if (!(await insertFigure(tx, row, stores.clock.now()))) throw new Refusal("benchmarks.figure_there");
    await recordAudit(tx, viewer, {
      action: "benchmarks.figure_entered",
      subjectKind: "competitor",
      subjectId: competitorId,
      details: { score: row.score, on: row.measuredOn },
    });
    return enteredOf(row);
  });
}

/** A wish as a row. */
export function rowOf(
  { heard, ...wish }: FigureWish,
  of: { readonly id: string; readonly competitorId: string; readonly createdBy: string },
): FigureRow {
  return { ...of, ...wish, ...keptOf(heard) };
}

/** Deletes a figure. @throws Refusal `benchmarks.not_found` */
export function deleteFigure(asker: Asker, id: string): Promise<{ ok: true }> {
  return setDeleted(asker, id, asker.stores.clock.now());
}

/** Takes that back. @throws Refusal `benchmarks.not_found`, `benchmarks.figure_there` */
export function restoreFigure(asker: Asker, id: string): Promise<{ ok: true }> {
  return setDeleted(asker, id, null);
}

async function setDeleted({ stores, viewer }: Asker, id: string, at: Date | null): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  try {
    await stores.postgres.transaction(async (tx) => {
      if (!(await setFigureDeleted(tx, id, at))) throw new Refusal("benchmarks.not_found");
      const action = at === null ? "benchmarks.figure_restored" : "benchmarks.figure_deleted";
      await recordAudit(tx, viewer, { action, subjectKind: "competitor-figure", subjectId: id });
    });
  } catch (error) {
    if (isUniqueViolation(error, "benchmark_figure_once")) throw new Refusal("benchmarks.figure_there");
    throw error;
  }
  return { ok: true };
}

async function present(tx: Tx, id: string): Promise<Competitor> {
  const row = await findCompetitor(tx, id);
  if (row === undefined) throw new Refusal("benchmarks.not_found");
  return { ...row, figures: (await selectFiguresOf(tx, id)).map(enteredOf) };
}

function enteredOf(figure: FigureRow): EnteredFigure {
  const { id, measuredOn, promoters, passives, detractors, score, n, source } = figure;
  const { sourceUrl, method, whose, paidBy, note, createdBy } = figure;
  const isCounted = promoters !== null && passives !== null && detractors !== null;
  const counts = isCounted ? { promoters, passives, detractors } : null;
  return { id, measuredOn, counts, score, n, source, sourceUrl, method, whose, paidBy, note, createdBy };
}

async function namedOnce<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error, "benchmark_competitor_name")) throw error;
    throw new Refusal("benchmarks.name_taken", { name }, [{ field: "body.name", code: "benchmarks.name_taken" }]);
  }
}

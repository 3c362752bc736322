import { recordAudit, requireEverywhere } from "#feature/access";
import type { Asker } from "#feature/facts";
import type { Tx } from "#platform/postgres";

import type { Imported } from "../contract.ts";
import { figureColumns, figuresOf, type FigureLine } from "../rules/lines.ts";
import { insertCompetitor, selectCompetitors } from "../store/competitors.ts";
import { insertFigure } from "../store/figures.ts";
import { requireRoom, rowOf } from "./register.ts";
import { readTable } from "./sheet.ts";

/**
 * Figures out of a file: all lines or none. Competitors that are new to the register are added by name; the same figure twice
 * (competitor, day, source) is a problem of its line; one that is there already is left as it is. @throws Refusal `access.forbidden`, `benchmarks.too_many_lines`, `benchmarks.too_many`
 */
export async function importFigures(
  { stores, viewer }: Asker,
  { text, dryRun }: { readonly text: string; readonly dryRun: boolean },
): Promise<Imported> {
  requireEverywhere(viewer, "weights.write");
  const { lines, problems: broken } = readTable(text, figureColumns);
  const { figures, problems: wrong } = figuresOf(lines);
  return stores.postgres.transaction(async (tx) => {
    const problems = [...broken, ...wrong, ...repeated(figures)].toSorted((a, b) => a.line - b.line);
    const known = await selectCompetitors(tx);
    const names = new Map(known.map(({ id, name }) => [name.toLocaleLowerCase(), id]));
    const fresh = [...new Map(figures.map(({ competitor }) => [competitor.toLocaleLowerCase(), competitor])).entries()]
      .filter(([key]) => !names.has(key))
      .map(([, name]) => name);
    const isTrial = dryRun || problems.length > 0 || figures.length === 0;
    return {
      rows: lines.length,
      stored: isTrial ? 0 : await store(tx, { stores, viewer, figures, fresh, names }),
      fresh,
      problems: problems.slice(0, 100),
      refused: problems.length,
    };
  });
}

interface ToStore extends Asker {
  readonly figures: readonly FigureLine[];
  readonly fresh: readonly string[];
  readonly names: Map<string, string>;
}

async function store(tx: Tx, { stores, viewer, figures, fresh, names }: ToStore): Promise<number> {
  const now = stores.clock.now();
  await requireRoom(tx, fresh.length);
  for (const name of fresh) {
    const id = stores.random.uuid();
    await insertCompetitor(tx, { id, name, note: "", isOwn: false, studyValue: "" }, now);
    names.set(name.toLocaleLowerCase(), id);
  }
  let stored = 0;
  for (const { competitor, wish } of figures) {
    const competitorId = names.get(competitor.toLocaleLowerCase()) ?? "";
    const row = rowOf(wish, { id: stores.random.uuid(), competitorId, createdBy: viewer.name });
    if (await insertFigure(tx, row, now)) stored += 1;
  }
  await recordAudit(tx, viewer, {
    action: "benchmarks.figures_imported",
    subjectKind: "benchmarks",
    subjectId: "figures",
    details: { rows: stored, fresh: fresh.length },
  });
  return stored;
}

function repeated(figures: readonly FigureLine[]): Imported["problems"] {
  const seen = new Set<string>();
  return figures.flatMap(({ line, competitor, wish }) => {
    const key = JSON.stringify([competitor.toLocaleLowerCase(), wish.measuredOn, wish.source]);
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen ? [{ line, text: competitor, code: "repeated" as const, field: "competitor" }] : [];
  });
}

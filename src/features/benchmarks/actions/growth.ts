import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { slice, type Asker } from "#feature/facts";
import { resolveReferences } from "#feature/organisation";

import type { GrowthAnswer, GrowthKind, GrowthRequest, Imported, LineProblem } from "../contract.ts";
import { checkOf, growthColumns, growthIn, type GrowthLine } from "../rules/growth.ts";
import { deleteGrowthRows, selectGrowth, upsertGrowth } from "../store/growth.ts";
import { readTable } from "./sheet.ts";

/**
 * Score and growth of the units the viewer may see. @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readGrowth(asker: Asker, request: GrowthRequest): Promise<GrowthAnswer> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  const rows = await stores.postgres.read((tx) => selectGrowth(tx, request.kind));
  const years = [...new Set(rows.map(({ year }) => year))];
  const year = request.year ?? years[0] ?? null;
  if (year === null) return { years, year, scoreYear: null, leftOut: 0, ...checkOf([]) };

  const scoreYear = year - request.lag;
  const period = { from: `${scoreYear}-01-01`, to: `${scoreYear}-12-31` };
  const { measure, where } = request;
  const scores = await slice(asker, { measure, where, period, by: ["unit"], limit: 5000 });
  const growth = new Map(rows.filter((row) => row.year === year).map((row) => [row.unit, row.growth]));
  const points = scores.rows.flatMap(({ key, figure }) => {
    const { value: unit, name } = key[0] ?? { value: "", name: "" };
    const grown = growth.get(unit);
    if (grown === undefined || figure.estimate === null) return [];
    const { value, n, interval } = figure.estimate;
    return [{ unit, name, growth: grown, score: value, n, interval: { low: interval.low, high: interval.high } }];
  });
  return { years, year, scoreYear, leftOut: growth.size - points.length, ...checkOf(points) };
}

/** Growth out of a file: all lines or none. @throws Refusal `access.forbidden`, `benchmarks.too_many_lines` */
export async function importGrowth(
  { stores, viewer }: Asker,
  { text, dryRun, kind }: { readonly text: string; readonly dryRun: boolean; readonly kind: GrowthKind },
): Promise<Imported> {
  requireEverywhere(viewer, "weights.write");
  const { lines, problems: broken } = readTable(text, growthColumns);
  const { rows, problems: wrong } = growthIn(lines);
  return stores.postgres.transaction(async (tx) => {
    const known = await resolveReferences(
      tx,
      rows.map(({ unit }) => ({ kind: "unit", code: unit })),
    );
    const codeOf = ({ unit }: GrowthLine) => known.get(`unit:${unit}`)?.code;
    const meant = rows.flatMap((row) => {
      const unit = codeOf(row);
      return unit === undefined ? [] : [{ ...row, unit }];
    });
    const unknown = rows.filter((row) => codeOf(row) === undefined).map((row) => problemOf(row, "unknown-unit"));
    const problems = [...broken, ...wrong, ...unknown, ...repeated(meant)].toSorted((a, b) => a.line - b.line);
    const isTrial = dryRun || problems.length > 0 || meant.length === 0;
    if (!isTrial) {
      await upsertGrowth(tx, kind, meant, stores.clock.now());
      await recordAudit(tx, viewer, {
        action: "benchmarks.growth_imported",
        subjectKind: "benchmarks",
        subjectId: kind,
        details: { rows: meant.length },
      });
    }
    return {
      rows: lines.length,
      stored: isTrial ? 0 : meant.length,
      fresh: [],
      problems: problems.slice(0, 100),
      refused: problems.length,
    };
  });
}

/** Deletes all growth of one kind. @throws Refusal `access.forbidden` */
export async function deleteGrowth({ stores, viewer }: Asker, kind: GrowthKind): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    const rows = await deleteGrowthRows(tx, kind);
    await recordAudit(tx, viewer, {
      action: "benchmarks.growth_deleted",
      subjectKind: "benchmarks",
      subjectId: kind,
      details: { rows },
    });
  });
  return { ok: true };
}

function repeated(rows: readonly GrowthLine[]): LineProblem[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const key = `${row.unit} ${row.year}`;
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen ? [problemOf(row, "repeated")] : [];
  });
}

function problemOf({ line, unit, year, growth }: GrowthLine, code: LineProblem["code"]): LineProblem {
  return { line, text: `${unit}; ${year}; ${growth}`, code, field: "unit" };
}

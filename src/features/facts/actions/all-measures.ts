import { unitScope } from "#feature/access";
import { comparedPeriod } from "#kit/period";

import {
  sliceQuerySchema,
  type Measure,
  type Period,
  type SliceQueryInput,
  type SliceRow,
  type timeSteps,
} from "../contract.ts";
import { gatherGroups, sumsOf, type Cell } from "../rules/gather.ts";
import { isScaled, partsOf } from "../rules/measure.ts";
import { dayAt } from "../rules/period.ts";
import { addSums, type Sums } from "../rules/sums.ts";
import type { SeriesRow } from "../store/lists.ts";
import { readCells, type CellQuery } from "../store/slice.ts";
import { readMeasures, type MeasureFilter } from "./list-measures.ts";
import { show, type Circumstances } from "./showing.ts";
import { sliceWithSums } from "./slice.ts";
import type { Asker } from "./sums.ts";
import type { Freshness, Ground } from "./words.ts";

/** The same question about every measure there is. */
export type EveryMeasureQuery = MeasureFilter &
  Pick<SliceQueryInput, "compare" | "weight"> & {
    /** Length of the points of the small trend, by the first and last day with answers; null when there are none. */
    readonly stepOf: (span: Period | null) => Step;
  };

type Step = (typeof timeSteps)[number];

/** A measure with its total and its trend. */
export interface MeasureFigures extends Omit<SliceRow, "key"> {
  readonly measure: Measure;
  /** Null when hidden. */
  readonly sums: Sums | null;
  readonly points: readonly { readonly at: string; readonly figure: SliceRow["figure"] }[];
}

/**
 * Every measure that has an estimate, with its total, its change and its trend, in as many statements as there would be
 * for one; only protected measures are asked for one by one.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function everyMeasure(
  asker: Asker,
  input: EveryMeasureQuery,
): Promise<{ readonly items: readonly MeasureFigures[]; readonly freshness: Freshness }> {
  const { stepOf, ...filter } = input;
  const { items, series, ground } = await readMeasures(asker, { period: input.period, where: input.where });
  const step = stepOf(spanOfSeries(series));
  const query = sliceQuerySchema.parse({ ...filter, measure: "nps:relational", by: [step] });

  const earlier = comparedPeriod(query);
  const base = { where: query.where, scope: unitScope(asker.viewer, "insight.read"), isWeighted: query.weight };
  const ask = (differences: Pick<CellQuery, "by" | "period">) =>
    readAllCells(asker, series, { query: { ...base, ...differences, measure: null }, ground });
  const [points, before] = await Promise.all([
    ask({ by: [step], period: query.period ?? null }),
    earlier === null ? null : ask({ by: [], period: earlier }),
  ]);

  const measures = items.filter(({ kind }) => kind !== "choice" && kind !== "text");
  const cells = { points: bySeries(points), before: before === null ? null : bySeries(before) };
  const figures = await Promise.all(
    measures.map((measure) =>
      isProtected(measure, cells.points)
        ? askAlone(asker, measure, { ...filter, step })
        : Promise.resolve(figuresOf(measure, cells, { ground, query, asker })),
    ),
  );
  return { items: figures, freshness: ground.freshness };
}

/** Questions on scales in one statement, those with numbers in another. */
async function readAllCells(
  { stores }: Asker,
  series: readonly SeriesRow[],
  { query, ground }: { readonly query: CellQuery; readonly ground: Ground },
): Promise<readonly Anonymous[]> {
  const forms = [series.filter(({ kind }) => isScaled(kind)), series.filter(({ kind }) => kind === "number")];
  const cells = await Promise.all(
    forms
      .filter((some) => some.length > 0)
      .map((some) =>
        readCells(stores.clickhouse, { ...query, series: new Map(some.map((row) => [row.series, row])) }, ground.words),
      ),
  );
  return cells.flat();
}

function spanOfSeries(series: readonly SeriesRow[]): Period | null {
  const from = series.map((row) => row.from).toSorted()[0];
  const to = series
    .map((row) => row.to)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

type Anonymous = Cell & { readonly isAnonymous: boolean };
type CellsBySeries = ReadonlyMap<string, readonly Anonymous[]>;

function bySeries(cells: readonly Anonymous[]): CellsBySeries {
  return Map.groupBy(cells, ({ measure }) => `${measure.kind}:${measure.programme}`);
}

function cellsOf({ kind, programme, surveyId, question }: Measure, cells: CellsBySeries): readonly Anonymous[] {
  const ofProgramme = cells.get(`${kind}:${programme}`) ?? [];
  if (surveyId === null) return ofProgramme;
  return ofProgramme.filter(({ measure }) => measure.survey === surveyId && measure.question === question);
}

function isProtected(measure: Measure, cells: CellsBySeries): boolean {
  return measure.programme === "employee" || cellsOf(measure, cells).some(({ isAnonymous }) => isAnonymous);
}

interface Asked {
  readonly ground: Ground;
  readonly query: ReturnType<typeof sliceQuerySchema.parse>;
  readonly asker: Asker;
}

function figuresOf(
  measure: Measure,
  cells: { readonly points: CellsBySeries; readonly before: CellsBySeries | null },
  { ground, query, asker }: Asked,
): MeasureFigures {
  const { settings, freshness, words } = ground;
  const own = cellsOf(measure, cells.points);
  const now = addSums([sumsOf(own)]);
  const before = cells.before === null ? null : addSums([sumsOf(cellsOf(measure, cells.before))]);
  const today = dayAt(asker.stores.clock.now(), settings.timeZone);
  const how: Circumstances = { kind: partsOf(measure.ref).kind, query, settings, freshness, today };

  const groups = [...gatherGroups(own, query.by, words.cuts).values()].toSorted((a, b) => (atOf(a) < atOf(b) ? -1 : 1));
  const points = groups.map(({ key, sums }) => {
    const merged = addSums([sums]);
    return { at: key[0] ?? "", figure: show({ key, now: merged, before: null, isHidden: false }, how).figure };
  });
  return { measure, sums: now, points, ...show({ key: [], now, before, isHidden: false }, how) };
}

function atOf({ key }: { readonly key: readonly string[] }): string {
  return key[0] ?? "";
}

/** Two slices: the total compared, and the trend under the small-group rule. */
async function askAlone(
  asker: Asker,
  measure: Measure,
  { step, ...filter }: Omit<EveryMeasureQuery, "stepOf"> & { readonly step: Step },
): Promise<MeasureFigures> {
  const [whole, trend] = await Promise.all([
    sliceWithSums(asker, { ...filter, measure: measure.ref }),
    sliceWithSums(asker, { ...filter, measure: measure.ref, compare: "none", by: [step], limit: 10_000 }),
  ]);
  const { figure, before, difference } = whole.slice.total;
  const points = trend.slice.rows.map((row) => ({ at: row.key[0]?.value ?? "", figure: row.figure }));
  return { measure, sums: whole.totalSums, points, figure, before, difference };
}

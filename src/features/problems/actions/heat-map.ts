import { requirePermission } from "#feature/access";
import { namedTallies, type Asker } from "#feature/facts";
import { readSettings } from "#feature/organisation";
import type { OperationInput } from "#kit/operation";
import { FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { withRests } from "#statistics/pooling";
import { addCounted } from "#statistics/problems/named-counts";

import { mapQuerySchema, type HeatMap, type problemsOperations } from "../contract.ts";
import { differenceOfParts, judgedWithGaps, shareIn, type Part } from "../rules/shares.ts";
import { columnsOf, partIn, surveysNaming, type AskedColumn } from "./askable.ts";
import { readCatalogue, titleOf } from "./catalogue.ts";
import { requireOutcome } from "./pain-map.ts";
import { largest, subjectsOf } from "./subjects.ts";

type Query = OperationInput<typeof problemsOperations.heatMap>["body"];
type Cell = HeatMap["rows"][number]["cells"][number];

/**
 * Problems by units, stages or any dimension: the share of a column's answers that name a problem, held against all other
 * columns, with chance finds controlled over the whole table.
 * @throws Refusal `access.forbidden`, `problems.no_groups`, `problems.not_found`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readHeatMap(asker: Asker, query: Query): Promise<HeatMap> {
  requirePermission(asker.viewer, "insight.read");
  requireOutcome(query.measure);
  const { measure, where, period, weight, side, compare, by, keys, limit } = query;
  const [catalogue, settings] = await Promise.all([
    readCatalogue(asker, side),
    asker.stores.postgres.read(readSettings),
  ]);
  const plain = mapQuerySchema.parse({ measure, where, period, weight, side, compare });
  const subjects = keys === undefined ? await largest(asker, catalogue, plain, mostRows) : subjectsOf(catalogue, keys);
  const sets = subjects.map(({ codes }) => codes);
  const groups = await namedTallies(asker, { measure, where, period, weight, by, bySurvey: true, sets });
  const named = columnsOf(groups).filter(({ value }) => value !== "");
  const columns = named.slice(0, limit);
  const rows = subjects.map(({ codes }, index) => cellsOf(columns, { index, codes, minimum: settings.minimumN }));
  const judged = judgedWithGaps(rows.flat().map(({ difference }) => difference));
  return {
    by,
    columns: columns.map(({ value, name, n }) => ({ value, name, n })),
    truncated: named.length - columns.length,
    rows: subjects.map((subject, row) => ({
      key: subject.key,
      name: titleOf(subject, asker.viewer.language),
      codes: [...subject.codes],
      cells: (rows[row] ?? []).map(({ cell }, column): Cell => {
        const found = judged[row * columns.length + column] ?? null;
        if (found === null) return cell;
        const isAbove = found.difference.value > 0;
        const verdict = !found.clear ? "no-clear-difference" : isAbove ? "above" : "below";
        return { ...cell, verdict, adjustedP: found.adjustedPValue };
      }),
    })),
    tested: judged.filter((one) => one !== null).length,
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
  };
}

const mostRows = 20;

/** The cells of one problem, each with what tells it from all other columns. */
function cellsOf(
  columns: readonly AskedColumn[],
  { index, codes, minimum }: { readonly index: number; readonly codes: readonly string[]; readonly minimum: number },
): { readonly cell: Cell; readonly difference: ReturnType<typeof differenceOfParts> | null }[] {
  const surveys = surveysNaming(codes);
  const parts = columns.map((column) => partIn(column, index, surveys));
  const rests = parts.length < 2 ? [] : withRests(parts, addParts);
  return parts.map((part, column) => {
    const share = shareIn(part, minimum);
    const rest = rests[column]?.rest;
    const state =
      part.all.n > 0 ? (share === null ? "too-few" : "ok") : (columns[column]?.n ?? 0) > 0 ? "not-asked" : "none";
    const cell: Cell = { state, mentions: part.some.n, n: part.all.n, share, verdict: null, adjustedP: null };
    const isTested = share !== null && rest !== undefined && rest.all.n >= minimum;
    return { cell, difference: isTested ? differenceOfParts(part, rest) : null };
  });
}

function addParts(a: Part, b: Part): Part {
  return { some: addCounted([a.some, b.some]), all: addCounted([a.all, b.all]) };
}

import {
  differenceOf,
  listMeasures,
  readFreshness,
  sliceWithSums,
  type Asker,
  type SliceWithSums,
  type Sums,
} from "#feature/facts";
import type { Measure, SliceRow } from "#feature/facts/contract";
import { judgeGroups, rankGroups } from "#feature/insight";
import type { Condition } from "#kit/condition";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";

import {
  questionSchema,
  type Answer,
  type Found,
  type FoundRow,
  type Question,
  type QuestionInput,
} from "../contract.ts";
import { isStep } from "../rules.ts";
import { sortRows } from "../rules/sorting.ts";

/** So many rows are computed and compared at most; of these the question's `top` are told. */
const mostComputed = 10_000;

/**
 * Answers a question of Explore: each measure by slices of the facts, so under the viewer's scope and the small-group
 * rule; rows are held against the rest, the period before or the other group, chance finds controlled over all rows of a
 * measure. Measures that do not exist for the viewer come without rows.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function ask(asker: Asker, input: QuestionInput): Promise<Answer> {
  const question = questionSchema.parse(input);
  const [{ items }, freshness] = await Promise.all([listMeasures(asker, {}), readFreshness(asker)]);
  const known = new Map(items.map((measure) => [measure.ref, measure]));
  const found: Found[] = [];
  for (const ref of question.measures) {
    const measure = known.get(ref);
    found.push(measure === undefined ? missing(ref) : await find(asker, question, measure));
  }
  return {
    against: againstOf(question),
    found,
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
    asOf: freshness.asOf,
    lagSeconds: freshness.lagSeconds,
  };
}

function missing(ref: string): Found {
  return { ref, measure: null, rows: [], total: null, truncated: 0, tested: 0, overlap: null };
}

/** What differences of rows are held against. */
export function againstOf({ groups, compare, by }: Question): Answer["against"] {
  if (groups !== undefined) return "groups";
  if (compare !== "none") return "before";
  return by.length > 0 && !by.some(isStep) ? "rest" : "none";
}

async function find(asker: Asker, question: Question, measure: Measure): Promise<Found> {
  if (question.groups !== undefined) return findGroups(asker, question, measure);
  const sliced = await sliceWithSums(asker, sliceOf(question, measure, question.where));
  const rows = againstOf(question) === "rest" ? heldAgainstRest(sliced, question) : heldAgainstBefore(sliced);
  const { figure, before, difference } = sliced.slice.total;
  const total: FoundRow = {
    ...bare(sliced.slice.total),
    figure,
    other: before,
    difference,
    verdict: verdictOf(difference, null),
  };
  return told({ question, measure, rows, total, left: sliced.slice.truncated, overlap: null });
}

function sliceOf(question: Question, { ref }: Measure, where: Condition | undefined) {
  const { by, period, compare, weight } = question;
  return { measure: ref, by, period, compare, weight, where, limit: mostComputed };
}

/** Each row against all others together; rows of one dimension are ranked with ties too. */
function heldAgainstRest({ slice, sums, totalSums, reading }: SliceWithSums, { by }: Question): FoundRow[] {
  const groups = slice.rows.map((row, index) => ({ row, sums: sums[index] ?? null }));
  const judged = judgeGroups(groups, totalSums, reading);
  const ranks = new Map(
    by.length === 1
      ? rankGroups(
          groups.filter(({ row }) => row.key[0]?.value !== ""),
          totalSums,
          reading,
        ).items.map((item) => [item.value, item])
      : [],
  );
  return judged.map(({ group: { row }, versusRest, adjustedP, verdict }): FoundRow => {
    const place = ranks.get(row.key[0]?.value ?? "");
    return {
      ...bare(row),
      difference: versusRest,
      adjustedP,
      verdict,
      rank: place?.rank ?? null,
      tied: place?.tied ?? false,
      shrunken: place?.shrunken ?? null,
    };
  });
}

function heldAgainstBefore({ slice }: SliceWithSums): FoundRow[] {
  const rows = slice.rows.map((row): FoundRow => ({ ...bare(row), other: row.before, difference: row.difference }));
  return slice.query.compare === "none" ? rows : judgedTogether(rows);
}

/** B is taken without those who are in A too, so that the two share nobody and the test holds. */
async function findGroups(asker: Asker, question: Question, measure: Measure): Promise<Found> {
  const { groups, where } = question;
  if (groups === undefined) throw new Error("no groups to compare");
  const within = (...parts: Condition[]): Condition => ({ all: [...(where === undefined ? [] : [where]), ...parts] });
  const [first, second, both] = await Promise.all([
    sliceWithSums(asker, sliceOf(question, measure, within(groups.a))),
    sliceWithSums(asker, sliceOf(question, measure, within(groups.b, { not: groups.a }))),
    sliceWithSums(asker, { ...sliceOf(question, measure, within(groups.a, groups.b)), by: [] }),
  ]);
  const others = byKey(second);
  const rows = first.slice.rows.map((row, index): FoundRow => {
    const other = others.get(keyOf(row));
    const difference = differenceIn(first, first.sums[index] ?? null, other?.sums ?? null, [row, other?.row]);
    return { ...bare(row), other: other?.row.figure ?? null, difference };
  });
  const difference = differenceIn(first, first.totalSums, second.totalSums, [first.slice.total, second.slice.total]);
  const total: FoundRow = {
    ...bare(first.slice.total),
    other: second.slice.total.figure,
    difference,
    verdict: verdictOf(difference, null),
  };
  const left = first.slice.truncated;
  return told({ question, measure, rows: judgedTogether(rows), total, left, overlap: both.slice.total.figure.n });
}

function byKey({ slice, sums }: SliceWithSums) {
  return new Map(slice.rows.map((row, index) => [keyOf(row), { row, sums: sums[index] ?? null }]));
}

function keyOf({ key }: SliceRow): string {
  return JSON.stringify(key.map(({ value }) => value));
}

function differenceIn(
  { reading }: SliceWithSums,
  a: Sums | null,
  b: Sums | null,
  rows: readonly (SliceRow | undefined)[],
) {
  if (a === null || b === null || rows.some((row) => row?.figure.state !== "ok")) return null;
  return differenceOf(a, b, reading);
}

function bare({ key, figure }: Pick<SliceRow, "key" | "figure">): FoundRow {
  const none = {
    other: null,
    difference: null,
    adjustedP: null,
    verdict: null,
    rank: null,
    tied: false,
    shrunken: null,
  };
  return { key, figure, ...none };
}

/** Chance finds controlled over all rows that are compared (Benjamini–Hochberg). */
function judgedTogether(rows: readonly FoundRow[]): FoundRow[] {
  const tested = rows.flatMap(({ difference }) => (difference === null ? [] : [difference]));
  const adjusted = new Map(adjustPValues(tested.map(({ p }) => p)).map((p, index) => [tested[index], p]));
  return rows.map((row) => {
    const adjustedP = row.difference === null ? null : (adjusted.get(row.difference) ?? null);
    return {
      ...row,
      adjustedP,
      verdict: row.figure.state === "hidden" ? "hidden" : verdictOf(row.difference, adjustedP),
    };
  });
}

/** `adjustedP` is null where one comparison stands alone. */
function verdictOf(difference: FoundRow["difference"], adjustedP: number | null): FoundRow["verdict"] {
  if (difference === null) return adjustedP === null ? null : "too-few";
  if (!difference.clear || (adjustedP ?? 0) > FALSE_DISCOVERY_RATE) return "no-clear-difference";
  return difference.value > 0 ? "above" : "below";
}

interface ToTell {
  readonly question: Question;
  readonly measure: Measure;
  readonly rows: readonly FoundRow[];
  readonly total: FoundRow;
  readonly left: number;
  readonly overlap: number | null;
}

function told({ question, measure, rows: found, total, left, overlap }: ToTell): Found {
  const rows = question.by.length === 0 ? [] : found;
  const hasOwnOrder = question.by.some((dimension) => isStep(dimension) || ["weekday", "hour"].includes(dimension));
  const sorted = sortRows(rows, question.sort, hasOwnOrder);
  const shown = sorted.slice(0, question.top);
  const tested = rows.filter(({ adjustedP }) => adjustedP !== null).length;
  return {
    ref: measure.ref,
    measure,
    rows: shown,
    total,
    truncated: left + sorted.length - shown.length,
    tested,
    overlap,
  };
}

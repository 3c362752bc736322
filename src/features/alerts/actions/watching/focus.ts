import { listMeasures, type Asker } from "#feature/facts";
import { problemNames, readFocus, type NamedProblem } from "#feature/problems";
import { Refusal } from "#kit/refusal";

import type { Finding, Rule } from "../../contract.ts";
import { daysFrom } from "../../rules/calendar.ts";
import type { Before, Candidate, Found } from "./candidates.ts";

type FocusRule = Extract<Rule, { kind: "focus" }>;

/** So many are told at once: a list of everything that waits stands on the page. */
const mostFound = 3;
/** What was told is told again when it still waits after so long. */
const episodeDays = 90;
/** A map costs a statement or two a day; more than these scores say the same again. */
const mostMeasures = 3;

/** Heavy problems that wait, and what is worked on instead (R91). Same refusals as the pain map, but for `every`. */
export async function findFocus(asker: Asker, rule: FocusRule, { today, judged }: Before): Promise<Found> {
  const candidates: Candidate[] = [];
  const waiting: { series: string; step: string; judgedTo: string }[] = [];
  const told = new Set<string>();
  let watched = 0;
  for (const measure of await measuresOf(asker, rule)) {
    const { looked, found } = await focusIn(asker, rule, { measure, today });
    watched += looked;
    for (const { problem, louder, lift, ...rest } of found) {
      const series = `focus:${problem.key}`;
      if (told.has(series)) continue;
      told.add(series);
      const last = judged.get(series)?.judgedTo;
      if (last !== undefined && daysFrom(last, today) <= episodeDays) {
        continue;
      }
      if (candidates.length === mostFound) continue;
      waiting.push({ series, step: "focus", judgedTo: today });
      const named = (one: NamedProblem) => ({ ...one, name: one.key });
      const finding: Finding = {
        type: "focus",
        ...rest,
        measure,
        problem: named(problem),
        louder: louder.map(named),
        lift: { ...lift, n: rest.n },
        days: rule.days,
      };
      candidates.push({ key: `${series}:${today}`, series, finding, at: today, onset: today, unit: null });
    }
  }
  const status = { watched, waiting: 0, tooFew: 0, hidden: 0, problem: null };
  return { candidates, judged: waiting, status };
}

/** Every score that customers gave, those of the relationship first: a map is drawn from each. */
async function measuresOf(asker: Asker, { measure }: FocusRule): Promise<readonly string[]> {
  if (measure !== "every") return [measure];
  const { items } = await listMeasures(asker, {});
  const usable = items.filter(
    ({ kind, programme, surveyId }) =>
      (kind === "nps" || kind === "csat" || kind === "ces") && programme !== "employee" && surveyId === null,
  );
  const isOfRelation = ({ programme }: { readonly programme: string }) => Number(programme === "relational");
  return usable
    .toSorted((a, b) => isOfRelation(b) - isOfRelation(a))
    .slice(0, mostMeasures)
    .map(({ ref }) => ref);
}

const notDrawn: ReadonlySet<string> = new Set(["problems.protected", "problems.no_groups"]);

/** Of every score those are left out that no map may be drawn from. */
async function focusIn(
  asker: Asker,
  { measure: wished, where, days }: FocusRule,
  { measure, today }: { readonly measure: string; readonly today: string },
): ReturnType<typeof readFocus> {
  try {
    return await readFocus(asker, { measure, where, today, days });
  } catch (error) {
    if (wished === "every" && error instanceof Refusal && notDrawn.has(error.code)) return { looked: 0, found: [] };
    throw error;
  }
}

type FocusFinding = Extract<Finding, { type: "focus" }>;

/** The same findings with problems called as they are called today, in the reader's language. */
export async function namedProblems<Row extends { readonly finding: Finding }>(
  tx: Parameters<typeof problemNames>[0],
  rows: readonly Row[],
  language: string,
): Promise<Row[]> {
  const wanted = rows.flatMap(({ finding }) => (finding.type === "focus" ? [finding.problem, ...finding.louder] : []));
  if (wanted.length === 0) return [...rows];
  const names = await problemNames(tx, wanted, language);
  const named = <P extends FocusFinding["problem"]>(one: P): P => ({ ...one, name: names.get(one.key) ?? one.name });
  return rows.map((row) => {
    const { finding } = row;
    if (finding.type !== "focus") return row;
    return { ...row, finding: { ...finding, problem: named(finding.problem), louder: finding.louder.map(named) } };
  });
}

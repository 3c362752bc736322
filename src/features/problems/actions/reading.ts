import { comparedPeriod, mostProblems, namedSums, namedTallies, type Asker, type NamedFacts } from "#feature/facts";
import type { Period } from "#feature/facts/contract";
import { Refusal } from "#kit/refusal";
import { mirroredCounts, wholeOf, type CountedAnswers, type NamedCounts } from "#statistics/problems/named-counts";
import { mirroredSums } from "#statistics/problems/named-sums";
import { problemImpact, type Impact } from "#statistics/problems/problem-impact";

import type { MapQuery, Reach } from "../contract.ts";
import type { Outcome } from "../rules/outcome.ts";
import { reachOf, type Catalogue } from "./catalogue.ts";

/** What a map is drawn from. */
export interface MapReading {
  readonly facts: NamedFacts;
  readonly counts: NamedCounts;
  readonly impact: Impact;
  readonly reaches: readonly Reach[];
}

/** Sums, counts and impact of the subjects of a catalogue. @throws Refusal `problems.protected` and those of the facts */
export async function readImpact(
  asker: Asker,
  query: MapQuery,
  how: { readonly catalogue: Catalogue; readonly outcome: Outcome; readonly minimum: number },
): Promise<MapReading> {
  const { catalogue, outcome, minimum } = how;
  const { measure, where, period, weight, side } = query;
  const subjects = catalogue.subjects.slice(0, mostProblems);
  const facts = await namedSums(asker, { measure, where, period, weight, sets: subjects.map(({ codes }) => codes) });
  if (facts.isProtected) throw new Refusal("problems.protected");

  const turned = side === "praise";
  const counts = turned ? mirroredCounts(facts.counts) : facts.counts;
  const [low, middle, high] = outcome.values;
  const reaches = subjects.map(({ codes }, index) =>
    seenReach(reachOf(codes, catalogue.known, side), counts, index, query),
  );
  const impact = problemImpact(turned ? facts.blocks.map(mirroredSums) : facts.blocks, counts, {
    minimum,
    values: turned ? [-high, -middle, -low] : outcome.values,
    isAsked: reaches.map((reach) => reach === "everybody"),
    solveRates: subjects.map(({ row }) => (side === "pain" ? (row?.solveRate ?? 1) : 1)),
  });
  return { facts, counts: facts.counts, impact, reaches };
}

/** What everybody could have ticked, and none of very many happy ones did, was not put before them: so files often are. */
function seenReach(reach: Reach, counts: NamedCounts, index: number, { side }: MapQuery): Reach {
  const named = counts.problems[index]?.named;
  if (reach !== "everybody" || named === undefined) return reach;
  const isUnasked = named[2].n === 0 && wholeOf(named).n >= 30 && counts.all[2].n >= 100;
  if (!isUnasked) return reach;
  return side === "pain" ? "not-the-happy" : "not-the-unhappy";
}

/** How many named each subject in the period it is compared with; null where nothing is compared. */
export async function readBefore(
  asker: Asker,
  query: MapQuery,
  { subjects }: Catalogue,
): Promise<{ readonly all: CountedAnswers; readonly named: readonly (CountedAnswers | null)[] } | null> {
  const { measure, where, weight } = query;
  const period: Period | null = comparedPeriod(query);
  if (period === null) return null;
  const sets = subjects.slice(0, mostProblems).map(({ codes }) => codes);
  const [group] = await namedTallies(asker, { measure, where, period, weight, sets });
  return group === undefined || group.isHidden ? null : group;
}

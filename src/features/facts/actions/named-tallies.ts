import { requirePermission, unitScope } from "#feature/access";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import { addCounted, noAnswers, type CountedAnswers } from "#statistics/problems/named-counts";

import type { Period } from "../contract.ts";
import { partsOf } from "../rules/measure.ts";
import { mostProblems, type CodeSet } from "../rules/named-places.ts";
import { isRevealing } from "../rules/protection.ts";
import { requireKnownFields } from "../store/filter.ts";
import { readNamedTallies, type NamedTally } from "../store/named.ts";
import { nameValues } from "./names.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** Which answers, split by what, and what they may name. Without a measure: responses of any survey. */
export interface TallyQuestion {
  readonly measure?: string | undefined;
  readonly where?: Condition | undefined;
  readonly period?: Period | undefined;
  readonly weight?: boolean | undefined;
  readonly by?: string | undefined;
  /** Tell surveys apart as well: not every survey lets one name everything. */
  readonly bySurvey?: boolean | undefined;
  readonly sets: readonly CodeSet[];
}

/** Answers of one value of the dimension. */
export interface NamedGroup {
  readonly value: string;
  readonly name: string;
  /** Id of the survey where surveys are told apart, else empty. */
  readonly survey: string;
  /** Hidden: people were promised not to be known, and these are too few, or the filter could single them out. */
  readonly isHidden: boolean;
  /** Counts are rounded to whole fives, since people were promised not to be known. */
  readonly isRounded: boolean;
  readonly all: CountedAnswers;
  /** In the order of the sets; null where hidden. */
  readonly named: readonly (CountedAnswers | null)[];
}

/**
 * How many answers name each set, by a dimension or as a whole, within the viewer's scope. Of employees' and anonymous answers
 * only counts of at least the organisation's threshold of people are told, rounded, and none under a filter.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function namedTallies({ stores, viewer }: Asker, question: TallyQuestion): Promise<readonly NamedGroup[]> {
  requirePermission(viewer, "insight.read");
  requireKnownFields(question.where);
  if (question.by !== undefined) requireKnownFields({ field: question.by, op: "answered" });
  if (question.sets.length > mostProblems) throw new Refusal("facts.too_heavy");
  const { where, period = null, by = null, bySurvey = false, sets, weight = false } = question;
  const measure = question.measure === undefined ? null : partsOf(question.measure);

  const { words, settings } = await readGround(stores, where);
  const query = {
    measure,
    where,
    period,
    scope: unitScope(viewer, "insight.read"),
    sets,
    by,
    isBySurvey: bySurvey,
    isWeighted: weight,
  };
  const plain = await readNamedTallies(stores.clickhouse, { ...query, isPeopleWanted: false }, words);
  const isProtected = measure?.programme === "employee" || plain.some((tally) => tally.isAnonymous);
  const tallies = isProtected
    ? await readNamedTallies(stores.clickhouse, { ...query, isPeopleWanted: true }, words)
    : plain;
  const values = [...new Set(tallies.map(({ value }) => value))];
  const nameOf = await stores.postgres.read((tx) =>
    nameValues(
      tx,
      values.map((value) => ({ dimension: by ?? "programme", value })),
      viewer.language,
    ),
  );

  const groups = Map.groupBy(tallies, ({ value, survey }) => JSON.stringify([value, survey]));
  const how = { threshold: settings.smallGroup, isFiltered: where !== undefined };
  return [...groups.values()].map((own) => {
    const { value = "", survey = "" } = own[0] ?? {};
    const isOwnProtected = measure?.programme === "employee" || own.some((tally) => tally.isAnonymous);
    const { name } = nameOf(by ?? "programme", value);
    return { value, name, survey, ...(isOwnProtected ? guarded(own, sets.length, how) : open(own, sets.length)) };
  });
}

type Told = Omit<NamedGroup, "value" | "name" | "survey">;

function open(own: readonly NamedTally[], sets: number): Told {
  return {
    isHidden: false,
    isRounded: false,
    all: tallyAt(own, 0) ?? noAnswers,
    named: Array.from({ length: sets }, (_, index) => tallyAt(own, index + 1) ?? noAnswers),
  };
}

function guarded(
  own: readonly NamedTally[],
  sets: number,
  { threshold, isFiltered }: { readonly threshold: number; readonly isFiltered: boolean },
): Told {
  const all = own.find(({ place }) => place === 0);
  if (all === undefined || isFiltered || all.people < threshold) {
    return { isHidden: true, isRounded: true, all: noAnswers, named: Array.from({ length: sets }, () => null) };
  }
  const named = Array.from({ length: sets }, (_, index) => {
    const tally = own.find(({ place }) => place === index + 1);
    const people = tally?.people ?? 0;
    const isTelling = isRevealing(people, threshold) || isRevealing(all.people - people, threshold);
    return isTelling ? null : rounded(tally?.n ?? 0);
  });
  return { isHidden: false, isRounded: true, all: rounded(all.n), named };
}

/** Whole fives, so that the difference of two sets does not single anybody out. */
function rounded(count: number): CountedAnswers {
  const n = Math.round(count / 5) * 5;
  return { n, sumWeights: n, sumSquaredWeights: n };
}

function tallyAt(own: readonly NamedTally[], place: number): CountedAnswers | undefined {
  const found = own.filter((tally) => tally.place === place);
  return found.length === 0 ? undefined : addCounted(found);
}

import type { ClickHouse } from "#platform/clickhouse";

import type { StreakSums } from "../contract.ts";
import { createBinder } from "../rules/condition-to-clickhouse.ts";
import { sourceOf } from "../rules/dimensions.ts";
import { answerTable } from "./answer-table.ts";
import { filterText, valueText, type AnswerFilter, type FilterWords } from "./filter.ts";
import { highOrLow } from "./moments.ts";
import { ask } from "./slice.ts";

/** Runs longer than this are counted as this long. */
export const longestCounted = 20;

export type StreakRow = StreakSums & { readonly isAnonymous: boolean };

/**
 * One statement: moments of a person in their order of time become one array; persons with the same array are put together, so that
 * runs are cut and chances reckoned once for each kind of history and not for each person; only sums come back. Formulas of chance: `#statistics/streaks`, which a test holds equal to these.
 */
export async function readStreaks(
  clickhouse: ClickHouse,
  { by, ...filter }: AnswerFilter & { readonly by: string | null },
  words: FilterWords,
): Promise<StreakRow[]> {
  const binding = createBinder();
  const source = by === null ? undefined : sourceOf(by);
  const key = source === undefined ? "''" : `toString(${valueText(source, words.cuts, binding.bind)})`;
  const moments = `select ${key} as key, respondent, max(anonymous) as anonymous,
      arrayMap(moment -> moment.3, arraySort(groupArray((answered_at, response_id, toInt8(${highOrLow(words, binding.bind)}))))) as moments
    from ${answerTable} final where ${filterText(filter, words, binding)} and not isNaN(score)
    group by key, respondent`;
  const histories = `select key, moments, count() as people, max(anonymous) as anonymous from (${moments}) group by key, moments`;
  const runs = `select key, anonymous, toInt64(people) as people, toInt64(length(moments)) as n, toInt64(countEqual(moments, 1)) as g,
      toInt64(countEqual(moments, 0)) as unsure, arrayMap(moment -> moment = 1, moments) as flags,
      arrayMap((flag, before) -> flag != before, flags, arrayPushFront(arrayPopBack(flags), flags[1])) as turns,
      arraySplit((flag, turn) -> turn, flags, turns) as parts,
      arrayMap(part -> toInt64(length(part)), arrayFilter(part -> part[1] = 1, parts)) as good,
      if(parts[-1][1] = 1, length(parts[-1]), 0) as tail
    from (${histories})`;
  const rows = await ask<FlatRow>(clickhouse, `${sumsText} from (${runs}) group by key`, binding.params);
  return rows.map(
    ({ mixedPersons, mixedRuns, mixedExpected, mixedVariance, runsSquared, momentsSquared, product, ...row }) => ({
      ...row,
      mixed: { persons: mixedPersons, runs: mixedRuns, expected: mixedExpected, variance: mixedVariance },
      squares: { runs: runsSquared, moments: momentsSquared, product },
    }),
  );
}

type FlatRow = Omit<StreakRow, "mixed" | "squares"> &
  Readonly<
    Record<
      "mixedPersons" | "mixedRuns" | "mixedExpected" | "mixedVariance" | "runsSquared" | "momentsSquared" | "product",
      number
    >
  >;

const steps = `range(1, ${longestCounted + 1})`;

/** The chance that the last k of n moments are positive: g!/(g − k)!·(n − k)!/n!. */
const chanceOfTail =
  "arrayProduct(arrayMap(place -> greatest(g - toInt64(place), 0) / greatest(n - toInt64(place), 1), range(k)))";

const isMixed = "g > 0 and g < n";
const pairs = "2 * g * (n - g)";

const sumsText = `select key, max(anonymous)::Bool as "isAnonymous", toUInt64(sum(people)) as persons,
  toUInt64(sum(people * n)) as contacts, toUInt64(sum(people * g)) as positive, toUInt64(sum(people * unsure)) as neutral,
  contacts - positive - neutral as negative,
  sumForEach(arrayMap(k -> toUInt64(people * (n >= k)), ${steps})) as reaching,
  sumForEach(arrayMap(k -> toUInt64(people * (tail >= k)), ${steps})) as current,
  sumForEach(arrayMap(k -> toFloat64(people * ${chanceOfTail}), ${steps})) as "currentByChance",
  sumForEach(arrayMap(k -> toUInt64(people * arrayCount(run -> run >= k, good)), ${steps})) as "runsOfAtLeast",
  sumForEach(arrayMap(k -> toFloat64(people * (n - g + 1) * ${chanceOfTail}), ${steps})) as "runsByChance",
  max(arrayMax(arrayPushFront(good, 0))) as longest,
  toUInt64(sumIf(people, ${isMixed})) as "mixedPersons", toUInt64(sumIf(people * length(parts), ${isMixed})) as "mixedRuns",
  sumIf(people * (1 + ${pairs} / n), ${isMixed}) as "mixedExpected",
  sumIf(people * toFloat64(${pairs}) * (${pairs} - n) / (n * n * (n - 1)), ${isMixed}) as "mixedVariance",
  toFloat64(sum(people * pow(length(good), 2))) as "runsSquared", toFloat64(sum(people * pow(g, 2))) as "momentsSquared",
  toFloat64(sum(people * length(good) * g)) as product`;

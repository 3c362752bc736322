import type { ClickHouse } from "#platform/clickhouse";

import { createBinder } from "../rules/condition-to-clickhouse.ts";
import { answerTable } from "./answer-table.ts";
import { filterText, type AnswerFilter, type FilterWords } from "./filter.ts";
import { ask } from "./slice.ts";

/** A response that a rule about single answers takes. */
export interface MatchRow {
  readonly responseId: string;
  readonly day: string;
  readonly unit: string;
  /** Ids of the unit and of all above it. */
  readonly unitPath: readonly string[];
  readonly account: string;
  readonly survey: string;
  /** Score of the measure asked about; NaN comes as null. */
  readonly score: number | null;
}

/**
 * Responses of people who were not promised to stay unknown, newest first, with an answer that the filter takes and,
 * where words are given, a text in which one of them begins a word.
 */
export function readMatches(
  clickhouse: ClickHouse,
  { words, limit, ...filter }: AnswerFilter & { readonly words: readonly string[]; readonly limit: number },
  meanings: FilterWords,
): Promise<MatchRow[]> {
  const binding = createBinder();
  const { bind } = binding;
  const isOpen = "anonymous = 0 and programme != 'employee'";
  const parts = [filterText(filter, meanings, binding), isOpen];
  if (words.length > 0) {
    const days = filter.period === null ? "true" : `day >= ${bind(filter.period.from, "Date")}`;
    parts.push(`response_id in (select response_id from ${answerTable} final
      where kind = 'text' and ${days} and ${isOpen} and match(lowerUTF8(text), ${bind(patternOf(words), "String")}))`);
  }
  return ask<MatchRow>(
    clickhouse,
    `select toString(response_id) as responseId, toString(any(day)) as day, any(unit) as unit, any(unit_path) as "unitPath",
      any(account) as account, any(survey) as survey, ${filter.measure === null ? "null" : "if(isNaN(any(score)), null, any(score))"} as score
    from ${answerTable} final where ${parts.join(" and ")}
    group by response_id order by max(answered_at) desc, response_id limit ${bind(limit, "UInt32")}`,
    binding.params,
  );
}

/** Each word where a word begins; what the words hold stands for itself. */
function patternOf(words: readonly string[]): string {
  const escaped = words.map((word) => word.toLocaleLowerCase().replaceAll(/[^\p{L}\p{N} ]/gu, String.raw`\$&`));
  return String.raw`(^|[^\p{L}\p{N}])(${escaped.join("|")})`;
}

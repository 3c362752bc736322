import type { Comparison, Condition } from "#kit/condition";

/** From so many respondents on, what they wrote may be read; their scores from the organisation's own threshold on. */
export const commentGroup = 10;

/** Protected respondents who answer a filter alike: a survey, which of the filter's parts hold, and how many they are. */
export interface Cell {
  readonly surveyId: string;
  readonly cell: string;
  readonly respondents: number;
}

/** Fields that say nothing about who or where a respondent is. */
const harmless: ReadonlySet<string> = new Set(["survey", "programme", "source", "question", "score", "group"]);

/** The parts of a filter by which respondents could be told apart, each once. */
export function tellingParts(where: Condition | undefined): readonly Comparison[] {
  if (where === undefined) return [];
  const parts = new Map(comparisonsIn(where).map((part) => [JSON.stringify(part), part]));
  return [...parts.values()].filter(({ field }) => !harmless.has(field));
}

/**
 * The cells that may be shown: those with enough respondents, unless what remains hidden is so small that subtracting
 * the shown from the whole would reveal it; then the next smallest is hidden with it.
 */
export function shownCells(cells: readonly Cell[], smallGroup: number): readonly Cell[] {
  return [...Map.groupBy(cells, ({ surveyId }) => surveyId).values()].flatMap((ofSurvey) => {
    const ascending = ofSurvey.toSorted((a, b) => a.respondents - b.respondents);
    let hidden = 0;
    let first = 0;
    for (const { respondents } of ascending) {
      if (respondents >= smallGroup && (hidden === 0 || hidden >= smallGroup)) break;
      hidden += respondents;
      first += 1;
    }
    return ascending.slice(first);
  });
}

/** Every comparison of a condition, in order of appearance. */
export function comparisonsIn(condition: Condition): readonly Comparison[] {
  if ("all" in condition) return condition.all.flatMap(comparisonsIn);
  if ("any" in condition) return condition.any.flatMap(comparisonsIn);
  return "not" in condition ? comparisonsIn(condition.not) : [condition];
}

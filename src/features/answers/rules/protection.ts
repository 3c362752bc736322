import type { Comparison, Condition } from "#kit/condition";

/** From so many respondents on, what they wrote may be read; their scores from the organisation's own threshold on. */
export const commentGroup = 10;

/** Protected respondents of a survey and a unit, or of a whole survey, and how many they are. */
export interface Cell {
  readonly surveyId: string;
  readonly cell: string;
  readonly respondents: number;
}

/** Fields that a protected response shows anyhow. */
const shownFields: ReadonlySet<string> = new Set(
  "survey programme source question score group day week month quarter year weekday".split(" "),
);

/** What was made of the words of a response; shown wherever its words are. */
const wordFields: ReadonlySet<string> = new Set(["theme", "sentiment"]);

/** By what protected responses are told apart: a list shows each of them, and two lists can be laid over each other. */
export type Split = "whole" | "words" | "unit" | "unsafe";

/**
 * `whole`: the filter asks for nothing that a protected response does not show. `words`: for what its words were coded
 * with as well, which shows where the words do. `unit`: for units as well, whose lists do
 * not overlap. `unsafe`: for anything else; with the units it would tell who in a unit is of which language or device.
 */
export function splitOf(where: Condition | undefined): Split {
  const telling = (where === undefined ? [] : comparisonsIn(where)).filter(({ field }) => !shownFields.has(field));
  if (telling.length === 0) return "whole";
  if (telling.every(({ field }) => wordFields.has(field))) return "words";
  return telling.every(({ field }) => field === "unit" || wordFields.has(field)) ? "unit" : "unsafe";
}

/** Respondents that a list needs. In a list of a unit each can be opened with what they wrote. */
export function leastOf(split: Split, smallGroup: number): number {
  return split === "whole" ? smallGroup : Math.max(commentGroup, smallGroup);
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

/**
 * How an answer counts as the outcome: recommendation in points an answer (−100, 0, 100), the score itself, or per cent of
 * answers in the top group (100 or 0).
 */
export const outcomeReadings = ["points", "score", "top"] as const;
export type OutcomeReading = (typeof outcomeReadings)[number];

/**
 * One column beside the outcome, in the same response:
 * - `score`: the answer to a question, turned round where low is good;
 * - `group`: 1 where that answer lies in the high (low) group of its scale, else 0;
 * - `choice`: 1 where the option was chosen; with `isAsked`, only of those who answered the question;
 * - `code`: 1 where the response was coded so;
 * - `value`: 1 where the dimension has one of the values;
 * - `amount`: the dimension's value as a number, for values that are numbers.
 */
export type MomentColumn =
  | { readonly kind: "score"; readonly measure: string }
  | { readonly kind: "group"; readonly measure: string; readonly group: "high" | "low" }
  | { readonly kind: "choice"; readonly measure: string; readonly option: string; readonly isAsked: boolean }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "value"; readonly dimension: string; readonly values: readonly string[] }
  | { readonly kind: "amount"; readonly dimension: string };

/** The most columns of one question. */
export const mostColumns = 60;

/** Measures whose answers stand in rows of their own, each once. */
export function askedMeasures(columns: readonly MomentColumn[]): readonly string[] {
  return [...new Set(columns.flatMap((column) => ("measure" in column ? [column.measure] : [])))];
}

/** Whether a column says something of people besides what they answered: not for those who were promised not to be known. */
export function isTelling({ kind }: MomentColumn): boolean {
  return kind !== "score" && kind !== "group";
}

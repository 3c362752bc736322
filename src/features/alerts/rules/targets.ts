import type { Finding, Month, TargetWish } from "../contract.ts";

/** Targets are looked at again after so many days. Source: R139, at least quarterly. */
export const reviewAfterDays = 90;

/** The tolerance in the unit of the measure. */
export function toleranceOf({ value, tolerance }: Pick<TargetWish, "value" | "tolerance">): number {
  return tolerance.kind === "relative" ? (Math.abs(value) * tolerance.percent) / 100 : tolerance.amount;
}

/** The first days of so many months, ending with this one. */
export function monthsUntil(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, index) => {
    const at = last - count + 1 + index;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
  });
}

/** From which day on the review is due. */
export function reviewDue(reviewedAt: Date): string {
  return new Date(reviewedAt.getTime() + reviewAfterDays * 86_400_000).toISOString().slice(0, 10);
}

type TargetFinding = Extract<Finding, { type: "target" }>;

/** What is told about a target, and of which month. */
export interface TargetNews {
  readonly what: TargetFinding["what"];
  readonly month: string;
  readonly at: Month | null;
  readonly months: number | null;
}

/** What the months of a target let one know. */
export interface TargetState {
  readonly months: readonly Month[];
  readonly rule: { readonly verdict: string; readonly onTarget: number };
  readonly ruleBefore: { readonly verdict: string };
  readonly trend: { readonly isClear: boolean; readonly crossesIn: number | null } | null;
  readonly validFrom: string;
  readonly reviewDue: string;
}

/** A running month says something from this day on. */
const firstDayToWarn = 10;
/** So far ahead a crossing is worth a word. */
const mostMonthsAhead = 3;

/**
 * What somebody should hear about a target: its last whole month was missed beyond chance; the running one will be unless
 * something happens; the rule has just been lost; the line leads over the edge within three months; its review is due.
 */
export function targetNews(state: TargetState, today: string): TargetNews[] {
  const last = state.months.findLast(({ isRunning }) => !isRunning);
  const running = state.months.at(-1);
  const news: TargetNews[] = last === undefined ? [] : newsOfMonth(last, state);
  if (isInDanger(running, today) && holdsIn(running, state)) {
    news.push({ what: "at-risk", month: running.month, at: running, months: null });
  }
  if (state.reviewDue <= today) news.push({ what: "review-due", month: state.reviewDue, at: null, months: null });
  return news;
}

function newsOfMonth(last: Month, state: TargetState): TargetNews[] {
  const { rule, ruleBefore, trend } = state;
  const news: TargetNews[] = [];
  const told = { month: last.month, at: last };
  if (last.verdict === "missed" && holdsIn(last, state)) news.push({ ...told, what: "missed", months: null });
  if (rule.verdict === "missed" && ruleBefore.verdict !== "missed") {
    news.push({ ...told, what: "rule-lost", months: rule.onTarget });
  }
  const ahead = trend?.crossesIn ?? null;
  if (last.verdict === "met" && ahead !== null && ahead <= mostMonthsAhead) {
    news.push({ ...told, what: "heading-away", months: ahead });
  }
  return news;
}

function isInDanger(month: Month | undefined, today: string): month is Month {
  return month?.isRunning === true && month.verdict === "missed" && Number(today.slice(8, 10)) >= firstDayToWarn;
}

function holdsIn({ month }: Month, { validFrom }: TargetState): boolean {
  return month >= `${validFrom.slice(0, 7)}-01`;
}

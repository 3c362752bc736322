import type { Alert, Finding } from "#feature/alerts/contract";
import type { Condition } from "#kit/condition";
import { isDimension } from "#web/filters/dimension-names.ts";
import { addDays } from "#web/filters/periods.ts";
import type { AppSearch } from "#web/filters/search.ts";

/** A span of local days, both included. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** The last day of the step that begins on this day. */
export function endOfStep(at: string, step: "day" | "week" | "month"): string {
  if (step === "day") return at;
  if (step === "week") return addDays(at, 6);
  return addDays(`${addDays(at, 32).slice(0, 7)}-01`, -1);
}

/** Days since what was found began. */
export function daysOf({ finding, onset, at }: Alert): Days {
  if (finding.type === "moved") return { from: onset, to: endOfStep(at, finding.step) };
  if (finding.type === "target")
    return { from: `${finding.month.slice(0, 7)}-01`, to: endOfStep(finding.month, "month") };
  return { from: onset, to: at };
}

/** The filter under which the answers behind an alert are listed; null where there is no list of them. */
export function behindOf(alert: Alert, days: Days): AppSearch | null {
  const subject = subjectOf(alert.finding);
  if (subject === null) return null;
  const { rule } = alert.watch;
  const own = rule.kind === "target" ? {} : whereOf(rule.where);
  return {
    period: "custom",
    ...days,
    measure: subject.measure,
    where: { ...own, ...subject.where },
  };
}

function subjectOf(finding: Finding): { measure: string; where: Record<string, readonly string[]> } | null {
  switch (finding.type) {
    case "moved":
    case "silent":
    case "below-rest": {
      const { measure, dimension, value } = finding.subject;
      return { measure, where: dimension === null || !isDimension(dimension) ? {} : { [dimension]: [value] } };
    }
    case "target":
      return { measure: finding.measure, where: finding.unit === null ? {} : { unit: [finding.unit] } };
    case "answer":
    case "more-answers":
    case "focus":
      return null;
  }
}

/** As much of a condition as a filter in the URL can say: dimensions that take one of some values. */
function whereOf(where: Condition | undefined): Record<string, readonly string[]> {
  if (where === undefined) return {};
  const parts = "all" in where ? where.all : [where];
  return Object.fromEntries(
    parts.flatMap((part): [string, readonly string[]][] => {
      if (!("field" in part) || (part.op !== "in" && part.op !== "eq")) return [];
      const values = Array.isArray(part.value) ? (part.value as readonly unknown[]) : [part.value];
      return isDimension(part.field) ? [[part.field, values.map(String)]] : [];
    }),
  );
}

import type { Rule } from "#feature/alerts/contract";

/** Kinds of watches in the order they are offered. */
export const ruleKinds = [
  "measure",
  "share",
  "volume",
  "rest",
  "focus",
  "answer",
  "target",
] as const satisfies readonly Rule["kind"][];

/** How watchful one may be, in false alarms a year over everything a watch looks at. */
export const sensitivities = [
  { key: "calm", rate: 1 },
  { key: "balanced", rate: 4 },
  { key: "watchful", rate: 12 },
  { key: "nervous", rate: 52 },
] as const;

/** The word for a rate of false alarms: the nearest one. */
export function sensitivityOf(rate: number): (typeof sensitivities)[number]["key"] {
  const distance = (other: number): number => Math.abs(Math.log(other / rate));
  return sensitivities.reduce((best, one) => (distance(one.rate) < distance(best.rate) ? one : best), sensitivities[1])
    .key;
}

/** A rule of another kind that keeps what both have. */
export function ruleOfKind(kind: Rule["kind"], from: Rule): Rule {
  const { where, measure, by, falseAlarms } = sharedOf(from);
  const charted = { measure, ...where, step: "auto", detector: "shift", falseAlarms } as const;
  switch (kind) {
    case "measure":
      return { kind, ...charted, by, direction: "worse" };
    case "share":
      return { kind, ...charted, by: "theme", direction: "more" };
    case "volume":
      return { kind, ...charted, by, direction: "less" };
    case "rest":
      return { kind, measure, ...where, by: by ?? "unit", days: 90 };
    case "focus":
      return { kind, measure, ...where, days: 30 };
    case "answer":
      return { kind, measure: measure === "every" ? null : measure, ...where, words: [] };
    case "target":
      return { kind };
  }
}

function sharedOf(from: Rule) {
  return {
    where: from.kind !== "target" && from.where !== undefined ? { where: from.where } : {},
    measure: "measure" in from && from.measure !== null ? from.measure : "every",
    by: "by" in from ? from.by : null,
    falseAlarms: "falseAlarms" in from ? from.falseAlarms : 4,
  };
}

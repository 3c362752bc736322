import { timeSteps } from "#feature/facts/contract";

/** A length of the points of a trend. */
export type Step = (typeof timeSteps)[number];

const days: Readonly<Record<Step, number>> = { day: 1, week: 7, month: 30.4, quarter: 91.3, year: 365.25 };

/** Most points of a trend that still reads as one, and of a small one. */
export const mostPoints = 110;
export const mostSparkPoints = 26;

/**
 * The finest step that gives at most so many points, and on average twice the answers that a figure needs in each; at
 * least a few points matter more than full ones, so no step is so coarse that fewer than three would be left.
 */
export function chooseStep(
  span: { readonly days: number; readonly n: number; readonly minimumN: number },
  most = mostPoints,
): Step {
  const points = (step: Step) => span.days / days[step];
  const readable = timeSteps.filter((step) => points(step) <= most);
  const full = readable.find((step) => points(step) >= 3 && span.n / points(step) >= 2 * span.minimumN);
  return full ?? readable.toReversed().find((step) => points(step) >= 3) ?? readable[0] ?? "year";
}

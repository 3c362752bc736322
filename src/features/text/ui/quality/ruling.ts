import type { Quality } from "../../contract.ts";

type CodeQuality = Quality["codes"][number];

/** Why the machine gives a code by itself or not. */
export type Ruling = "automatic" | "notPrecise" | "notSure";

/**
 * Automatic: above some probability precision is at least 0.9 by its lower bound. Not precise: no threshold comes near;
 * not sure: it may well be that precise, but there are too few codings to say.
 */
export function rulingOf({ automatic, precision }: Pick<CodeQuality, "automatic" | "precision">): Ruling {
  if (automatic !== null) return "automatic";
  return precision !== null && precision.interval.high < 0.9 ? "notPrecise" : "notSure";
}

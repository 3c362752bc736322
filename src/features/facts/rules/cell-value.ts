import type { MeasureKind } from "../contract.ts";
import { isScaled } from "./measure.ts";

/** What one answer counts for when its measure is a mean: recommendation in points, satisfaction in per cent. */
export type CellScale = "points" | "percent" | "steps" | "number";

/** How the answers of a kind are read as numbers; null for kinds that are only counted. */
export function cellScaleOf(kind: MeasureKind): CellScale | null {
  if (kind === "nps" || kind === "enps") return "points";
  if (kind === "csat") return "percent";
  if (kind === "number") return "number";
  return isScaled(kind) ? "steps" : null;
}

/** Ends of the values that answers of this scale can take; `code` is the part of a step that tells its scale. */
export function cellBounds(kind: MeasureKind, code: number): { readonly min: number; readonly max: number } | null {
  const scale = cellScaleOf(kind);
  if (scale === "points") return { min: -100, max: 100 };
  if (scale === "percent") return { min: 0, max: 100 };
  if (scale !== "steps") return null;
  const [from, span] = [(code >> 5) & 1, code & 31];
  return kind === "gap" ? { min: -span, max: span } : { min: from, max: from + span };
}

/** Whether low is good on the scale with this code, as with effort that is measured downwards. */
export function isLowGoodScale(code: number): boolean {
  return code >> 6 === 1;
}

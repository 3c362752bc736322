import type { CutPoints } from "#feature/organisation/contract";
import { defaultTopBox } from "#statistics/csat";

import type { MeasureKind } from "../contract.ts";

/** A place on a scale: the score, the scale it stands on, and which end is good. */
export interface Step {
  readonly score: number;
  readonly from: number;
  readonly to: number;
  readonly isLowGood: boolean;
}

/** Where a score lies: promoters and top boxes are high, detractors and bottom boxes low. */
export type ScoreGroup = "high" | "middle" | "low";

/**
 * A step in 13 bits, so that the database groups by one small number and any cut points can be applied afterwards:
 * direction (1), start of the scale 0 or 1 (1), its span (5), place on it (6). A gap runs over twice its span, from
 * −span to span. 0 means that the answer stands on no such scale.
 */
export function encodeStep(kind: MeasureKind, step: Step): number {
  const span = step.to - step.from;
  const place = kind === "gap" ? step.score + span : step.score - step.from;
  const fits =
    Number.isInteger(span) &&
    span >= 1 &&
    span <= 31 &&
    (step.from === 0 || step.from === 1) &&
    Number.isInteger(place);
  if (!fits || place < 0 || place > 63) return 0;
  return (Number(step.isLowGood) << 12) | (step.from << 11) | (span << 6) | place;
}

/** The step behind the number; undefined for 0. The scale of a gap is that of its two ratings. */
export function decodeStep(kind: MeasureKind, code: number): Step | undefined {
  if (code === 0) return undefined;
  const from = (code >> 11) & 1;
  const span = (code >> 6) & 31;
  const place = code & 63;
  return {
    score: kind === "gap" ? place - span : place + from,
    from,
    to: from + span,
    isLowGood: code >> 12 === 1,
  };
}

/**
 * The group of a step: recommendation by the cut points, a gap by its sign, other scales by their usual top boxes and
 * as many at the bottom, turned round where low is good.
 */
export function groupOf(kind: MeasureKind, step: Step, cuts: CutPoints): ScoreGroup {
  if (kind === "nps" || kind === "enps") return between(step.score, cuts.detractorMax, cuts.promoterMin);
  if (kind === "gap") return between(step.score, -1, 1);
  const steps = step.to - step.from + 1;
  const boxes = kind === "ces" && steps === 7 ? 3 : defaultTopBox(steps).boxes;
  const group = between(step.score, step.from + boxes - 1, step.to - boxes + 1);
  return step.isLowGood ? opposite[group] : group;
}

const opposite = { high: "low", middle: "middle", low: "high" } as const;

/** On a scale of two steps both tests hold; the upper one decides. */
function between(score: number, lowMax: number, highMin: number): ScoreGroup {
  if (score >= highMin) return "high";
  return score <= lowMax ? "low" : "middle";
}

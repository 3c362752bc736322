import { percentOf } from "./csat.ts";
import type { Bounds, Estimate } from "./estimate.ts";
import { meanOf, type MeanSums } from "./mean.ts";
import type { ShareCounts } from "./share.ts";

/** An effort question: its scale, which direction is good, and which answers mean "easy". */
export interface EffortScale {
  readonly bounds: Bounds;
  readonly better: "lower" | "higher";
  readonly easy: Bounds;
}

/**
 * The two published effort questions; they point in opposite directions and are never merged.
 * ces1: "how much effort did you have to put forth", 1–5, low is good. Source: Dixon, Freeman & Toman, HBR July 2010.
 * ces2: "the company made it easy", 1–7 agreement, high is good. Source: Dixon, Toman & DeLisi 2013.
 */
export const EFFORT_SCALES = {
  ces1: { bounds: { min: 1, max: 5 }, better: "lower", easy: { min: 1, max: 2 } },
  ces2: { bounds: { min: 1, max: 7 }, better: "higher", easy: { min: 5, max: 7 } },
} as const satisfies Record<string, EffortScale>;

/** Whether an answer counts as easy. */
export function isEasy(answer: number, scale: EffortScale): boolean {
  return answer >= scale.easy.min && answer <= scale.easy.max;
}

/** Mean effort score in the steps of its scale, with the adjusted t interval of `meanOf`. Read with `scale.better`. */
export function effortMean(sums: MeanSums, scale: EffortScale, options: { readonly level?: number } = {}): Estimate {
  return meanOf(sums, { ...options, bounds: scale.bounds });
}

/** Per cent (0..100) of easy answers with Wilson's interval; higher is better for either question. */
export function easyPercent(easy: ShareCounts, options: { readonly level?: number } = {}): Estimate {
  return percentOf(easy, options);
}

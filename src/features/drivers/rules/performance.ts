import type { Uncertain } from "../contract.ts";

/**
 * How well something stands, 0 (worst) to 100 (best): the place of a mean on its scale, so that scales of different length
 * can stand on one axis.
 */
export function onScale(mean: Uncertain, scale: { readonly from: number; readonly to: number }): Uncertain {
  const span = scale.to - scale.from;
  return moved(mean, (value) => (100 * (value - scale.from)) / span, 100 / span);
}

/** Share in per cent of those who were spared a problem, from the share (0..1) who had it. */
export function withoutProblem(share: Uncertain): Uncertain {
  return moved(share, (value) => 100 * (1 - value), 100);
}

/** Share in per cent of those who had something good. */
export function withBenefit(share: Uncertain): Uncertain {
  return moved(share, (value) => 100 * value, 100);
}

function moved(from: Uncertain, to: (value: number) => number, factor: number): Uncertain {
  const ends = [to(from.interval.low), to(from.interval.high)].map((end) => Math.min(100, Math.max(0, end)));
  return {
    value: to(from.value),
    standardError: from.standardError * factor,
    interval: { ...from.interval, low: Math.min(...ends), high: Math.max(...ends) },
  };
}

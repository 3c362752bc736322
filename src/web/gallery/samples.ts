import type { Figure, MeasureKind } from "#feature/facts/contract";
import type { Heatmap, Ranking, Trend } from "#feature/insight/contract";

/** A figure for the gallery: made up, its interval as wide as its n allows. */
export function sampleFigure(value: number, n: number, kind: MeasureKind = "nps"): Figure {
  const spread = kind === "nps" ? 150 : kind === "csat" ? 90 : 2.2;
  const half = spread / Math.sqrt(n);
  const interval = { low: value - half, high: value + half, level: 0.95, method: "adjusted-wald" };
  const high = Math.round(n * 0.52);
  const low = Math.round(n * 0.21);
  return {
    state: "ok",
    n,
    estimate: { value, n, effectiveN: n, standardError: half / 1.96, interval },
    mean: null,
    distribution: { "1": 30, "2": 22, "3": 61, "4": 140, "5": 210 },
    groups: { high, middle: n - high - low, low },
    provisional: false,
    designEffect: null,
  };
}

const nothing = {
  estimate: null,
  mean: null,
  distribution: null,
  groups: null,
  provisional: false,
  designEffect: null,
};

/** Every state a figure can be in. */
export const figureStates = {
  plain: sampleFigure(31, 2650),
  provisional: { ...sampleFigure(31, 2650), provisional: true },
  tooFew: { ...nothing, state: "too-few", n: 7 },
  hidden: { ...nothing, state: "hidden", n: null },
  none: { ...nothing, state: "none", n: 0 },
  counted: { ...nothing, state: "ok", n: 1204 },
} satisfies Record<string, Figure>;

/** A trend with a gap, a signal on either side and an unfinished last month. */
export const sampleTrend: Trend = {
  step: "month",
  centre: 34,
  limitsMethod: "xmr",
  baseline: 18,
  baselineNeeded: 12,
  points: [34, 36, 31, 35, 33, 37, 12, 32, 36, 34, 31, 38, 33, 52, 36, 35, 32, 37].map((value, index) => ({
    at: `${index < 12 ? 2025 : 2026}-${String((index % 12) + 1).padStart(2, "0")}-01`,
    figure: { ...(index === 9 ? figureStates.tooFew : sampleFigure(value, 420)), provisional: index === 17 },
    signal: value < 20 ? "below" : value > 50 ? "above" : null,
    limits: { low: 20, high: 48 },
  })),
};

const verdicts = ["above", "no-clear-difference", "no-clear-difference", "below", "too-few", "hidden"] as const;

const rankingFigures: readonly Figure[] = [
  sampleFigure(52, 610),
  sampleFigure(38, 88),
  sampleFigure(33, 240),
  sampleFigure(9, 480),
  figureStates.tooFew,
  figureStates.hidden,
];

/** A ranking with every verdict, a tie and an unresolved code. */
export const sampleRanking: Ranking = {
  dimension: "unit",
  total: sampleFigure(34, 2650),
  falseDiscoveryRate: 0.1,
  tested: 4,
  items: verdicts.map((verdict, index) => ({
    value: `U${index + 1}`,
    name: `U${index + 1}`,
    resolved: index !== 2,
    figure: rankingFigures[index] ?? figureStates.none,
    versusRest: null,
    adjustedP: null,
    verdict,
    shrunken: null,
    rank: index < 4 ? Math.min(index + 1, index === 2 ? 2 : 4) : null,
    tied: index === 1 || index === 2,
  })),
};

/** A heat map with cells of every look. */
export const sampleHeatmap: Heatmap = {
  total: sampleFigure(34, 2650),
  cells: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    Array.from({ length: 12 }, (_, step) => heatCell(weekday, step + 8)),
  ),
  falseDiscoveryRate: 0.05,
  tested: 60,
};

function heatCell(weekday: number, hour: number): Heatmap["cells"][number] {
  const figure = heatFigure(weekday, hour);
  const { estimate } = figure;
  if (estimate === null) return { weekday, hour, figure, versusRest: null, adjustedP: null, verdict: "too-few" };
  const value = estimate.value - 34;
  const clear = Math.abs(value) > 5;
  const verdict = clear ? (value > 0 ? "above" : "below") : "no-clear-difference";
  const adjustedP = clear ? 0.01 : 0.6;
  return {
    weekday,
    hour,
    figure,
    versusRest: { value, interval: estimate.interval, p: adjustedP, clear },
    adjustedP,
    verdict,
  };
}

function heatFigure(weekday: number, hour: number): Figure {
  if (weekday > 5 && hour > 16) return { ...nothing, state: "too-few", n: 9 };
  if (weekday === 7 && hour < 10) return { ...nothing, state: "none", n: 0 };
  if (weekday < 6 && hour > 16) return sampleFigure(weekday === 5 ? -8 : 18, 220);
  return sampleFigure(hour === 9 ? 54 : 34, 120);
}

/** The four experience families of the product; a score belongs to one of them. */
export type Pillar = "customer" | "employee" | "user" | "multichannel";

/** Stage of customer-experience maturity (1 negligent … 5 champion) at which organisations typically start to use it. */
export type MaturityStage = 1 | 2 | 3 | 4 | 5;

/** In which unit a metric is stated. */
export type MetricUnit =
  | "points"
  | "percent"
  | "scale-step"
  | "score-0-100"
  | "seconds"
  | "money"
  | "count"
  | "per-year";

/** A measure the product knows: symbols, not sentences; names and explanations are texts of the interface. */
export interface Metric {
  readonly id: string;
  /** Exact formula over counts and sums; Σ runs over answers or cases of the period. */
  readonly formula: string;
  readonly unit: MetricUnit;
  readonly better: "higher" | "lower" | "target";
  readonly pillar: Pillar;
  readonly stage: MaturityStage;
  /** Surveys give it, or operations do. */
  readonly from: "survey" | "operations";
  /** How its uncertainty is computed: a module of this library. */
  readonly interval: "nps" | "share" | "mean" | "gap" | null;
  /** For measures with a fixed range. */
  readonly range?: readonly [number, number];
}

/**
 * Measures with formula, unit, direction, pillar (R22) and the maturity stage they belong to (R136).
 * Sources: methods 3.1, 3.3, 3.14; stages as in the maturity table (cost and volume, handling time, resolution and
 * satisfaction, effort and churn, lifetime value).
 */
export const METRIC_CATALOGUE = [
  survey("nps", "100 (promoters - detractors) / answers", "points", {
    pillar: "customer",
    stage: 3,
    interval: "nps",
    range: [-100, 100],
  }),
  survey("csat", "100 answers in top boxes / answers", "percent", {
    pillar: "customer",
    stage: 3,
    interval: "share",
    range: [0, 100],
  }),
  survey("satisfaction-mean", "Σ answer / answers", "scale-step", { pillar: "customer", stage: 3, interval: "mean" }),
  survey("ces2", "Σ agreement (1–7) / answers", "scale-step", {
    pillar: "customer",
    stage: 4,
    interval: "mean",
    range: [1, 7],
  }),
  survey("ces2-easy", "100 answers of 5–7 / answers", "percent", {
    pillar: "customer",
    stage: 4,
    interval: "share",
    range: [0, 100],
  }),
  {
    ...survey("ces1", "Σ effort (1–5) / answers", "scale-step", {
      pillar: "customer",
      stage: 4,
      interval: "mean",
      range: [1, 5],
    }),
    better: "lower",
  },
  survey("expectation-gap", "Σ (result - expectation) / pairs", "scale-step", {
    pillar: "customer",
    stage: 4,
    interval: "gap",
  }),
  survey("solved-first-time-said", '100 answers "solved at first contact" / answers', "percent", {
    pillar: "customer",
    stage: 3,
    interval: "share",
    range: [0, 100],
  }),
  survey("enps", "100 (promoters - detractors) / answers of staff", "points", {
    pillar: "employee",
    stage: 4,
    interval: "nps",
    range: [-100, 100],
  }),
  survey("engagement-favourable", "100 answers of 4–5 / answers of staff", "percent", {
    pillar: "employee",
    stage: 4,
    interval: "share",
    range: [0, 100],
  }),
  survey("sus", "2.5 (Σ odd (x - 1) + Σ even (5 - x)) / respondents", "score-0-100", {
    pillar: "user",
    stage: 4,
    interval: "mean",
    range: [0, 100],
  }),
  survey("umux-lite", "100 (a + b - 2) / 12, mean of respondents", "score-0-100", {
    pillar: "user",
    stage: 4,
    interval: "mean",
    range: [0, 100],
  }),
  survey("seq", "Σ ease (1–7) / answers after a task", "scale-step", {
    pillar: "user",
    stage: 4,
    interval: "mean",
    range: [1, 7],
  }),
  survey("task-success", "100 tasks completed / tasks tried", "percent", {
    pillar: "user",
    stage: 4,
    interval: "share",
    range: [0, 100],
  }),
  survey("channel-csat", "100 answers in top boxes / answers, by channel and device", "percent", {
    pillar: "multichannel",
    stage: 4,
    interval: "share",
    range: [0, 100],
  }),
  survey("response-rate", "100 completed / delivered", "percent", {
    pillar: "multichannel",
    stage: 3,
    interval: "share",
    range: [0, 100],
  }),
  operations("cost-per-contact", "(staff + technology + overhead) / contacts handled", "money", {
    better: "lower",
    pillar: "customer",
    stage: 1,
  }),
  operations("contact-volume", "contacts", "count", { better: "target", pillar: "customer", stage: 1 }),
  operations("average-handle-time", "(talk + hold + after-call) / contacts handled", "seconds", {
    better: "target",
    pillar: "customer",
    stage: 2,
  }),
  operations("first-contact-resolution", "100 issues without a repeat within T / issues", "percent", {
    better: "higher",
    pillar: "customer",
    stage: 3,
    interval: "share",
    range: [0, 100],
  }),
  operations("churn", "100 lost in period / active at its start", "percent", {
    better: "lower",
    pillar: "customer",
    stage: 4,
    interval: "share",
    range: [0, 100],
  }),
  operations("response-time", "median and 90th percentile of (answered - asked)", "seconds", {
    better: "lower",
    pillar: "customer",
    stage: 4,
  }),
  operations("resolution-time", "median and 90th percentile of (resolved - opened)", "seconds", {
    better: "lower",
    pillar: "customer",
    stage: 5,
  }),
  operations("lifetime-value", "m r / (1 + d - r); m margin, r retention, d discount a period", "money", {
    better: "higher",
    pillar: "customer",
    stage: 5,
  }),
  operations("channel-switches", "100 issues that needed a second channel / issues", "percent", {
    better: "lower",
    pillar: "multichannel",
    stage: 4,
    interval: "share",
    range: [0, 100],
  }),
  operations("employee-turnover", "100 leavers / mean headcount, a year", "per-year", {
    better: "lower",
    pillar: "employee",
    stage: 4,
  }),
] as const satisfies readonly Metric[];

/** The measure with this id, or undefined. */
export function metricById(id: string): Metric | undefined {
  return METRIC_CATALOGUE.find((metric: Metric) => metric.id === id);
}

/** How a chosen set of measures covers the pillars. */
export interface PillarCoverage {
  readonly counts: Readonly<Record<Pillar, number>>;
  readonly missing: readonly Pillar[];
  /** Pillars resting on a single measure. */
  readonly thin: readonly Pillar[];
}

const PILLARS: readonly Pillar[] = ["customer", "employee", "user", "multichannel"];

/** Whether measures in use cover all four pillars, none by a single measure (R22). Refuses (RangeError) unknown ids. */
export function pillarCoverage(ids: readonly string[]): PillarCoverage {
  const counts: Record<Pillar, number> = { customer: 0, employee: 0, user: 0, multichannel: 0 };
  for (const id of new Set(ids)) {
    const metric = metricById(id);
    if (metric === undefined) throw new RangeError(`no such metric: ${id}`);
    counts[metric.pillar] += 1;
  }
  return {
    counts,
    missing: PILLARS.filter((pillar) => counts[pillar] === 0),
    thin: PILLARS.filter((pillar) => counts[pillar] === 1),
  };
}

type Rest = Omit<Metric, "id" | "formula" | "unit" | "from" | "better" | "interval"> & {
  readonly interval?: Exclude<Metric["interval"], null>;
};

function survey(id: string, formula: string, unit: MetricUnit, rest: Rest): Metric {
  return { id, formula, unit, from: "survey", better: "higher", ...rest, interval: rest.interval ?? null };
}

function operations(id: string, formula: string, unit: MetricUnit, rest: Rest & Pick<Metric, "better">): Metric {
  return { id, formula, unit, from: "operations", ...rest, interval: rest.interval ?? null };
}

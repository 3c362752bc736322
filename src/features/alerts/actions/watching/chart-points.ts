import { estimateOf, type Asker } from "#feature/facts";
import { percentOf } from "#statistics/csat";

import type { Chart, ChartedRule, Finding, Rule } from "../../contract.ts";
import type { Charted } from "./charting.ts";
import { evaluate } from "./evaluate.ts";
import { seriesKey, type MaterialPoint } from "./material.ts";

/** Which chart, and what is known for it. */
export interface ChartWish {
  readonly finding: Finding;
  readonly rule: Rule;
  readonly quietDays: number;
  readonly today: string;
  readonly toldOn: ReadonlyMap<string, readonly string[]>;
}

/** The chart behind an alert, for this asker, as of now. Null when the rule is about something else by now. */
export async function chartOf(asker: Asker, { finding, rule, ...known }: ChartWish): Promise<Chart | null> {
  if (finding.type !== "moved" || !isCharted(rule) || rule.kind !== finding.kind) return null;
  const { subject, step, series, falseAlarms } = finding;
  const { charted } = await evaluate(asker, {
    ...known,
    rule: { ...rule, measure: subject.measure, detector: finding.detector, falseAlarms },
    series,
    only: subject.dimension === null ? undefined : { dimension: subject.dimension, value: subject.value, step },
  });
  const found = charted.find(({ material }) => seriesKey(material.subject) === seriesKey(subject));
  return found === undefined ? null : drawn(found);
}

function isCharted(rule: Rule): rule is ChartedRule {
  return rule.kind === "measure" || rule.kind === "share" || rule.kind === "volume";
}

/** Limits stand at three sigmas of one point, for the eye; the detector looks at what gathers. */
const sigmas = 3;

function drawn(charted: Charted): Chart {
  const { material, working, show, detector, watched } = charted;
  const points = material.points.map((point, index): Chart["points"][number] => {
    const seen = watched.points[index];
    const value = show(working.points[index]?.value ?? 0);
    const around = (distance: number) =>
      seen === undefined || seen.expected === null ? null : show(seen.expected + distance * seen.sigma);
    return {
      at: point.at,
      ...figureAt(charted, point, value),
      expected: around(0),
      lowLimit: around(-sigmas),
      highLimit: around(sigmas),
      up: seen?.up ?? 0,
      down: seen?.down ?? 0,
      isJudged: seen?.isJudged ?? false,
    };
  });
  return {
    kind: material.kind,
    measureKind: material.measureKind,
    step: material.step,
    points,
    limit: detector.limit,
    alarms: watched.alarms.map(({ index, onset, direction }) => ({
      at: material.points[index]?.at ?? "",
      onset: material.points[onset]?.at ?? "",
      move: direction,
    })),
    season: { weekday: watched.season.weekday > 0, month: watched.season.month > 0 },
    overdispersion: watched.points.at(-1)?.overdispersion ?? 1,
  };
}

function figureAt({ material }: Charted, { sums, whole }: MaterialPoint, value: number) {
  if (material.kind === "volume") return { value: sums.n, n: sums.n, low: null, high: null };
  const estimate =
    material.kind === "share" ? percentOf({ successes: sums.n, n: whole.n }) : estimateOf(sums, material.reading);
  const n = material.kind === "share" ? whole.n : sums.n;
  if (estimate === null) return { value, n, low: null, high: null };
  return { value: estimate.value, n, low: estimate.interval.low, high: estimate.interval.high };
}

import type { DimensionParts, Part } from "../../contract.ts";
import { toneOf, type Sentence, type Telling } from "./evidence.ts";

/** One step on the way from A to B: where it begins and ends, in the unit of the measure. */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Where the end may lie. */
  readonly low: number;
  readonly high: number;
  /** Null at both ends of the way. */
  readonly part: Part | null;
  readonly n: number | null;
  readonly tone: Sentence["tone"];
}

/** A dimension with more values than these is no way to take performance apart in a picture. */
const mostValues = 8;

/** From A over every mix and the performance to B; null where the difference is not taken apart. */
export function waterfallOf(telling: Telling): readonly Step[] | null {
  const { explanation, a, b } = telling;
  const { parts } = explanation;
  const [first, last] = [explanation.a.estimate, explanation.b.estimate];
  if (parts === null || first === null || last === null) return null;
  const steps: Step[] = [];
  let at = first.value;
  for (const { id, name, part } of partsInOrder(telling)) {
    const { low, high } = part.interval;
    const step = { id, name, from: at, to: at + part.value, low: at + low, high: at + high };
    steps.push({ ...step, part, n: null, tone: toneOf(part, explanation) });
    at += part.value;
  }
  const end = (id: string, name: string, { value, interval, n }: typeof first): Step => {
    const place = { from: value, to: value, low: interval.low, high: interval.high };
    return { id, name, ...place, part: null, n, tone: "plain" };
  };
  return [end("a", a, first), ...steps, end("b", b, last)];
}

function partsInOrder({ explanation: { parts }, words }: Telling) {
  if (parts === null) return [];
  const { t } = words;
  const mixes = parts.dimensions.map(({ dimension, mix }) => ({
    id: `mix-${dimension}`,
    name: t("waterfall.mix", { dimension: words.names.dimension(dimension) }),
    part: mix,
  }));
  const divided = dividing(parts.dimensions);
  const performance =
    divided === undefined
      ? [{ id: "performance", name: t("waterfall.performance"), part: parts.performance }]
      : divided.categories.map(({ key, isRest, performance: part }) => ({
          id: `performance-${isRest ? "~rest" : (key[0]?.value ?? "")}`,
          name: t("waterfall.performanceOf", { name: isRest ? t("rest") : words.key(key) }),
          part,
        }));
  return [...mixes, ...performance];
}

/** The dimension whose values changed most surely otherwise than each other, if a picture can show all of them. */
function dividing(dimensions: readonly DimensionParts[]): DimensionParts | undefined {
  return dimensions
    .filter(({ heterogeneity, categories }) => heterogeneity?.clear === true && categories.length <= mostValues)
    .toSorted((x, y) => (x.heterogeneity?.adjustedP ?? 1) - (y.heterogeneity?.adjustedP ?? 1))[0];
}

import type { Span } from "#web/format/number.ts";

/** A line over numbers, with a band round it where there is one. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

/** What a curve is drawn from. */
export interface Curve {
  readonly points: readonly CurvePoint[];
  /** A dashed level that a conclusion hangs on. */
  readonly target?: number | undefined;
  /** Marks on the axis of x, each with its words. */
  readonly marks: readonly { readonly x: number; readonly label: string }[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

/** Where everything of a curve lies on a picture of this size. */
export interface CurveShape {
  readonly line: string;
  readonly band: string;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly ticksX: readonly number[];
  readonly ticksY: readonly number[];
}

/** Room round a curve for its axes. */
export const room = { left: 56, right: 16, top: 30, bottom: 44 } as const;

/** How large a picture is, its axes included. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Paths and ticks of a curve. */
export function shapeOf({ points, target }: Curve, { width, height }: Size): CurveShape {
  const domainX = spanOf(points.map((point) => point.x));
  const levels = points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]);
  const ticksY = ticksOf(spanOf(target === undefined ? levels : [...levels, target]), 4);
  const domainY = { low: ticksY[0] ?? 0, high: ticksY.at(-1) ?? 1 };
  const scale = (span: Span, from: number, to: number) => (value: number) =>
    from + ((to - from) * (value - span.low)) / (span.high - span.low || 1);
  const x = scale(domainX, room.left, width - room.right);
  const y = scale(domainY, height - room.bottom, room.top);
  const at = (along: number, up: number): string => `${x(along).toFixed(1)} ${y(up).toFixed(1)}`;

  const path = points.map((point, index) => `${index === 0 ? "M" : "L"}${at(point.x, point.y)}`);
  const upper = points.map((point) => at(point.x, point.high ?? point.y));
  const lower = points.toReversed().map((point) => at(point.x, point.low ?? point.y));
  const hasBand = points.some(({ low }) => low !== undefined);
  return {
    line: path.join(""),
    band: hasBand ? `M${[...upper, ...lower].join("L")}Z` : "",
    x,
    y,
    ticksX: ticksOf(domainX, width < 500 ? 3 : 6),
    ticksY,
  };
}

function spanOf(values: readonly number[]): Span {
  return { low: Math.min(...values), high: Math.max(...values) };
}

/** Round numbers that hold the span. */
export function ticksOf({ low, high }: Span, count: number): number[] {
  const rough = (high - low || 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

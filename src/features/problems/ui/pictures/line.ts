import type { Timeline } from "../../contract.ts";

type Point = Timeline["items"][number]["points"][number];

/** A line of shares in a box, with the band of its intervals. */
export interface Line {
  readonly path: string;
  readonly band: string;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly point: Point }[];
  /** Place of the day on which something was done; null outside. */
  readonly since: number | null;
}

interface Box {
  readonly width: number;
  readonly height: number;
  readonly most: number;
  readonly since: string | undefined;
}

/** Places the points; what has no share breaks the line. */
export function lineOf(points: readonly Point[], { width, height, most, since }: Box): Line {
  const x = (index: number): number => (points.length < 2 ? width / 2 : (width * index) / (points.length - 1));
  const y = (share: number): number => height - (height * Math.min(share, most)) / most;
  const dots = points.flatMap((point, index) =>
    point.share === null ? [] : [{ x: x(index), y: y(point.share.value), point }],
  );
  const path = dots.map((dot, index) => `${index === 0 ? "M" : "L"}${dot.x.toFixed(1)} ${dot.y.toFixed(1)}`).join("");
  const known = points.flatMap((point, index) =>
    point.share === null ? [] : [{ at: x(index), ...point.share.interval }],
  );
  const upper = known.map(({ at, high }) => `${at.toFixed(1)} ${y(high).toFixed(1)}`);
  const lower = known.toReversed().map(({ at, low }) => `${at.toFixed(1)} ${y(low).toFixed(1)}`);
  const after = since === undefined ? -1 : points.findIndex(({ from }) => from >= since);
  return {
    path,
    band: known.length < 2 ? "" : `M${[...upper, ...lower].join("L")}Z`,
    dots,
    since: after <= 0 ? null : (x(after) + x(after - 1)) / 2,
  };
}

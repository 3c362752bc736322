import type { Driver } from "../../contract.ts";

/** What to do with a driver by where it lies; `unsure` where an interval crosses a line. */
export type Place = "first" | "keep" | "watch" | "fine" | "unsure";

/** A driver on the picture of importance and performance. */
export interface Point {
  readonly ref: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly place: Place;
  readonly label: { readonly x: number; readonly y: number; readonly anchor: "start" | "end" | "middle" } | null;
}

export interface Layout {
  readonly points: readonly Point[];
  /** The lines between the quadrants. */
  readonly split: { readonly x: number; readonly y: number };
  readonly ticks: { readonly x: readonly Tick[]; readonly y: readonly Tick[] };
}

interface Tick {
  readonly at: number;
  readonly value: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly nameOf: (driver: Driver) => string;
}

export const margin = { left: 44, right: 12, top: 22, bottom: 40 } as const;
const letter = 6.7;
const line = 16;

/**
 * Places drivers by performance (across) and importance (up). The lines lie at the mean performance and at the share that each would
 * have if all were alike. Labels take the first place beside their point where they touch neither points, whiskers nor each other; one that
 * finds none is left out and stays readable in the list and on hover.
 */
export function layoutOf(drivers: readonly Driver[], { width, height, nameOf }: Frame): Layout {
  const shown = drivers.filter(({ performance }) => performance !== null);
  const scale = scalesOf(shown, width, height);
  const middle = shown.reduce((sum, { performance }) => sum + (performance?.value ?? 0), 0) / Math.max(1, shown.length);
  const fair = 1 / Math.max(1, drivers.length);
  const split = { x: scale.x(middle), y: scale.y(fair) };

  const points = shown.flatMap((driver): Point[] => {
    const { performance, share } = driver;
    if (performance === null) return [];
    return [
      {
        ref: driver.ref,
        name: nameOf(driver),
        x: scale.x(performance.value),
        y: scale.y(share.value),
        left: scale.x(performance.interval.low),
        right: scale.x(performance.interval.high),
        top: scale.y(share.interval.high),
        bottom: scale.y(share.interval.low),
        place: placeOf(driver, middle, fair),
        label: null,
      },
    ];
  });
  return { points: labelled(points, { width, height }), split, ticks: scale.ticks };
}

/** What a driver's place says, once its intervals allow it. */
export function placeOf({ performance, share }: Driver, middle: number, fair: number): Place {
  if (performance === null) return "unsure";
  const isHigh = side(share.interval, fair);
  const isGood = side(performance.interval, middle);
  if (isHigh === null || isGood === null) return "unsure";
  if (isHigh) return isGood ? "keep" : "first";
  return isGood ? "fine" : "watch";
}

function side({ low, high }: { readonly low: number; readonly high: number }, at: number): boolean | null {
  if (low > at) return true;
  return high < at ? false : null;
}

function scalesOf(drivers: readonly Driver[], width: number, height: number) {
  const performances = drivers.flatMap(({ performance }) =>
    performance === null ? [] : [performance.interval.low, performance.interval.high],
  );
  const [least, most] = [Math.min(100, ...performances), Math.max(0, ...performances)];
  const air = Math.max(4, (most - least) * 0.2);
  const [from, to] = [Math.max(0, Math.floor((least - air) / 5) * 5), Math.min(100, Math.ceil((most + air) / 5) * 5)];
  const top = Math.min(1, Math.ceil(Math.max(0.1, ...drivers.map(({ share }) => share.interval.high)) * 10.5) / 10);
  const x = (value: number): number =>
    margin.left + ((width - margin.left - margin.right) * (value - from)) / (to - from);
  const y = (value: number): number => height - margin.bottom - ((height - margin.top - margin.bottom) * value) / top;
  const step = to - from > 50 ? 20 : to - from > 20 ? 10 : 5;
  const across = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  const up = [0, 0.25, 0.5, 0.75, 1].map((part) => part * top);
  return {
    x,
    y,
    ticks: { x: across.map((value) => ({ value, at: x(value) })), y: up.map((value) => ({ value, at: y(value) })) },
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function labelled(points: readonly Point[], frame: { readonly width: number; readonly height: number }): Point[] {
  const taken: Box[] = points.flatMap(({ x, y, left, right, top, bottom }) => [
    { x: x - 7, y: y - 7, width: 14, height: 14 },
    { x: left, y: y - 1, width: right - left, height: 2 },
    { x: x - 1, y: top, width: 2, height: bottom - top },
  ]);
  return points
    .toSorted((a, b) => a.y - b.y)
    .map((point) => {
      const width = point.name.length * letter;
      const found = candidates(point, width).find(
        ({ box }) => isInside(box, frame) && !taken.some((other) => overlap(box, other)),
      );
      if (found === undefined) return point;
      taken.push(found.box);
      const { anchor, x, y } = found;
      return { ...point, label: { x, y, anchor } };
    });
}

function candidates({ x, y }: Point, width: number) {
  const beside = [-9, 18, 4, -24, 33];
  const right = beside.map((down) => ({ x: x + 8, y: y + down, anchor: "start" as const }));
  const left = beside.map((down) => ({ x: x - 8, y: y + down, anchor: "end" as const }));
  const middle = [-16, 28].map((down) => ({ x, y: y + down, anchor: "middle" as const }));
  const start = { start: 0, end: -width, middle: -width / 2 };
  return [...right.slice(0, 2), ...left.slice(0, 2), ...right, ...left, ...middle].map((place) => ({
    ...place,
    box: { x: place.x + start[place.anchor], y: place.y - 12, width, height: line },
  }));
}

function isInside({ x, y, width, height }: Box, frame: { readonly width: number; readonly height: number }): boolean {
  return (
    x >= margin.left &&
    x + width <= frame.width - 2 &&
    y >= margin.top - 8 &&
    y + height <= frame.height - margin.bottom
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

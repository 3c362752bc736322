import type { MapItem, PainMap } from "../contract.ts";

/** A problem on the map, in pixels of the picture. */
export interface Bubble {
  readonly item: MapItem;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where its name stands; null where there is no room: then it is told when pointed at. */
  readonly label: { readonly x: number; readonly y: number; readonly anchor: "start" | "end" | "middle" } | null;
}

/** A curve along which share × effect is the same. */
export interface Curve {
  readonly worth: number;
  readonly path: string;
  /** Where it says what it is worth, ending here; null where nothing is free. */
  readonly label: { readonly x: number; readonly y: number } | null;
}

/** The whole picture. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly bubbles: readonly Bubble[];
  readonly curves: readonly Curve[];
  readonly xTicks: readonly { readonly at: number; readonly value: number }[];
  readonly yTicks: readonly { readonly at: number; readonly value: number }[];
}

interface Wish {
  readonly width: number;
  readonly height: number;
  readonly isLog: boolean;
}

/** Share touched by effect; what has no effect yet has no place. */
export function layoutOf(map: PainMap, { width, height, isLog }: Wish): MapLayout {
  const margin =
    width < 520 ? { left: 40, right: 12, top: 14, bottom: 42 } : { left: 54, right: 24, top: 18, bottom: 46 };
  const plot = {
    left: margin.left,
    top: margin.top,
    width: width - margin.left - margin.right,
    height: height - margin.top - margin.bottom,
  };
  const placed = map.items.filter(({ effect, share }) => effect !== null && share !== null);
  const spans = placed.map(spanOf);
  const xMax = niceAbove(Math.max(1, ...spans.map(({ share }) => Math.min(share.high, share.value * 1.6))));
  const xMin = isLog ? Math.max(0.05, Math.min(...spans.map(({ share }) => share.value)) / 1.6) : 0;
  const yMax = niceAbove(Math.max(1, ...spans.map(({ effect }) => Math.min(effect.high, effect.value * 1.5))));
  const yMin = Math.min(0, ...spans.map(({ effect }) => Math.max(effect.low, -yMax / 4)));
  const x = (value: number): number => {
    const share = isLog
      ? Math.log(Math.max(xMin, value) / xMin) / Math.log(xMax / xMin)
      : (value - xMin) / (xMax - xMin);
    return plot.left + plot.width * Math.min(1, Math.max(0, share));
  };
  const y = (value: number): number =>
    plot.top + plot.height * (1 - Math.min(1, Math.max(0, (value - yMin) / (yMax - yMin))));

  const largest = Math.max(1, ...placed.map(({ mentions }) => mentions));
  const most = width < 520 ? 15 : 24;
  const bubbles = placed.map((item, index): Omit<Bubble, "label"> => {
    const span = spans[index] ?? spanOf(item);
    return {
      item,
      x: x(span.share.value),
      y: y(span.effect.value),
      radius: Math.max(5, most * Math.sqrt(item.mentions / largest)),
      left: x(span.share.low),
      right: x(span.share.high),
      top: y(span.effect.high),
      bottom: y(span.effect.low),
    };
  });
  const taken: Box[] = bubbles.map(boxOf);
  const named = labelled(bubbles, { width, plot, taken });
  return {
    width,
    height,
    plot,
    bubbles: named,
    curves: curvesOf(map, { x, y, xMin: isLog ? xMin : xMax / 200, xMax, yMax, taken }),
    xTicks: ticksOf(xMin, xMax, isLog).map((value) => ({ at: x(value), value })),
    yTicks: ticksOf(yMin, yMax, false).map((value) => ({ at: y(value), value })),
  };
}

/** The share with those reckoned in who were not asked, its interval widened alike; and the effect. */
function spanOf({ share, estimatedShare, effect }: MapItem) {
  const named = share ?? { value: 0, interval: { low: 0, high: 0 } };
  const factor = estimatedShare === null || !(named.value > 0) ? 1 : estimatedShare / named.value;
  return {
    share: { value: named.value * factor, low: named.interval.low * factor, high: named.interval.high * factor },
    effect: effect ?? { value: 0, low: 0, high: 0 },
  };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf({ x, y, radius }: Pick<Bubble, "x" | "y" | "radius">): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

/** Names where there is room, the most expensive first: right, left, above or below their bubble, then aslant. */
function labelled(
  bubbles: readonly Omit<Bubble, "label">[],
  { width, plot, taken }: { readonly width: number; readonly plot: MapLayout["plot"]; readonly taken: Box[] },
): Bubble[] {
  const size = width < 520 ? 6.1 : 6.6;
  const most = width < 520 ? 5 : Infinity;
  let put = 0;
  return bubbles.map((bubble): Bubble => {
    const places = put >= most ? [] : placesAround(bubble, bubble.item.name.length * size);
    const free = places.find(({ box }) => isInside(box, plot) && taken.every((other) => !overlap(box, other)));
    if (free === undefined) return { ...bubble, label: null };
    put += 1;
    taken.push(free.box);
    return { ...bubble, label: { x: free.x, y: free.y, anchor: free.anchor } };
  });
}

/** Where a name of this length may stand, the best place first. */
function placesAround({ x, y, radius }: Pick<Bubble, "x" | "y" | "radius">, length: number) {
  const beside = radius + 5;
  const aslant = 0.7 * radius + 4;
  const places = [
    { x: x + beside, y: y + 4, anchor: "start" },
    { x: x - beside, y: y + 4, anchor: "end" },
    { x, y: y - radius - 6, anchor: "middle" },
    { x, y: y + radius + 15, anchor: "middle" },
    { x: x + aslant, y: y - aslant, anchor: "start" },
    { x: x + aslant, y: y + aslant + 10, anchor: "start" },
    { x: x - aslant, y: y - aslant, anchor: "end" },
    { x: x - aslant, y: y + aslant + 10, anchor: "end" },
  ] as const;
  return places.map((place) => {
    const left = place.x - { start: 2, middle: length / 2, end: length + 2 }[place.anchor];
    return { ...place, box: { left, right: left + length + 4, top: place.y - 12, bottom: place.y + 4 } };
  });
}

function isInside(box: Box, plot: MapLayout["plot"]): boolean {
  return (
    box.left >= plot.left &&
    box.right <= plot.left + plot.width + 16 &&
    box.top >= plot.top - 6 &&
    box.bottom <= plot.top + plot.height
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly xMin: number;
  readonly xMax: number;
  readonly yMax: number;
  /** What stands there already. */
  readonly taken: Box[];
}

/** Three curves of equal worth, in round numbers. */
function curvesOf(map: PainMap, { x, y, xMin, xMax, yMax, taken }: Scales): Curve[] {
  const greatest = Math.max(0, ...map.items.map(({ lift }) => lift?.expected.value ?? 0));
  if (greatest <= 0) return [];
  const top = roundBelow(greatest);
  return [top, top / 2, top / 5].flatMap((worth): Curve[] => {
    const points: [number, number][] = [];
    for (let step = 0; step <= 60; step += 1) {
      const share = xMin * (xMax / xMin) ** (step / 60);
      const effect = (100 * worth) / share;
      if (effect <= yMax) points.push([x(share), y(effect)]);
    }
    if (points.length < 2) return [];
    const path = points
      .map(([px, py], index) => `${index === 0 ? "M" : "L"}${px.toFixed(1)} ${py.toFixed(1)}`)
      .join("");
    const free = points.toReversed().find(([px, py]) => taken.every((box) => !overlap(box, worthBox(px, py))));
    if (free !== undefined) taken.push(worthBox(...free));
    return [{ worth, path, label: free === undefined ? null : { x: free[0], y: free[1] - 5 } }];
  });
}

function worthBox(right: number, bottom: number): Box {
  return { left: right - 64, right, top: bottom - 17, bottom: bottom - 2 };
}

function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [5, 2, 1].map((step) => step * power).find((step) => step <= value) ?? power;
}

function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return (
    [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value) ?? 10 * power
  );
}

function ticksOf(low: number, high: number, isLog: boolean): number[] {
  if (isLog) return [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].filter((value) => value >= low && value <= high);
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= raw) ?? raw;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step + 1e-9) + 1 }, (_, index) => first + index * step);
}

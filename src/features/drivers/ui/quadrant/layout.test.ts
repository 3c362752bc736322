import assert from "node:assert/strict";
import { test } from "node:test";

import * as fc from "fast-check";

import type { Driver } from "../../contract.ts";
import { layoutOf, placeOf, type Point } from "./layout.ts";

const uncertain = (value: number, half: number) => ({
  value,
  standardError: half / 2,
  interval: { low: value - half, high: value + half, level: 0.95, method: "test" },
});

function driver(ref: string, share: number, performance: number | null, half = 0.01): Driver {
  return {
    ref,
    kind: "question",
    title: ref,
    group: "other",
    n: 100,
    missing: 0,
    isDefault: true,
    follows: false,
    weight: uncertain(share / 2, half),
    share: uncertain(share, half),
    inflation: 1,
    pValue: 0,
    adjustedP: 0,
    clear: true,
    rank: 1,
    tied: false,
    reference: null,
    scale: { from: 1, to: 5 },
    levels: [],
    performance: performance === null ? null : uncertain(performance, 100 * half),
  };
}

test("a driver is told what to do about only where both its intervals stay on one side", () => {
  assert.equal(placeOf(driver("a", 0.5, 40), 60, 0.25), "first");
  assert.equal(placeOf(driver("a", 0.5, 80), 60, 0.25), "keep");
  assert.equal(placeOf(driver("a", 0.1, 40), 60, 0.25), "watch");
  assert.equal(placeOf(driver("a", 0.1, 80), 60, 0.25), "fine");
  assert.equal(placeOf(driver("a", 0.25, 80), 60, 0.25), "unsure");
  assert.equal(placeOf(driver("a", 0.5, 60.5), 60, 0.25), "unsure");
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function boxOf({ label, name }: Point): Box[] {
  if (label === null) return [];
  const width = name.length * 6.7;
  const start = { start: 0, end: -width, middle: -width / 2 }[label.anchor];
  return [{ x: label.x + start, y: label.y - 12, width }];
}

test("labels touch neither each other nor a dot, whatever the drivers; points stay inside", () => {
  const drivers = fc.array(
    fc.record({
      share: fc.double({ min: 0.02, max: 0.9, noNaN: true }),
      performance: fc.double({ min: 2, max: 98, noNaN: true }),
    }),
    { minLength: 2, maxLength: 20 },
  );
  fc.assert(
    fc.property(drivers, fc.integer({ min: 300, max: 1200 }), (some, width) => {
      const { points } = layoutOf(
        some.map(({ share, performance }, index) => driver(`driver number ${index}`, share, performance)),
        { width, height: 420, nameOf: ({ title }) => title },
      );
      const boxes = points.flatMap(boxOf);
      boxes.forEach((a, index) => {
        for (const b of boxes.slice(index + 1)) {
          assert.ok(a.x >= b.x + b.width || b.x >= a.x + a.width || Math.abs(a.y - b.y) >= 16);
        }
        for (const { x, y } of points) assert.ok(!(x > a.x && x < a.x + a.width && y > a.y && y < a.y + 16));
      });
      for (const { x, y } of points) assert.ok(x >= 44 && x <= width - 12 && y >= 22 && y <= 380);
    }),
  );
});

test("drivers without a better and a worse have no place on the picture", () => {
  const { points } = layoutOf([driver("a", 0.5, 40), driver("b", 0.5, null)], {
    width: 600,
    height: 420,
    nameOf: ({ title }) => title,
  });
  assert.deepEqual(
    points.map(({ ref }) => ref),
    ["a"],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { focusOf, type Weighed } from "./focus.ts";

const anyTime = { wasHeavy: () => true, workedSince: () => false };

function weighed(
  key: string,
  lift: number,
  more: Partial<Weighed> & { state?: Weighed["item"]["state"] } = {},
): Weighed {
  const { state = "new", ...rest } = more;
  const item = { key, state, codes: [`${key}-`], mentions: 100 };
  const span = { value: lift, low: lift - 1, high: lift + 1 };
  return { item, lift: span, rank: 1, isHeavy: true, noiseRank: null, ...rest };
}

const keysOf = (found: ReturnType<typeof focusOf>) => found.map(({ own, what }) => `${own.item.key} ${what}`);

test("a heavy problem that nobody works on waits; what is in work, solved or watched does not", () => {
  const all = (["new", "acknowledged", "in-work", "solved", "watching", "closed"] as const).map((state, index) =>
    weighed(state, 20 - index, { state }),
  );
  assert.deepEqual(keysOf(focusOf(all, anyTime)), ["new idle", "acknowledged idle", "closed idle"]);
});

test("work follows noise only where what is in work is louder, and lighter beyond chance", () => {
  const own = weighed("fees", 10, { noiseRank: 4 });
  const inWork = { state: "in-work", isHeavy: false } as const;
  const cases = [
    [weighed("queue", 5, { ...inWork, noiseRank: 1 }), "noise"],
    [weighed("queue", 9, { ...inWork, noiseRank: 1 }), "idle"],
    [weighed("queue", 5, { ...inWork, noiseRank: 5 }), "idle"],
    [weighed("queue", 5, { ...inWork, noiseRank: null }), "idle"],
    [weighed("queue", 5, { state: "acknowledged", isHeavy: false, noiseRank: 1 }), "idle"],
  ] as const;
  for (const [other, what] of cases) assert.deepEqual(keysOf(focusOf([own, other], anyTime)), [`fees ${what}`]);
  const unheard = weighed("fees", 10);
  assert.deepEqual(keysOf(focusOf([unheard, cases[0][0]], anyTime)), ["fees noise"]);
});

test("what became heavy of late, or was worked on a moment ago, is not told", () => {
  const own = weighed("fees", 10);
  assert.deepEqual(focusOf([own], { ...anyTime, wasHeavy: () => false }), []);
  assert.deepEqual(focusOf([own], { ...anyTime, workedSince: () => true }), []);
  assert.deepEqual(focusOf([weighed("fees", 10, { isHeavy: false })], anyTime), []);
});

import type { Clock } from "#platform/clock";
import type { Random } from "#platform/random";

import { fakeClock } from "./fake-clock.ts";

/**
 * Randomness that repeats itself: the same seed gives the same numbers, tokens and ids in the same order. Ids are
 * UUIDs of version 7 that sort in the order they were drawn, their time taken from the clock.
 */
export function seededRandom(seed = 1, clock: Clock = fakeClock()): Random {
  let state = seed >>> 0;
  let drawn = 0;

  /** mulberry32, Tommy Ettinger, public domain: 32 bits of state, uniform enough for tests. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  function bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => Math.floor(next() * 256)));
  }

  function uuid(): string {
    const time = (clock.now().getTime() + (drawn >> 12)).toString(16).padStart(12, "0");
    const order = (drawn++ & 0xfff).toString(16).padStart(3, "0");
    const tail = bytes(8).toString("hex");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-8${tail.slice(1, 4)}-${tail.slice(4)}`;
  }

  return { uuid, token: (count) => bytes(count).toString("base64url"), next };
}

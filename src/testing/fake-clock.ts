import type { Clock } from "#platform/clock";

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /** Moves the hands to this instant; backwards is allowed. */
  set(instant: Date | string): void;
  /** Moves the hands forward. */
  advance(milliseconds: number): void;
}

/** A clock that shows this instant, Monday 2 March 2026 09:00 UTC when left out. */
export function fakeClock(start: Date | string = "2026-03-02T09:00:00Z"): FakeClock {
  let time = new Date(start).getTime();

  return {
    now: () => new Date(time),
    set: (instant) => {
      time = new Date(instant).getTime();
    },
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

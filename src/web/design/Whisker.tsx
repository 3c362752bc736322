import type { Span } from "../format/number.ts";
import classes from "./Whisker.module.css";

interface WhiskerProps {
  readonly value: number;
  readonly interval: Span;
  /** What the whole width stands for; the same in every row of a table. */
  readonly domain: Span;
  /** Drawn as a hairline to compare with, e.g. the overall figure. */
  readonly reference?: number | undefined;
  readonly tone?: "above" | "below" | "accent" | "plain";
}

/** An estimate as a dot on its interval. Decoration: the numbers stand beside it. */
export function Whisker({ value, interval, domain, reference, tone = "plain" }: WhiskerProps) {
  const at = (point: number): string => `${(100 * share(point, domain)).toFixed(2)}%`;
  const width = `${(100 * (share(interval.high, domain) - share(interval.low, domain))).toFixed(2)}%`;
  return (
    <span className={classes.track} data-tone={tone} aria-hidden>
      {reference === undefined ? null : <span className={classes.reference} style={{ left: at(reference) }} />}
      <span className={classes.line} style={{ left: at(interval.low), width }} />
      <span className={classes.dot} style={{ left: at(value) }} />
    </span>
  );
}

/** A domain that holds every given point, with a little air. */
export function domainOf(points: readonly number[]): Span {
  const low = Math.min(...points);
  const high = Math.max(...points);
  const air = (high - low) * 0.05 || 1;
  return { low: low - air, high: high + air };
}

function share(point: number, { low, high }: Span): number {
  return Math.min(1, Math.max(0, (point - low) / (high - low)));
}

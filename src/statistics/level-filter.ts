/** A point of a series on its working scale, with the variance that sampling alone gives it. */
export interface SeriesPoint {
  readonly value: number;
  readonly variance: number;
  /** 0 (Monday) to 6; for series of days. */
  readonly weekday?: number;
  /** 0 (January) to 11; for series of a year or more. */
  readonly month?: number;
}

/** Prior variances of the effects of the calendar, in the unit of the values squared; 0 leaves an effect out. */
export interface SeasonPriors {
  readonly weekday: number;
  readonly month: number;
}

/** What a filter expects of the next point: its value, and the variance about it that sampling and ignorance give. */
export interface Expectation {
  readonly value: number;
  readonly variance: number;
  /** The level without the calendar. */
  readonly level: number;
  /** Whether the level is known at all: false for the first point and the first after a new beginning. */
  readonly isKnown: boolean;
}

/** A level with effects of weekday and month, learned point by point. */
export interface LevelFilter {
  expect(point: SeriesPoint): Expectation;
  learn(point: SeriesPoint): void;
  /** Forgets the level and keeps what is known of the calendar. */
  forgetLevel(): void;
}

const WEEKDAYS = 7;
const MONTHS = 12;
const SIZE = 1 + WEEKDAYS + MONTHS;
/** How much wider than the points an unknown level may be. */
const DIFFUSE = 1e8;

/**
 * The recursive (Kalman) form of a linear model: value = level + weekday + month + error, effects of the calendar drawn
 * from normal distributions about 0, so that they are shrunk towards 0 the more, the less was seen of them. One step
 * ahead, errors divided by the root of their variance are independent and alike, whatever is still unknown: what a chart
 * with estimated limits needs to keep its rate of false alarms. Sources: Brown, Durbin & Evans 1975, JRSS B 37 (recursive
 * residuals); Hawkins 1987, The Statistician 36 (self-starting CUSUM); Harvey 1989.
 */
export function createLevelFilter(priors: SeasonPriors, scale: number): LevelFilter {
  const mean = new Float64Array(SIZE);
  const covariance = new Float64Array(SIZE * SIZE);
  const widest = DIFFUSE * Math.max(scale, 1e-12);
  covariance[0] = widest;
  for (let i = 1; i < SIZE; i++) covariance[i * SIZE + i] = i <= WEEKDAYS ? priors.weekday : priors.month;

  const expect = (point: SeriesPoint): Expectation => {
    const places = placesOf(point);
    let [value, variance] = [0, point.variance];
    for (const i of places) {
      value += mean[i] ?? 0;
      for (const j of places) variance += covariance[i * SIZE + j] ?? 0;
    }
    return { value, variance, level: mean[0] ?? 0, isKnown: (covariance[0] ?? 0) < widest / 100 };
  };
  return {
    expect,
    learn: (point) => {
      const { value, variance } = expect(point);
      learnFrom({ mean, covariance }, placesOf(point), { error: point.value - value, variance });
    },
    forgetLevel: () => {
      for (let i = 0; i < SIZE; i++) [covariance[i], covariance[i * SIZE]] = [0, 0];
      covariance[0] = widest;
    },
  };
}

function placesOf({ weekday, month }: SeriesPoint): number[] {
  const places = [0];
  if (weekday !== undefined) places.push(1 + weekday);
  if (month !== undefined) places.push(1 + WEEKDAYS + month);
  return places;
}

function learnFrom(
  { mean, covariance }: { readonly mean: Float64Array; readonly covariance: Float64Array },
  places: readonly number[],
  { error, variance }: { readonly error: number; readonly variance: number },
): void {
  const gain = new Float64Array(SIZE);
  for (let i = 0; i < SIZE; i++) {
    let sum = 0;
    for (const j of places) sum += covariance[i * SIZE + j] ?? 0;
    gain[i] = sum;
  }
  for (let i = 0; i < SIZE; i++) {
    const own = gain[i] ?? 0;
    if (own === 0) continue;
    mean[i] = (mean[i] ?? 0) + (own * error) / variance;
    for (let j = 0; j < SIZE; j++) {
      covariance[i * SIZE + j] = (covariance[i * SIZE + j] ?? 0) - (own * (gain[j] ?? 0)) / variance;
    }
  }
}

import { DEFAULT_LEVEL, fitInterval, type Estimate } from "./estimate.ts";
import { requirePositive } from "./precondition.ts";
import { shareOf, type ShareCounts } from "./share.ts";

/**
 * How many of a whole population have a property that some of a sample have: people, with Wilson's interval times N.
 * Check (R45): 5 of 1,000 in a population of 1,000,000 is 5,000, and plausibly anything from 2,138 to 11,651.
 * Never fewer than were found, never more than were not ruled out. Assumes a random sample of that population and
 * answers that do not depend on who responds; complaints are no such sample.
 * Refuses (RangeError) a sample larger than the population.
 */
export function projectToPopulation(
  sample: ShareCounts,
  population: number,
  options: { readonly level?: number } = {},
): Estimate {
  requirePositive("population", population);
  if (sample.n > population) throw new RangeError(`a sample of ${sample.n} exceeds the population of ${population}`);
  const share = shareOf(sample, { level: options.level ?? DEFAULT_LEVEL });

  const interval = { ...share.interval, low: share.interval.low * population, high: share.interval.high * population };
  const value = share.value * population;
  const known = { min: sample.successes, max: population - (sample.n - sample.successes) };
  return {
    ...share,
    value: Math.min(known.max, Math.max(known.min, value)),
    standardError: share.standardError * population,
    interval: fitInterval(interval, value, known),
  };
}

interface Estimated {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number };
}

interface Line {
  readonly line: string;
  readonly band: string;
  readonly dots: readonly { readonly x: number; readonly y: number }[];
}

/** A line with its band in a box of 240 × 72; points without a figure are gaps, never zeros. */
export function linePath(
  points: readonly (Estimated | null)[],
  domain: { readonly low: number; readonly high: number },
): Line {
  const x = (index: number): number => Math.round((4 + (232 * index) / Math.max(1, points.length - 1)) * 10) / 10;
  const y = (value: number): number =>
    Math.round((68 - (64 * (value - domain.low)) / (domain.high - domain.low)) * 10) / 10;
  const runs: { index: number; at: Estimated }[][] = [];
  points.forEach((at, index) => {
    if (at === null) return;
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)?.index === index - 1) run.push({ index, at });
    else runs.push([{ index, at }]);
  });
  const path = (of: readonly string[]) => (of.length === 0 ? "" : `M${of.join("L")}`);
  return {
    line: runs.map((run) => path(run.map(({ index, at }) => `${x(index)},${y(at.value)}`))).join(""),
    band: runs
      .map((run) => {
        const top = run.map(({ index, at }) => `${x(index)},${y(at.interval.high)}`);
        const bottom = run.toReversed().map(({ index, at }) => `${x(index)},${y(at.interval.low)}`);
        return `${path([...top, ...bottom])}Z`;
      })
      .join(""),
    dots: points.flatMap((at, index) => (at === null ? [] : [{ x: x(index), y: y(at.value) }])),
  };
}

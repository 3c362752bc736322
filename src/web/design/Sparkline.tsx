import classes from "./Sparkline.module.css";

interface SparklineProps {
  /** In order of time; null where there are too few answers: the line breaks there. */
  readonly points: readonly (number | null)[];
  readonly width?: number;
  readonly height?: number;
}

/** A small line without axes that shows the way, not the values. Decoration: the trend below has the numbers. */
export function Sparkline({ points, width = 104, height = 32 }: SparklineProps) {
  const known = points.filter((point) => point !== null);
  if (known.length < 2) return <span style={{ width, height }} className={classes.none} aria-hidden />;

  const low = Math.min(...known);
  const spread = Math.max(...known) - low || 1;
  const x = (index: number): number => 3 + (index * (width - 6)) / Math.max(1, points.length - 1);
  const y = (value: number): number => height - 4 - ((value - low) * (height - 8)) / spread;
  const last = points.findLastIndex((point) => point !== null);
  return (
    <svg width={width} height={height} className={classes.spark} aria-hidden>
      <path d={pathOf(points, x, y)} />
      <circle cx={x(last)} cy={y(points[last] ?? low)} r={2.75} />
    </svg>
  );
}

function pathOf(
  points: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return points
    .map((point, index) => {
      if (point === null) return "";
      const starts = index === 0 || points[index - 1] === null;
      return `${starts ? "M" : "L"}${x(index).toFixed(1)} ${y(point).toFixed(1)}`;
    })
    .join("");
}

import classes from "./Skeleton.module.css";

/** A grey shape the size of what is on its way, so that nothing jumps when it comes. */
export function Skeleton({ height, width = "100%" }: { height: number; width?: number | string }) {
  return <span className={classes.shape} style={{ height, width }} aria-hidden />;
}

/** Several lines of a list on their way. */
export function SkeletonList({ rows, height = 56 }: { rows: number; height?: number }) {
  return (
    <span className={classes.list} role="status" aria-busy>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} />
      ))}
    </span>
  );
}

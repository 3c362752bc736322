import classes from "./ProgressBar.module.css";

/** How far something is; `null` when that cannot be said. */
export function ProgressBar({ label, share }: { label: string; share: number | null }) {
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-unknown={share === null}
    >
      <span style={{ width: `${percent ?? 100}%` }} />
    </div>
  );
}

import type { ReactNode } from "react";

import classes from "./EmptyState.module.css";

interface EmptyStateProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** Nothing here yet: says why, and what to do about it. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      <p>{text}</p>
      {children === undefined ? null : <div className={classes.actions}>{children}</div>}
    </div>
  );
}

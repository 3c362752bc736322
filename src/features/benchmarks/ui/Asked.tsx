import type { ReactNode } from "react";

import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import sections from "#web/design/Sections.module.css";
import { Skeleton } from "#web/design/Skeleton.tsx";

import classes from "./Benchmarks.module.css";

interface AskedProps {
  /** `off`: nothing was asked. */
  readonly state: "off" | "waiting" | "empty" | "stale" | "there";
  readonly error: unknown;
  /** What to say when there is nothing. */
  readonly empty: { readonly title: string; readonly text: string; readonly ways?: ReactNode };
  readonly children: ReactNode;
}

/** What a page asked for: on its way, refused, empty, or there. */
export function Asked({ state, error, empty, children }: AskedProps) {
  const isShown = state === "there" || state === "stale";
  return (
    <>
      <ProblemNote error={error} />
      {state === "waiting" && error === null ? (
        <div className={classes.below}>
          <Skeleton height={320} />
        </div>
      ) : null}
      {state === "empty" ? (
        <div className={classes.below}>
          <EmptyState title={empty.title} text={empty.text}>
            {empty.ways}
          </EmptyState>
        </div>
      ) : null}
      {isShown ? (
        <div className={sections.stack} style={{ opacity: state === "stale" ? 0.6 : 1, marginTop: "var(--space-4)" }}>
          {children}
        </div>
      ) : null}
    </>
  );
}

/** The state of a question from what came back. */
export function stateOf<Data>(
  asked: { readonly data: Data | undefined; readonly isPlaceholderData: boolean },
  isEmpty: (data: Data) => boolean,
): AskedProps["state"] {
  if (asked.data === undefined) return "waiting";
  if (isEmpty(asked.data)) return "empty";
  return asked.isPlaceholderData ? "stale" : "there";
}

import type { ReactNode } from "react";

import classes from "./Message.module.css";

interface MessageProps {
  readonly title: string;
  readonly text: string;
  /** Stable code of a problem, for whoever reports it. */
  readonly code?: string | undefined;
  readonly children?: ReactNode;
}

/** One calm statement in the middle of the space, with the way on below it. */
export function Message({ title, text, code, children }: MessageProps) {
  return (
    <section className={classes.message}>
      <h1>{title}</h1>
      <p>{text}</p>
      {code === undefined ? null : <code>{code}</code>}
      {children === undefined ? null : <div className={classes.actions}>{children}</div>}
    </section>
  );
}

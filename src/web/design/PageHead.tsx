import { useEffect, type ReactNode } from "react";

import classes from "./PageHead.module.css";

interface PageHeadProps {
  /** A noun or a question; also the window's title. */
  readonly title: string;
  /** The page's answer in one sentence, its certainty included. */
  readonly answer?: ReactNode;
  /** What one can do here, beside the title. */
  readonly actions?: ReactNode;
}

/** Top of a page: its title, its answer in a sentence, its main action. */
export function PageHead({ title, answer, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Holos`;
  }, [title]);

  return (
    <div className={classes.head}>
      <div className={classes.line}>
        <h1 className={answer === undefined ? classes.title : classes.quiet}>{title}</h1>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </div>
      {answer === undefined ? null : (
        <p className={classes.answer} aria-live="polite">
          {answer}
        </p>
      )}
    </div>
  );
}

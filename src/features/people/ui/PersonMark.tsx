import { IconUser } from "@tabler/icons-react";

import classes from "./People.module.css";
import { initialsOf } from "./person-words.ts";

interface MarkProps {
  /** Null for somebody without a name: letters of a code would say nothing. */
  readonly name: string | null;
  readonly size?: "small" | "large";
}

/** Initials in a circle, for whoever has no picture. */
export function PersonMark({ name, size = "small" }: MarkProps) {
  return (
    <span className={classes.mark} data-size={size} aria-hidden>
      {name === null ? <IconUser size={size === "small" ? 19 : 26} /> : initialsOf(name) || "?"}
    </span>
  );
}

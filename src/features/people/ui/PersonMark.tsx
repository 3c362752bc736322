import classes from "./People.module.css";
import { initialsOf } from "./person-words.ts";

/** Initials in a circle, for whoever has no picture. */
export function PersonMark({ name, size = "small" }: { name: string; size?: "small" | "large" }) {
  return (
    <span className={classes.mark} data-size={size} aria-hidden>
      {initialsOf(name) || "?"}
    </span>
  );
}

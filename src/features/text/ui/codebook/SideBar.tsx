import type { Theme } from "../../contract.ts";
import { sides } from "../sides.ts";
import classes from "./Tree.module.css";

/** How often each side is named, as a bar that counts. Decoration: the numbers stand beside it. */
export function SideBar({ mentions, most }: { mentions: Theme["mentions"]; most: number }) {
  return (
    <span className={classes.bar} aria-hidden>
      {sides.map(({ side }) =>
        mentions[side] === 0 ? null : (
          <span key={side} data-side={side} style={{ width: `${((100 * mentions[side]) / most).toFixed(2)}%` }} />
        ),
      )}
    </span>
  );
}

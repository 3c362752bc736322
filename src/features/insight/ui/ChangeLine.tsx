import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";

import type { Difference, MeasureKind } from "#feature/facts/contract";
import { useFigureText } from "#web/design/figure-text.ts";

import classes from "./MeasureGroups.module.css";

/** A change is a change only where its interval leaves out zero; else it says so. */
export function ChangeLine({ kind, difference }: { kind: MeasureKind; difference: Difference }) {
  const text = useFigureText();
  const direction = !difference.clear ? "none" : difference.value > 0 ? "up" : "down";
  return (
    <span className={classes.change} data-change={direction}>
      {direction === "up" ? <IconArrowUp size={15} aria-hidden /> : null}
      {direction === "down" ? <IconArrowDown size={15} aria-hidden /> : null}
      {text.change(kind, difference)}
    </span>
  );
}

import type { ReactNode } from "react";

import type { Hit } from "../contract.ts";
import { markedParts } from "./marked-parts.ts";
import { partsOf } from "./sides.ts";
import classes from "./Themes.module.css";

/** A comment with the places marked where a pattern holds; what holds there is told on hover. */
export function MarkedText({
  text,
  hits,
  nameOf,
}: {
  text: string;
  hits: readonly Hit[];
  nameOf?: (code: string) => string;
}) {
  return markedParts(text, hits).map(({ from, to, hits: held }): ReactNode => {
    const part = text.slice(from, to);
    const [first] = held;
    if (first === undefined) return <span key={from}>{part}</span>;
    const why = held.map(({ code, pattern }) => [nameOf?.(code), pattern].filter(Boolean).join(": ")).join("\n");
    return (
      <mark key={from} className={classes.hit} data-side={partsOf(first.code).side} title={why}>
        {part}
      </mark>
    );
  });
}

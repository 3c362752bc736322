import type { ReactNode } from "react";

import type { Span } from "../format/number.ts";
import classes from "./CompactRows.module.css";
import { domainOf, Whisker } from "./Whisker.tsx";

/** One estimate of a short list. */
export interface CompactRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly value: string;
  /** Interval and n in words, small under the value. */
  readonly note: string;
  readonly span: { readonly value: number } & Span;
  readonly tone: "above" | "below" | "accent" | "plain";
  /** Not beyond chance. */
  readonly isFaint: boolean;
}

interface CompactRowsProps {
  readonly label: string;
  /** What the numbers are counted in. */
  readonly unit: string;
  readonly rows: readonly CompactRow[];
  /** Drawn as a hairline through all rows. */
  readonly reference?: number | undefined;
}

/** Estimates as dots with whiskers on one scale, for cards: names beside them where there is room, else above. */
export function CompactRows({ label, unit, rows, reference }: CompactRowsProps) {
  const ends = rows.flatMap(({ span }) => [span.low, span.high]);
  const domain = domainOf(reference === undefined ? ends : [reference, ...ends]);
  return (
    <div className={classes.frame}>
      <p className={classes.unit}>{unit}</p>
      <ol className={classes.rows} aria-label={label}>
        {rows.map(({ key, name, value, note, span, tone, isFaint }) => (
          <li key={key} className={classes.row} data-faint={isFaint}>
            <span className={classes.name}>{name}</span>
            <Whisker value={span.value} interval={span} domain={domain} reference={reference} tone={tone} />
            <span className={classes.value}>
              <b>{value}</b>
              <small>{note}</small>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

import { Link } from "@tanstack/react-router";

import type { MeasureKind } from "#feature/facts/contract";
import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import { useFigureText } from "#web/design/figure-text.ts";
import { FigureView } from "#web/design/FigureView.tsx";

import type { FoundRow } from "../../contract.ts";
import { isAllProvisional } from "../../rules.ts";
import { answersSearch } from "../opening.ts";
import { useSpeech } from "../speech.ts";
import type { PictureProps } from "./picture-props.ts";
import classes from "./Pictures.module.css";

/** How the answers of each row spread, beside its figure; the whole last. */
export function Strips({ state, found, against, caption }: PictureProps) {
  const speech = useSpeech();
  const { measure, rows, total } = found;
  if (measure === null || total === null) return null;
  const isQuiet = isAllProvisional({ found: [found] });
  const others = total.other === null || rows.length > 0 ? [] : [{ ...total, figure: total.other }];
  const all: readonly FoundRow[] = [...rows, total, ...others];
  const nameOf = (row: FoundRow, index: number): string => {
    if (row.key.length > 0) return speech.key(row.key);
    if (against === "groups" && rows.length === 0) return speech.t(index === 0 ? "groups.a" : "groups.b");
    return speech.t(index > rows.length ? "compared.before" : "whole");
  };
  return (
    <ul className={classes.strips} aria-label={caption}>
      {all.map((row, index) => (
        <li key={nameOf(row, index)} data-total={row.key.length === 0 && index > 0}>
          <Link to="/answers" search={answersSearch(state, found.ref, row.key)} className={classes.link}>
            {nameOf(row, index)}
          </Link>
          <span className={classes.strip}>
            <DistributionStrip kind={measure.kind} figure={row.figure} />
          </span>
          <AlignedFigure kind={measure.kind} figure={row.figure} isQuiet={isQuiet} />
        </li>
      ))}
    </ul>
  );
}

interface AlignedFigureProps {
  readonly kind: MeasureKind;
  readonly figure: FoundRow["figure"];
  /** Said once for all figures: provisional. */
  readonly isQuiet: boolean;
}

/** Value, interval and n, each in a column of its own. */
function AlignedFigure({ kind, figure, isQuiet }: AlignedFigureProps) {
  const text = useFigureText();
  const { estimate } = figure;
  if (estimate === null || (figure.provisional && !isQuiet)) return <FigureView kind={kind} figure={figure} />;
  return (
    <span className={classes.aligned}>
      <b>{text.value(kind, estimate.value, estimate.interval)}</b>
      <small>{text.interval(kind, estimate.interval)}</small>
      <small>{text.n(figure.n)}</small>
    </span>
  );
}

import { useNavigate } from "@tanstack/react-router";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useFigureText } from "#web/design/figure-text.ts";
import heat from "#web/design/HeatmapTable.module.css";

import { answersSearch } from "../opening.ts";
import { useSpeech } from "../speech.ts";
import { gridOf, heatOfRow } from "./grid-of.ts";
import type { PictureProps } from "./picture-props.ts";
import classes from "./Pictures.module.css";

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

/** Two dimensions against each other: the value in each cell, coloured only where it differs clearly. */
export function Grid({ state, found, caption }: PictureProps) {
  const { t } = useTranslation("explore");
  const text = useFigureText();
  const speech = useSpeech();
  const navigate = useNavigate();
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const [seen, setSeen] = useState<string | null>(null);
  const { measure } = found;
  if (measure === null) return null;
  const { rows, columns, cell } = gridOf(found);
  const describe = (row: number, column: number): string => {
    const place = [rows[row], columns[column]]
      .flatMap((key) => (key === undefined ? [] : [speech.key([key])]))
      .join(", ");
    const of = cell(row, column);
    const change = of?.difference === null || of === undefined ? "" : `, ${text.change(measure.kind, of.difference)}`;
    return `${place}: ${of === undefined ? t("web:figure.none") : text.whole(measure.kind, of.figure)}${change}`;
  };
  const press = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const row = Math.min(rows.length - 1, Math.max(0, at[0] + move[0]));
    const column = Math.min(columns.length - 1, Math.max(0, at[1] + move[1]));
    body.current?.querySelector<HTMLButtonElement>(`[data-cell="${row}-${column}"]`)?.focus();
  };
  return (
    <div className={heat.frame}>
      <div className={heat.scroll}>
        <table className={`${heat.table} ${classes.grid}`}>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              <td aria-hidden />
              {columns.map((key) => (
                <th key={key.value} scope="col" title={speech.key([key])}>
                  {speech.key([key])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((key, row) => (
              <tr key={key.value}>
                <th scope="row">{speech.key([key])}</th>
                {columns.map((other, column) => {
                  const of = cell(row, column);
                  const value = of?.figure.estimate ?? null;
                  return (
                    <td key={other.value}>
                      <button
                        type="button"
                        data-cell={`${row}-${column}`}
                        data-heat={heatOfRow(of, found)}
                        tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                        aria-label={describe(row, column)}
                        onFocus={() => [setAt([row, column]), setSeen(describe(row, column))]}
                        onKeyDown={press}
                        onPointerEnter={() => setSeen(describe(row, column))}
                        onClick={() =>
                          void navigate({ to: "/answers", search: answersSearch(state, found.ref, [key, other]) })
                        }
                      >
                        {value === null ? "" : text.value(measure.kind, value.value, value.interval)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={heat.line}>{seen ?? t("web:heat.hint")}</p>
    </div>
  );
}

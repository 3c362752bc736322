import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";
import type { Heatmap } from "#feature/insight/contract";

import { formatHour, formatWeekday } from "../format/time.ts";
import { useFigureText } from "./figure-text.ts";
import { cellAt, heatOf, hoursOf } from "./heat.ts";
import classes from "./HeatmapTable.module.css";

interface HeatmapTableProps {
  readonly kind: MeasureKind;
  readonly heatmap: Heatmap;
  readonly caption: string;
  /** Opens the answers behind one cell. */
  readonly onOpen: (weekday: number, hour: number) => void;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

/** Weekday by hour; one cell is in the tab order, arrow keys move, the line below says what is in it. */
export function HeatmapTable({ kind, heatmap, caption, onOpen }: HeatmapTableProps) {
  const { t, i18n } = useTranslation("web");
  const text = useFigureText();
  const hours = hoursOf(heatmap);
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState<readonly [number, number]>([1, hours[0] ?? 0]);
  const [seen, setSeen] = useState<string | null>(null);

  const describe = (weekday: number, hour: number): string => {
    const cell = cellAt(heatmap, weekday, hour);
    const figure = cell === undefined ? t("figure.none") : text.whole(kind, cell.figure);
    return `${formatWeekday(weekday, i18n.language, "long")}, ${formatHour(hour)}: ${figure}`;
  };
  const press = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const weekday = Math.min(7, Math.max(1, at[0] + move[0]));
    const hour = Math.min(hours.at(-1) ?? 23, Math.max(hours[0] ?? 0, at[1] + move[1]));
    body.current?.querySelector<HTMLButtonElement>(`[data-cell="${weekday}-${hour}"]`)?.focus();
  };

  return (
    <div className={classes.frame}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{t("dimension.weekday")}</span>
              </th>
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  <span aria-hidden>{hour % 3 === 0 ? hour : ""}</span>
                  <span className="unseen">{formatHour(hour)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {weekdays.map((weekday) => (
              <tr key={weekday}>
                <th scope="row">{formatWeekday(weekday, i18n.language)}</th>
                {hours.map((hour) => (
                  <td key={hour}>
                    <button
                      type="button"
                      data-cell={`${weekday}-${hour}`}
                      data-heat={heatOf(cellAt(heatmap, weekday, hour), heatmap)}
                      tabIndex={at[0] === weekday && at[1] === hour ? 0 : -1}
                      aria-label={describe(weekday, hour)}
                      onFocus={() => [setAt([weekday, hour]), setSeen(describe(weekday, hour))]}
                      onKeyDown={press}
                      onPointerEnter={() => setSeen(describe(weekday, hour))}
                      onClick={() => onOpen(weekday, hour)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.line}>{seen ?? t("heat.hint")}</p>
      <HeatLegend />
    </div>
  );
}

function HeatLegend() {
  const { t } = useTranslation("web");
  const entries = [
    ["above-2", "heat.above"],
    ["below-2", "heat.below"],
    ["plain", "heat.plain"],
    ["few", "heat.too-few"],
  ] as const;
  return (
    <ul className={classes.legend}>
      {entries.map(([heat, key]) => (
        <li key={heat}>
          <i data-heat={heat} aria-hidden />
          {t(key)}
        </li>
      ))}
    </ul>
  );
}

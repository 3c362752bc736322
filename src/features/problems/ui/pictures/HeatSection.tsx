import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState, type KeyboardEvent } from "react";

import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatShare } from "#web/format/number.ts";

import type { HeatMap, MapQueryInput } from "../../contract.ts";
import { answersOf } from "../opening.ts";
import classes from "../Pain.module.css";
import { heatTable } from "../tables.ts";
import { useMapWords, type MapWords } from "../words.ts";
import { drawHeat, lookOf } from "./draw-heat.ts";
import pictures from "./Pictures.module.css";

const usual = ["unit", "stage", "segment", "product", "touchpoint", "channel", "month", "weekday", "language"] as const;

interface HeatSectionProps {
  readonly query: MapQueryInput;
  /** Only these problems; absent: the most frequent ones. */
  readonly keys?: readonly string[];
}

/** Problems by units, stages or another dimension: coloured only where a share stands out beyond chance. */
export function HeatSection({ query, keys }: HeatSectionProps) {
  const { search } = useFilter();
  const by = usual.find((one) => one === search.by) ?? "unit";
  const { compare: _, ...plain } = query;
  const body = { ...plain, by, ...(keys === undefined ? {} : { keys: [...keys] }) };
  const { data, error } = useQuery({
    ...operationQuery("problems.heatMap", { body }),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <ProblemNote error={error} />;
  return data === undefined ? <Skeleton height={420} /> : <LoadedHeat heat={data} measure={query.measure} />;
}

function LoadedHeat({ heat, measure }: { heat: HeatMap; measure: string }) {
  const words = useMapWords();
  const names = useNames();
  const { change } = useFilter();
  const above = heat.rows.flatMap(({ cells }) => cells).filter(({ verdict }) => verdict === "above").length;
  const title = above === 0 ? words.t("heat.title.none") : words.t("heat.title.some", { count: above });
  const note = words.t("heat.note", { count: heat.tested, rate: formatShare(heat.falseDiscoveryRate, words.language) });
  const verdict = (of: string | null): string =>
    of === "above"
      ? words.t("heat.more.pain")
      : of === "below"
        ? words.t("heat.less.pain")
        : of === null
          ? ""
          : words.t("heat.plain");
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["problemShare", "heatmap"]}
      table={heatTable(heat, words, verdict)}
      draw={() => drawHeat(heat, { title, caption: note, words })}
      controls={
        <select
          className={classes.select}
          aria-label={words.t("heat.by")}
          value={heat.by}
          onChange={(event) => change({ by: event.target.value }, { replace: true })}
        >
          {usual.map((one) => (
            <option key={one} value={one}>
              {names.dimension(one)}
            </option>
          ))}
        </select>
      }
    >
      {heat.columns.length === 0 ? (
        <p className={classes.note}>{words.t("heat.nothing")}</p>
      ) : (
        <HeatGrid heat={heat} measure={measure} words={words} />
      )}
    </ChartFrame>
  );
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

function HeatGrid({ heat, measure, words }: { heat: HeatMap; measure: string; words: MapWords }) {
  const names = useNames();
  const navigate = useNavigate();
  const { search } = useFilter();
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const [seen, setSeen] = useState<string | null>(null);
  const press = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const row = Math.min(heat.rows.length - 1, Math.max(0, at[0] + move[0]));
    const column = Math.min(heat.columns.length - 1, Math.max(0, at[1] + move[1]));
    body.current?.querySelector<HTMLButtonElement>(`[data-cell="${row}-${column}"]`)?.focus();
  };
  const open = (row: number, column: number) => {
    const value = heat.columns[column]?.value ?? "";
    const behind = answersOf(onlyFilter(search), { codes: heat.rows[row]?.codes ?? [] }, measure);
    void navigate({ to: "/answers", search: narrowed(behind, heat.by, value) });
  };
  return (
    <div>
      <div className={pictures.frame}>
        <table className={pictures.heat}>
          <caption className="unseen">{words.t("heat.by")}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{words.t("register.title")}</span>
              </th>
              {heat.columns.map(({ value, name }) => (
                <th key={value} scope="col" title={names.value(heat.by, value, name)}>
                  {names.value(heat.by, value, name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {heat.rows.map(({ key, name, cells }, row) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {cells.map((cell, column) => {
                  const about = sayCell(cell, { problem: name, column: heat.columns[column]?.name ?? "", words });
                  return (
                    <td key={heat.columns[column]?.value}>
                      <button
                        type="button"
                        className={pictures.cell}
                        data-cell={`${row}-${column}`}
                        data-look={lookOf(cell)}
                        tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                        aria-label={about}
                        onFocus={() => [setAt([row, column]), setSeen(about)]}
                        onPointerEnter={() => setSeen(about)}
                        onKeyDown={press}
                        onClick={() => open(row, column)}
                      >
                        {cell.share === null ? "" : words.percent(cell.share.value)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={pictures.line}>{seen ?? words.t("heat.hint")}</p>
      <ul className={pictures.legend}>
        {(["more", "less", "plain", "few"] as const).map((look) => (
          <li key={look}>
            <i data-look={look} aria-hidden />
            {words.t({ more: "heat.more.pain", less: "heat.less.pain", plain: "heat.plain", few: "heat.tooFew" }[look])}
          </li>
        ))}
      </ul>
    </div>
  );
}

function sayCell(
  { state, share, mentions, n }: HeatMap["rows"][number]["cells"][number],
  { problem, column, words }: { readonly problem: string; readonly column: string; readonly words: MapWords },
): string {
  if (state === "not-asked") return words.t("heat.notAsked", { problem, column });
  if (share === null) return words.t("heat.few", { problem, column, n: words.count(n) });
  return words.t("heat.cell", {
    problem,
    column,
    share: words.percent(share.value),
    low: words.percent(share.interval.low),
    high: words.percent(share.interval.high),
    mentions: words.count(mentions),
    n: words.count(n),
  });
}

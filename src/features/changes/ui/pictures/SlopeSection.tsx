import { ChartFrame } from "#web/design/ChartFrame.tsx";

import type { Reversal } from "../../contract.ts";
import type { Telling } from "../../rules/telling/evidence.ts";
import { slopeOf } from "../../rules/telling/slope.ts";
import { useFiles } from "../take-along.ts";
import { drawSlope, placeLines, shortened, slopePlace, slopeSize, type PlacedLine } from "./draw-slope.ts";
import classes from "./Pictures.module.css";
import { slopeTable } from "./tables.ts";
import { captionOf } from "./WaterfallSection.tsx";

/** A paradox in a small picture: the whole goes one way, its parts another. */
export function SlopeSection({ reversal, telling }: { reversal: Reversal; telling: Telling }) {
  const { explanation, words } = telling;
  const { t } = words;
  const filesOf = useFiles(explanation.query);
  const lines = slopeOf(reversal, telling);
  const title = t("slope.title", { dimension: words.names.dimension(reversal.dimension) });
  const letters = { a: t("letter.a"), b: t("letter.b") };
  const alt = `${title}. ${lines.map((line) => `${line.name}: ${letters.a} ${line.said.from}, ${letters.b} ${line.said.to}`).join("; ")}`;
  if (lines.length < 2) return null;
  const table = slopeTable(reversal, telling);
  return (
    <ChartFrame
      title={title}
      note={t("slope.note")}
      methods={["simpson"]}
      table={table}
      files={filesOf(title, table)}
      draw={() => drawSlope(lines, letters, { title, caption: captionOf(telling) })}
    >
      <svg className={classes.slope} viewBox={`0 0 ${slopeSize.width} ${slopeSize.height}`} role="img" aria-label={alt}>
        <Axis x={left} letter={letters.a} />
        <Axis x={right} letter={letters.b} />
        {placeLines(lines).map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </svg>
    </ChartFrame>
  );
}

const { left, right, top, foot } = slopePlace;

function Axis({ x, letter }: { x: number; letter: string }) {
  return (
    <>
      <line className={classes.axis} x1={x} x2={x} y1={top - 8} y2={foot + 6} />
      <text x={x} y={top - 14} textAnchor="middle">
        {letter}
      </text>
    </>
  );
}

function Line({ line: { name, said, y1, y2, before, behind, isWhole, isClear } }: { line: PlacedLine }) {
  const width = isWhole ? 4 : 1.75;
  return (
    <g className={isWhole ? classes.whole : classes.part}>
      <line x1={left} x2={right} y1={y1} y2={y2} strokeWidth={width} strokeDasharray={isClear ? undefined : "4 4"} />
      <circle cx={left} cy={y1} r={isWhole ? 5 : 3.5} />
      <circle cx={right} cy={y2} r={isWhole ? 5 : 3.5} />
      <text x={left - 12} y={before + 4} textAnchor="end">
        {said.from}
      </text>
      <text x={right + 14} y={behind + 4}>
        <tspan className={classes.figure}>{said.to}</tspan>
        <tspan dx={8}>{shortened(name)}</tspan>
      </text>
    </g>
  );
}

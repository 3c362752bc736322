import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { escapeXml, pictureOf, printColours } from "#web/design/picture.ts";

import type { MapItem, PainMap } from "../../contract.ts";
import { methodsOf } from "../map/MapSection.tsx";
import { mapTable } from "../tables.ts";
import { useFiles } from "../take-along.ts";
import { useMapWords, type MapWords } from "../words.ts";
import classes from "./Pictures.module.css";

interface Step {
  readonly item: MapItem;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Share of the sum so far, 0..1. */
  readonly sum: number;
}

/** Worth from largest to smallest, with intervals; what they come to together only where worths may be added. */
export function ParetoSection({ map }: { map: PainMap }) {
  const words = useMapWords();
  const files = useFiles(map);
  const steps = stepsOf(map);
  const marked = steps.findIndex(({ sum }) => sum >= 0.8) + 1;
  const title = words.t("pareto.title");
  const note = map.isAdditive
    ? words.t("pareto.additive", { count: marked, total: steps.length })
    : words.t("pareto.notAdditive");
  const most = Math.max(1e-9, ...steps.map(({ high }) => high));
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={methodsOf(map)}
      table={mapTable(map, words)}
      files={files}
      draw={() => drawPareto(steps, { title, caption: note, words, most })}
    >
      <ol className={classes.pareto}>
        {steps.map(({ item, value, low, high, sum }, index) => (
          <li key={item.key} data-faint={!item.clear} data-last={map.isAdditive && index + 1 === marked}>
            <span className={classes.name}>{item.name}</span>
            <span className={classes.track} aria-hidden>
              <span
                className={classes.span}
                style={{ left: `${at(low, most)}%`, width: `${at(high, most) - at(low, most)}%` }}
              />
              <span className={classes.dot} style={{ left: `${at(value, most)}%` }} />
            </span>
            <span className={classes.value}>
              {words.points(value)}
              <small>
                {words.points(low)} … {words.points(high)}
              </small>
            </span>
            <span className={classes.sum}>{map.isAdditive ? words.percent(100 * sum) : ""}</span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}

function stepsOf({ items }: PainMap): readonly Step[] {
  const placed = items.flatMap((item) =>
    item.lift === null || item.lift.expected.value <= 0 ? [] : [{ item, ...item.lift.expected }],
  );
  const total = placed.reduce((sum, { value }) => sum + value, 0);
  let sum = 0;
  return placed.map((one) => {
    sum += one.value / total;
    return { ...one, sum };
  });
}

function at(value: number, most: number): number {
  return 100 * Math.min(1, Math.max(0, value / most));
}

function drawPareto(
  steps: readonly Step[],
  {
    title,
    caption,
    words,
    most,
  }: { readonly title: string; readonly caption: string; readonly words: MapWords; readonly most: number },
): string {
  const [width, row] = [960, 26];
  const x = (value: number): number => 280 + 560 * Math.min(1, Math.max(0, value / most));
  const body = steps.map(({ item, value, low, high }, index) => {
    const y = index * row + 14;
    return [
      `<text x="270" y="${y + 4}" text-anchor="end" fill="${printColours.ink}">${escapeXml(item.name)}</text>`,
      `<line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" stroke="${printColours.detractor}" stroke-opacity="0.5" stroke-width="3"/>`,
      `<circle cx="${x(value)}" cy="${y}" r="5" fill="${printColours.detractor}"/>`,
      `<text x="850" y="${y + 4}" fill="${printColours.soft}">${escapeXml(words.points(value))}</text>`,
    ].join("");
  });
  return pictureOf({ title, caption, width, height: steps.length * row + 10, body: body.join("") });
}

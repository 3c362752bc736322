import { useState, type KeyboardEvent } from "react";

import type { MapItem, PainMap } from "../../contract.ts";
import { layoutOf, type Bubble, type MapLayout } from "../../rules/map-layout.ts";
import { useWidth } from "../use-width.ts";
import { useMapWords } from "../words.ts";
import classes from "./Map.module.css";

interface MapPictureProps {
  readonly map: PainMap;
  readonly isLog: boolean;
  /** Pixels; left out, by the width. */
  readonly height?: number;
  readonly alternative: string;
  readonly onOpen: (item: MapItem) => void;
}

/** The map on the screen: one bubble is in the tab order, arrow keys move by worth, the line below says what it is. */
export function MapPicture({ map, isLog, height, alternative, onOpen }: MapPictureProps) {
  const { t } = useMapWords();
  const say = useItemWords(map);
  const [frame, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<string | null>(null);

  const layout = layoutOf(map, { width: Math.max(300, width), height: height ?? (width < 520 ? 400 : 520), isLog });
  const { bubbles } = layout;
  const current = bubbles.find(({ item }) => item.key === at);
  const press = (event: KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const opened = bubbles[index];
    if ((event.key === "Enter" || event.key === " ") && opened !== undefined) {
      event.preventDefault();
      return onOpen(opened.item);
    }
    if (step === undefined) return;
    event.preventDefault();
    const next = bubbles[Math.min(bubbles.length - 1, Math.max(0, index + step))];
    frame.current?.querySelector<SVGGElement>(`[data-key="${next?.item.key}"]`)?.focus();
  };

  return (
    <div ref={frame} className={classes.frame}>
      {width === 0 ? null : (
        <svg
          width={layout.width}
          height={layout.height}
          className={classes.picture}
          data-side={map.query.side}
          role="group"
          aria-label={`${alternative} ${t("map.walk")}`}
        >
          <Axes layout={layout} map={map} />
          {bubbles.toReversed().map((bubble) => (
            <g
              key={bubble.item.key}
              data-key={bubble.item.key}
              data-faint={!bubble.item.clear}
              className={classes.bubble}
              role="button"
              tabIndex={(current ?? bubbles[0]) === bubble ? 0 : -1}
              aria-label={say(bubble.item)}
              onFocus={() => setAt(bubble.item.key)}
              onPointerEnter={() => setAt(bubble.item.key)}
              onKeyDown={(event) => press(event, bubbles.indexOf(bubble))}
              onClick={() => onOpen(bubble.item)}
            >
              <Dot bubble={bubble} isCurrent={bubble === current} />
            </g>
          ))}
        </svg>
      )}
      <p className={classes.line} aria-live="polite">
        {current === undefined ? t("map.walk") : say(current.item)}
      </p>
    </div>
  );
}

/** One problem in a sentence. */
export function useItemWords(map: PainMap): (item: MapItem) => string {
  const words = useMapWords();
  return (item) =>
    words.t(`map.item.${map.query.side}`, {
      name: item.name,
      share: words.percent(item.estimatedShare ?? item.share?.value ?? 0),
      effect: words.points(item.effect?.value ?? 0),
      lift: item.lift === null ? "" : words.amount(item.lift.expected, map.unit),
    });
}

function Axes({ layout, map }: { layout: MapLayout; map: PainMap }) {
  const words = useMapWords();
  const { plot, xTicks, yTicks, curves } = layout;
  const bottom = plot.top + plot.height;
  const right = plot.left + plot.width;
  return (
    <g aria-hidden>
      {yTicks.map(({ at, value }) => (
        <g key={value}>
          <line x1={plot.left} x2={right} y1={at} y2={at} className={value === 0 ? classes.zero : classes.grid} />
          <text x={plot.left - 8} y={at + 4} textAnchor="end" className={classes.tick}>
            {words.number(value, 0)}
          </text>
        </g>
      ))}
      {xTicks.map(({ at, value }) => (
        <g key={value}>
          <line x1={at} x2={at} y1={plot.top} y2={bottom} className={classes.grid} />
          <text x={at} y={bottom + 16} textAnchor="middle" className={classes.tick}>
            {words.number(value, Number.isInteger(value) ? 0 : 1)}
          </text>
        </g>
      ))}
      {curves.map(({ worth, path, label }) => (
        <g key={worth}>
          <path d={path} className={classes.curve} />
          {label === null ? null : (
            <text x={label.x} y={label.y} textAnchor="end" className={classes.worth}>
              {words.t("map.worth", { value: words.number(worth, worth < 1 ? 2 : worth < 10 ? 1 : 0) })}
            </text>
          )}
        </g>
      ))}
      <text x={right} y={bottom + 36} textAnchor="end" className={classes.axis}>
        {words.t("axis.share")}
      </text>
      <text x={plot.left} y={plot.top - 6} className={classes.axis}>
        {words.t(`axis.effect.${map.query.side}.${map.unit}`)}
      </text>
    </g>
  );
}

function Dot({ bubble, isCurrent }: { bubble: Bubble; isCurrent: boolean }) {
  const { item, x, y, radius, left, right, top, bottom, label } = bubble;
  return (
    <>
      <line x1={left} x2={right} y1={y} y2={y} className={classes.whisker} />
      <line x1={x} x2={x} y1={top} y2={bottom} className={classes.whisker} />
      <circle cx={x} cy={y} r={radius} className={classes.circle} data-current={isCurrent} />
      {label === null ? null : (
        <text x={label.x} y={label.y} textAnchor={label.anchor} className={classes.label}>
          {item.name}
        </text>
      )}
    </>
  );
}

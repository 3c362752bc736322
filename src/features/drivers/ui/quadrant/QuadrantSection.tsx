import { useElementSize } from "@mantine/hooks";

import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Drivers } from "../../contract.ts";
import { listed } from "../../rules.ts";
import { useDriverWords } from "../driver-words.ts";
import classes from "../Drivers.module.css";
import { quadrantTable } from "../tables.ts";
import { drawQuadrant } from "./draw-quadrant.ts";
import { layoutOf, margin, type Layout, type Place, type Point } from "./layout.ts";

const height = 420;

/** Importance against performance, with how sure both are; the quadrants say what to do. */
export function QuadrantSection({ drivers }: { drivers: Drivers }) {
  const words = useDriverWords();
  const { t, language } = words;
  const { ref, width } = useElementSize();
  const shown = drivers.drivers.filter(({ performance }) => performance !== null);
  if (shown.length < 2) return null;

  const layout = layoutOf(drivers.drivers, { width: Math.max(280, width), height, nameOf: words.name });
  const first = layout.points.filter(({ place }) => place === "first").map(({ name }) => name);
  const title =
    first.length === 0
      ? t("quadrant.none")
      : t("quadrant.some", { count: first.length, names: listed(first, language) });
  const place = (of: Place): string => t(`place.${of}`);
  const placeAt = (of: string): string => place(layout.points.find((point) => point.ref === of)?.place ?? "unsure");
  return (
    <ChartFrame
      title={title}
      note={t("quadrant.note")}
      methods={["drivers", drivers.method]}
      table={quadrantTable(drivers, words, placeAt)}
      draw={() =>
        drawQuadrant(layoutOf(drivers.drivers, { width: 900, height: 520, nameOf: words.name }), {
          title,
          caption: t("list.caption", { outcome: drivers.outcome?.title ?? "", n: words.count(drivers.n ?? 0) }),
          across: t("column.performance"),
          up: t("column.share"),
          place,
        })
      }
    >
      <div ref={ref} className={classes.quadrant}>
        {width === 0 ? null : <Picture layout={layout} width={width} title={title} />}
      </div>
      <ol className={classes.key}>
        {layout.points.map(({ ref: of, name, place: at, label }) => (
          <li key={of} data-unlabelled={label === null}>
            <b>{name}</b> {place(at)}
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}

function Picture({ layout, width, title }: { layout: Layout; width: number; title: string }) {
  const words = useDriverWords();
  const { t } = words;
  const { split, ticks, points } = layout;
  const [right, bottom] = [width - margin.right, height - margin.bottom];
  return (
    <svg width={width} height={height} role="img" aria-label={title} className={classes.svg}>
      <rect
        x={margin.left}
        y={margin.top}
        width={Math.max(0, split.x - margin.left)}
        height={Math.max(0, split.y - margin.top)}
        data-part="first"
      />
      {ticks.x.map(({ at, value }) => (
        <text key={value} x={at} y={bottom + 16} textAnchor="middle" data-part="tick">
          {value}
        </text>
      ))}
      {ticks.y.map(({ at, value }) => (
        <text key={value} x={margin.left - 6} y={at + 4} textAnchor="end" data-part="tick">
          {words.percent(value)}
        </text>
      ))}
      <line x1={margin.left} x2={right} y1={bottom} y2={bottom} data-part="axis" />
      <line x1={margin.left} x2={right} y1={split.y} y2={split.y} data-part="split" />
      <line x1={split.x} x2={split.x} y1={margin.top} y2={bottom} data-part="split" />
      <text x={(margin.left + right) / 2} y={height - 6} textAnchor="middle" data-part="title">
        {t("quadrant.across")}
      </text>
      <text x={margin.left} y={12} data-part="title">
        {t("quadrant.up")}
      </text>
      <text x={margin.left + 6} y={margin.top + 15} data-part="corner">
        {t("place.first")}
      </text>
      <text x={right - 6} y={margin.top + 15} textAnchor="end" data-part="corner">
        {t("place.keep")}
      </text>
      <text x={margin.left + 6} y={bottom - 8} data-part="corner">
        {t("place.watch")}
      </text>
      <text x={right - 6} y={bottom - 8} textAnchor="end" data-part="corner">
        {t("place.fine")}
      </text>
      {points.map((point) => (
        <Mark key={point.ref} point={point} />
      ))}
    </svg>
  );
}

/** One driver: a dot with whiskers both ways, which opens it. */
function Mark({ point }: { point: Point }) {
  const { change } = useFilter();
  const { ref, name, x, y, left, right, top, bottom, place, label } = point;
  const open = () => change({ driver: ref });
  return (
    // The list above holds the same as buttons; this is for whoever points.
    <g data-place={place} onClick={open} className={classes.mark} aria-hidden>
      <title>{name}</title>
      <line x1={left} x2={right} y1={y} y2={y} />
      <line x1={x} x2={x} y1={top} y2={bottom} />
      <circle cx={x} cy={y} r={5.5} />
      {label === null ? null : (
        <text x={label.x} y={label.y} textAnchor={label.anchor}>
          {name}
        </text>
      )}
    </g>
  );
}

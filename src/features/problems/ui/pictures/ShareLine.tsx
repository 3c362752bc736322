import { useState, type KeyboardEvent } from "react";

import type { Side, Timeline } from "../../contract.ts";
import { useWidth } from "../use-width.ts";
import { useMapWords } from "../words.ts";
import { lineOf } from "./line.ts";
import classes from "./Pictures.module.css";

interface ShareLineProps {
  readonly item: Timeline["items"][number];
  /** Top of the scale, the same for all. */
  readonly most: number;
  readonly side: Side;
  readonly since: string | undefined;
  readonly when: (from: string) => string;
  readonly isTitled: boolean;
  readonly onOpen: () => void;
}

const height = 100;
/** Room for the scale at the right. */
const aside = 44;

/** One problem over time. Arrow keys go from point to point; the line below says what is there. */
export function ShareLine({ item, most, side, since, when, isTitled, onOpen }: ShareLineProps) {
  const words = useMapWords();
  const [at, setAt] = useState<number | null>(null);
  const [frame, whole] = useWidth<HTMLDivElement>();
  const width = Math.max(120, whole - aside);
  const { path, band, dots, since: mark } = lineOf(item.points, { width, height, most, since });
  const point = at === null ? undefined : dots[at]?.point;
  const said = point === undefined || point.share === null ? movedText(item, words) : pointText(point, words, when);
  const press = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter") onOpen();
    if (step === undefined) return;
    event.preventDefault();
    setAt(Math.min(dots.length - 1, Math.max(0, (at ?? dots.length) + step)));
  };
  return (
    <div ref={frame} className={classes.multiple}>
      {isTitled ? (
        <h3>
          <button type="button" onClick={onOpen}>
            {item.name}
          </button>
        </h3>
      ) : null}
      <svg
        width={width + aside}
        height={height + 12}
        viewBox={`0 -6 ${width + aside} ${height + 12}`}
        className={classes.chart}
        data-side={side}
        role="slider"
        tabIndex={0}
        aria-label={`${item.name}. ${words.t("timeline.note")}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, dots.length - 1)}
        aria-valuenow={at ?? Math.max(0, dots.length - 1)}
        aria-valuetext={said}
        onKeyDown={press}
      >
        <line x1={0} x2={width} y1={height} y2={height} className={classes.baseline} />
        <line x1={0} x2={width} y1={0} y2={0} className={classes.baseline} />
        <path d={band} className={classes.band} />
        <path d={path} className={classes.path} />
        {mark === null ? null : <line x1={mark} x2={mark} y1={0} y2={height} className={classes.since} />}
        {dots.map(({ x, y, point: one }, index) => (
          <circle
            key={one.from}
            cx={x}
            cy={y}
            r={index === at ? 4 : 2}
            className={classes.point}
            onPointerEnter={() => setAt(index)}
          />
        ))}
        <text x={width + 4} y={4} className={classes.tick}>
          {words.percent(most)}
        </text>
        <text x={width + 4} y={height + 4} className={classes.tick}>
          0
        </text>
      </svg>
      <p aria-live="polite">{said}</p>
    </div>
  );
}

type Words = ReturnType<typeof useMapWords>;

function pointText(
  { from, share, mentions, n }: Timeline["items"][number]["points"][number],
  words: Words,
  when: ShareLineProps["when"],
): string {
  return words.t("timeline.point", {
    when: when(from),
    share: words.percent(share?.value ?? 0),
    low: words.percent(share?.interval.low ?? 0),
    high: words.percent(share?.interval.high ?? 0),
    mentions: words.count(mentions),
    n: words.count(n),
  });
}

/** Before and after the day, where one is set. */
function movedText({ before, after, change, name }: Timeline["items"][number], words: Words): string {
  if (before === null || after === null || change === null) return "";
  return words.t("timeline.moved", {
    name,
    before: words.percent(before.value),
    after: words.percent(after.value),
    change: words.t(change.clear ? "timeline.clear" : "timeline.unclear"),
  });
}

import { formatNumber } from "#web/format/number.ts";
import { formatStep } from "#web/format/time.ts";

import classes from "../Benchmarks.module.css";
import { axesOf, panelSize, pathOf, placeIn, type SmallPanel } from "./small-panels.ts";

interface SmallPanelsProps {
  readonly panels: readonly SmallPanel[];
  readonly language: string;
  /** What a panel says, for those who hear it. */
  readonly alternative: (panel: SmallPanel) => string;
}

/** Small pictures on the same axes: theirs with whiskers, ours dashed behind. */
export function SmallPanels({ panels, language, alternative }: SmallPanelsProps) {
  const axes = axesOf(panels);
  const at = placeIn(axes);
  const { width, height, left, right, bottom } = panelSize;
  const ticks = ticksOf(axes.domain.low, axes.domain.high);
  const ends = [axes.from, axes.to].map((day) => new Date(day).toISOString().slice(0, 10));
  return (
    <div className={classes.panels}>
      {panels.map((panel) => (
        <div key={panel.key} className={classes.panel}>
          <h3>{panel.name}</h3>
          <svg viewBox={`0 0 ${width} ${height}`} className={classes.svg} role="img" aria-label={alternative(panel)}>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={classes.grid} x1={left} x2={width - right} y1={at.y(tick)} y2={at.y(tick)} />
                <text className={classes.axis} x={left - 6} y={at.y(tick) + 4} textAnchor="end">
                  {formatNumber(tick, language, 0)}
                </text>
              </g>
            ))}
            {ends.map((day, index) => (
              <text
                key={day}
                className={classes.axis}
                x={index === 0 ? left : width - right}
                y={height - bottom + 16}
                textAnchor={index === 0 ? "start" : "end"}
              >
                {formatStep(day, "month", language)}
              </text>
            ))}
            <path className={classes.ours} d={pathOf(panel.ours, at)} />
            <path className={classes.theirs} d={pathOf(panel.points, at)} />
            {panel.points.map(({ on, value, interval }) => (
              <g key={`${on} ${value}`}>
                {interval === null ? null : (
                  <line
                    className={classes.theirs}
                    x1={at.x(on)}
                    x2={at.x(on)}
                    y1={at.y(interval.low)}
                    y2={at.y(interval.high)}
                  />
                )}
                <circle
                  className={interval === null ? classes.hollow : classes.dot}
                  cx={at.x(on)}
                  cy={at.y(value)}
                  r={3.5}
                />
              </g>
            ))}
          </svg>
        </div>
      ))}
    </div>
  );
}

function ticksOf(low: number, high: number): number[] {
  const step = [5, 10, 20, 25, 50, 100].find((one) => (high - low) / one <= 4) ?? 100;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step);
}

import { useElementSize } from "@mantine/hooks";
import { useId } from "react";

import { room, shapeOf, type Curve } from "./curve.ts";
import classes from "./Pictures.module.css";

/** A curve with its band, the level a conclusion hangs on, and marks. */
export function CurvePicture({ curve, alternative }: { curve: Curve; alternative: string }) {
  const id = useId();
  const { ref, width: measured } = useElementSize();
  const size = { width: Math.min(820, Math.max(280, measured || 760)), height: 300 };
  const shape = shapeOf(curve, size);
  const { left, right, bottom, top } = room;
  const { width, height } = size;
  const base = height - bottom;
  const within = shape.ticksX.filter((tick) => shape.x(tick) >= left - 1 && shape.x(tick) <= width - right + 1);
  return (
    <div ref={ref} className={classes.frame}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        className={classes.curve}
        role="img"
        aria-labelledby={id}
      >
        <title id={id}>{alternative}</title>
        {shape.ticksY.map((tick) => (
          <g key={tick}>
            <line className={classes.grid} x1={left} x2={width - right} y1={shape.y(tick)} y2={shape.y(tick)} />
            <text className={classes.axis} x={left - 8} y={shape.y(tick) + 4} textAnchor="end">
              {curve.formatY(tick)}
            </text>
          </g>
        ))}
        {within.map((tick) => (
          <text key={tick} className={classes.axis} x={shape.x(tick)} y={base + 18} textAnchor="middle">
            {curve.formatX(tick)}
          </text>
        ))}
        <text className={classes.axis} x={width - right} y={height - 6} textAnchor="end">
          {curve.xLabel}
        </text>
        <text className={classes.axis} x={0} y={12}>
          {curve.yLabel}
        </text>
        <path className={classes.band} d={shape.band} />
        {curve.target === undefined ? null : (
          <line
            className={classes.target}
            x1={left}
            x2={width - right}
            y1={shape.y(curve.target)}
            y2={shape.y(curve.target)}
          />
        )}
        <path className={classes.line} d={shape.line} />
        {curve.marks.map(({ x, label }, index) => (
          <g key={label}>
            <line className={classes.target} x1={shape.x(x)} x2={shape.x(x)} y1={top} y2={base} />
            <text
              className={classes.label}
              x={shape.x(x) + (shape.x(x) > width * 0.6 ? -6 : 6)}
              y={top + 12 + index * 16}
              textAnchor={shape.x(x) > width * 0.6 ? "end" : "start"}
            >
              {label}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { ChartFrame } from "#web/design/ChartFrame.tsx";
import sections from "#web/design/Sections.module.css";
import type { TableModel } from "#web/design/table-model.ts";
import { formatCount, formatNumber } from "#web/format/number.ts";

import type { StreaksAnswer } from "../../contract.ts";
import classes from "../Benchmarks.module.css";
import { drawLengths, lengthsShape } from "./lengths.ts";

/** How long runs of good moments are, beside what chance gives. */
export function LengthsSection({ found: { lengths: all, whole } }: { found: StreaksAnswer }) {
  const { t, i18n } = useTranslation("benchmarks");
  const last = all.findLastIndex(({ seen, byOwnRate, byCommonRate }) => Math.max(seen, byOwnRate, byCommonRate) >= 0.5);
  const lengths = all.slice(0, last + 1);
  const mean = whole?.meanLength ?? null;
  const title =
    mean === null
      ? t("lengths.title")
      : t("lengths.mean", {
          value: formatNumber(mean.value, i18n.language, 2),
          low: formatNumber(mean.interval.low, i18n.language, 2),
          high: formatNumber(mean.interval.high, i18n.language, 2),
        });
  const note = t("lengths.note");
  const { ref, width } = useElementSize();
  const shape = lengthsShape(lengths, Math.min(860, Math.max(280, width || 720)));
  const table: TableModel = {
    columns: ["length", "seen", "ownRate", "commonRate"].map((key) => ({
      label: t(`lengths.${key}`),
      numeric: key !== "length",
    })),
    rows: lengths.map(({ length, seen, byOwnRate, byCommonRate }, index) => [
      lengthText(length, index === all.length - 1),
      seen,
      Number(byOwnRate.toFixed(1)),
      Number(byCommonRate.toFixed(1)),
    ]),
  };
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["streaks"]}
      table={table}
      draw={() => drawLengths(lengths, all.length, { title, caption: note })}
    >
      <div ref={ref} className={sections.section}>
        <svg
          width={shape.width}
          height={shape.height}
          viewBox={`0 0 ${shape.width} ${shape.height}`}
          className={classes.svg}
          role="img"
          aria-label={`${title}. ${note}`}
        >
          <line className={classes.grid} x1={0} x2={shape.width} y1={shape.base} y2={shape.base} />
          {shape.bars.map(({ length, x, seen, own, common }, index) => (
            <g key={length}>
              <rect className={classes.bar} x={x} y={seen.y} width={shape.barWidth} height={shape.base - seen.y} />
              <line className={classes.chance} x1={x - 5} x2={x + shape.barWidth + 5} y1={own.y} y2={own.y} />
              <circle className={classes.hollow} cx={x + shape.barWidth / 2} cy={common.y} r={3.5} />
              <text
                className={classes.label}
                x={x + shape.barWidth / 2}
                y={Math.min(seen.y, own.y, common.y) - 8}
                textAnchor="middle"
              >
                {formatCount(seen.count, i18n.language)}
              </text>
              <text className={classes.axis} x={x + shape.barWidth / 2} y={shape.base + 16} textAnchor="middle">
                {lengthText(length, index === all.length - 1)}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}

function lengthText(length: number, isLast: boolean): string {
  return isLast ? `${length}+` : String(length);
}

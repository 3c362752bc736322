import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";
import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { ModelTable } from "#web/design/ModelTable.tsx";
import sections from "#web/design/Sections.module.css";
import { useNames } from "#web/format/names.ts";
import { formatNumber } from "#web/format/number.ts";

import type { GrowthAnswer } from "../../contract.ts";
import { growthTable } from "../../rules.ts";
import classes from "../Benchmarks.module.css";
import { useFiles, useWords } from "../use-benchmarks.ts";
import { drawScatter, scatterOf } from "./scatter.ts";

interface GrowthSectionProps {
  readonly found: GrowthAnswer;
  readonly kind: MeasureKind;
  readonly question: NonNullable<OperationCall<"benchmarks.readGrowth">["body"]>;
}

/** Units by score and growth, and what one unit does to the correlation. */
export function GrowthSection({ found, kind, question }: GrowthSectionProps) {
  const { t } = useTranslation("benchmarks");
  const words = useWords();
  const names = useNames();
  const files = useFiles({ about: "growth", ask: question });
  const { points, year, scoreYear, leftOut } = found;
  const across = t("growth.across", { measure: names.kind(kind), year: scoreYear ?? "" });
  const up = t("growth.up", { year: year ?? "" });
  const title = t(`growth.chart-${found.verdict}`);
  const note = [
    t("growth.note"),
    leftOut > 0 ? t("growth.leftOut", { count: leftOut }) : "",
    found.decisive === null
      ? ""
      : t("growth.decisive", { name: points.find(({ unit }) => unit === found.decisive)?.name ?? "" }),
  ].filter(Boolean);
  return (
    <>
      <Correlations found={found} />
      {points.length === 0 ? (
        <p className={sections.caution}>{t("growth.noPoints", { year: scoreYear ?? "" })}</p>
      ) : (
        <ChartFrame
          title={title}
          note={note.join(" ")}
          methods={["growthCheck"]}
          table={growthTable(found, words)}
          draw={() => drawScatter(points, { title, caption: note.join(" "), across, up })}
          files={files}
        >
          <Scatter found={found} across={across} up={up} alternative={`${title}. ${note.join(" ")}`} />
        </ChartFrame>
      )}
      {points.length === 0 ? null : (
        <section className={sections.section}>
          <h2>{t("growth.units")}</h2>
          <ModelTable caption={t("growth.units")} model={growthTable(found, words)} />
        </section>
      )}
    </>
  );
}

function Correlations({ found: { pearson, spearman, smallest, points } }: { found: GrowthAnswer }) {
  const { t, i18n } = useTranslation("benchmarks");
  const two = (value: number): string => formatNumber(value, i18n.language, 2);
  const shown = [
    ["pearson", pearson],
    ["spearman", spearman],
  ] as const;
  return (
    <dl className={sections.facts}>
      {shown.map(([key, of]) => (
        <div key={key}>
          <dt>{t(`growth.${key}`)}</dt>
          <dd>
            {of === null ? t("growth.noValue") : two(of.value)}
            {of === null ? null : (
              <small>{t("web:figure.interval", { low: two(of.interval.low), high: two(of.interval.high) })}</small>
            )}
          </dd>
        </div>
      ))}
      <div>
        <dt>{t("growth.smallest")}</dt>
        <dd>
          {smallest === null ? t("growth.noValue") : two(smallest)}
          <small>{t("growth.unitCount", { count: points.length })}</small>
        </dd>
      </div>
    </dl>
  );
}

interface ScatterProps {
  readonly found: GrowthAnswer;
  readonly across: string;
  readonly up: string;
  readonly alternative: string;
}

function Scatter({ found: { points, decisive }, across, up, alternative }: ScatterProps) {
  const { i18n } = useTranslation("benchmarks");
  const { ref, width: measured } = useElementSize();
  const size = { width: Math.min(860, Math.max(280, measured || 760)), height: 360 };
  const { x, y, ticksX, ticksY, base, left, right } = scatterOf(points, size);
  const format = (value: number): string => formatNumber(value, i18n.language, Number.isInteger(value) ? 0 : 1);
  const isLabelled = points.length <= 12;
  return (
    <div ref={ref} className={sections.section}>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        width={size.width}
        height={size.height}
        className={classes.svg}
        role="img"
        aria-label={alternative}
      >
        {ticksY.map((tick) => (
          <g key={tick}>
            <line className={classes.grid} x1={left} x2={size.width - right} y1={y(tick)} y2={y(tick)} />
            <text className={classes.axis} x={left - 8} y={y(tick) + 4} textAnchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {ticksX.map((tick) => (
          <text key={tick} className={classes.axis} x={x(tick)} y={base + 16} textAnchor="middle">
            {format(tick)}
          </text>
        ))}
        <text className={classes.axis} x={size.width - right} y={size.height - 6} textAnchor="end">
          {across}
        </text>
        <text className={classes.axis} x={0} y={10}>
          {up}
        </text>
        {points.map(({ unit, name, score, growth, interval }) => (
          <g key={unit}>
            <title>{name}</title>
            <line
              className={classes.whisker}
              x1={x(interval.low)}
              x2={x(interval.high)}
              y1={y(growth)}
              y2={y(growth)}
            />
            <circle className={unit === decisive ? classes.far : classes.dot} cx={x(score)} cy={y(growth)} r={4.5} />
            {isLabelled || unit === decisive ? (
              <text
                className={classes.label}
                x={x(score) + (x(score) > size.width * 0.7 ? -7 : 7)}
                y={y(growth) - 7}
                textAnchor={x(score) > size.width * 0.7 ? "end" : "start"}
              >
                {name}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
    </div>
  );
}

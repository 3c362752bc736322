import type { EChartsCoreOption } from "echarts/core";

import type { Trend } from "#feature/insight/contract";

/** Colours as the theme has them now. */
export interface ChartColours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly band: string;
  readonly signal: string;
  readonly page: string;
}

/** Something that happened, on the axis of time: from one point to another, the same one for a single day. */
export interface Flag {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

export interface TrendLook {
  readonly flags?: readonly Flag[];
  /** What was expected of each point, where that is no straight line. */
  readonly expected?: readonly (number | null)[];
  readonly colours: ChartColours;
  readonly labels: readonly string[];
  readonly format: (value: number) => string;
  /** Text of one point for the tooltip, plain. */
  readonly tip: (index: number) => string;
  readonly font: string;
}

type Point = Trend["points"][number];

/** A trend as ECharts draws it: the line, its band, control limits as hairlines, signals by shape. */
export function trendOption(trend: Trend, look: TrendLook): EChartsCoreOption {
  const { colours, labels, format } = look;
  const axisLabel = { color: colours.soft, fontFamily: look.font, fontSize: 12 };
  return {
    animation: false,
    grid: { left: 8, right: 24, top: (look.flags ?? []).length > 0 ? 30 : 12, bottom: 4, containLabel: true },
    tooltip: tooltipOf(look),
    xAxis: {
      type: "category",
      data: [...labels],
      boundaryGap: false,
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { ...axisLabel, hideOverlap: true, margin: 12 },
    },
    yAxis: {
      type: "value",
      scale: true,
      splitNumber: 4,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...axisLabel, formatter: format },
    },
    series: [...bandOf(trend, colours), ...limitsOf(trend, look), { ...lineOf(trend, colours), ...flagsOf(look) }],
  };
}

function tooltipOf({ colours, tip, font }: TrendLook): object {
  return {
    trigger: "axis",
    confine: true,
    backgroundColor: colours.ink,
    borderWidth: 0,
    padding: [8, 12],
    textStyle: { color: colours.page, fontFamily: font, fontSize: 13 },
    axisPointer: { type: "line", lineStyle: { color: colours.soft, type: "solid", width: 1 } },
    formatter: (params: readonly { readonly dataIndex: number }[]) => escapeHtml(tip(params[0]?.dataIndex ?? 0)),
  };
}

function bandOf({ points }: Trend, colours: ChartColours): object[] {
  const quiet = { type: "line", symbol: "none", silent: true, lineStyle: { width: 0 }, stack: "band", z: 1 };
  const low = points.map(({ figure }) => figure.estimate?.interval.low ?? null);
  const spread = points.map(({ figure }) =>
    figure.estimate === null ? null : figure.estimate.interval.high - figure.estimate.interval.low,
  );
  return [
    { ...quiet, data: low, stackStrategy: "all" },
    { ...quiet, data: spread, stackStrategy: "all", areaStyle: { color: colours.band, opacity: 1 } },
  ];
}

function limitsOf({ points, centre }: Trend, { colours, expected }: TrendLook): object[] {
  const hairline = (data: (number | null)[], type: "solid" | "dashed"): object => ({
    type: "line",
    step: "middle",
    symbol: "none",
    silent: true,
    lineStyle: { color: colours.soft, width: 1, type },
    data,
    z: 2,
  });
  if (points.every(({ limits }) => limits === null)) return [];
  return [
    hairline(
      points.map(({ limits }) => limits?.low ?? null),
      "dashed",
    ),
    hairline(
      points.map(({ limits }) => limits?.high ?? null),
      "dashed",
    ),
    hairline(
      points.map((_, index) => expected?.[index] ?? centre),
      "solid",
    ),
  ];
}

function lineOf({ points }: Trend, colours: ChartColours): object {
  return {
    type: "line",
    showAllSymbol: true,
    lineStyle: { color: colours.accent, width: 2 },
    z: 4,
    data: points.map((point) => ({ value: point.figure.estimate?.value ?? null, ...markOf(point, colours) })),
  };
}

function markOf({ signal, figure }: Point, colours: ChartColours): object {
  if (signal !== null) {
    const isUp = signal === "above" || signal === "run-above";
    return {
      symbol: "triangle",
      symbolRotate: isUp ? 0 : 180,
      symbolSize: 13,
      itemStyle: { color: colours.signal, borderColor: colours.page, borderWidth: 2 },
    };
  }
  const hollow = figure.provisional
    ? { color: colours.page, borderColor: colours.accent, borderWidth: 2 }
    : { color: colours.accent, borderColor: colours.page, borderWidth: 1.5 };
  return { symbol: "circle", symbolSize: figure.provisional ? 9 : 7, itemStyle: hollow };
}

/** A flag is a thin line with its number above; the words stand in the list below the picture. */
function flagsOf({ flags = [], colours, font }: TrendLook): object {
  if (flags.length === 0) return {};
  const spans = flags.filter(({ from, to }) => to > from);
  return {
    markLine: {
      symbol: ["none", "none"],
      silent: true,
      lineStyle: { color: colours.ink, width: 1, type: "dotted" },
      label: { position: "end", color: colours.ink, fontFamily: font, fontSize: 11, fontWeight: 600, formatter: "{b}" },
      data: flags.map(({ from, label }) => ({ name: label, xAxis: from })),
    },
    markArea: {
      silent: true,
      itemStyle: { color: colours.soft, opacity: 0.1 },
      data: spans.map(({ from, to }) => [{ xAxis: from }, { xAxis: to }]),
    },
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
}

import Pptx from "pptxgenjs";

import type { MapItem } from "../contract.ts";
import { askedRows, headlineOf, methodRows, type Cell } from "../rules.ts";
import { withWhiskers, type Whiskers } from "./chart-whiskers.ts";
import type { Taken } from "./export.ts";

const ink = "161A20";
const soft = "636C79";
const tone = { pain: "C2410C", praise: "0D7F73" } as const;
const light = { pain: "F0B79C", praise: "9AD5CD" } as const;
const mostBars = 12;

/** Node loads the package's module, whose default is the class; its types describe the other build, where it is one further in. */
const Deck = Pptx as unknown as typeof Pptx.default;
type Slide = ReturnType<InstanceType<typeof Deck>["addSlide"]>;

/** The map as slides with charts that can be edited: the finding, the map, the table, the method. */
export async function slidesOf(taken: Taken): Promise<ArrayBuffer> {
  const { map, title, speaker } = taken;
  const { t } = speaker;
  const deck = new Deck();
  deck.layout = "LAYOUT_WIDE";
  deck.title = title;
  const shown = map.items.filter(({ lift, effect, share }) => lift !== null && effect !== null && share !== null);
  const some = shown.slice(0, mostBars);

  const first = deck.addSlide();
  headed(first, headlineOf(map, speaker), t("slides.bars"));
  const second = deck.addSlide();
  headed(second, t("slides.map"), t("slides.mapNote"));
  const charts = some.length > 0 ? [addBars(first, some, taken), addBubbles(second, some, taken)] : [];
  const third = deck.addSlide();
  headed(third, t("slides.table"), t("file.answersLine", { n: speaker.number(map.n, 0) }));
  addTable(third, map.items.slice(0, 16), taken);
  const fourth = deck.addSlide();
  headed(fourth, t("file.method"), "");
  addMethod(fourth, taken);
  return withWhiskers((await deck.write({ outputType: "arraybuffer" })) as ArrayBuffer, charts);
}

/** Long findings are written smaller, so that they never run into what stands below. */
function headed(slide: Slide, title: string, note: string): void {
  const fontSize = title.length > 130 ? 16 : title.length > 75 ? 19 : 24;
  slide.addText(title, { x: 0.5, y: 0.25, w: 12.3, h: 0.9, fontSize, bold: true, color: ink, valign: "middle" });
  if (note !== "") slide.addText(note, { x: 0.5, y: 1.15, w: 12.3, h: 0.4, fontSize: 13, color: soft, valign: "top" });
}

/** Bars up to what is expected, with the interval as a whisker. */
function addBars(slide: Slide, items: readonly MapItem[], { map, speaker: { t } }: Taken): Whiskers {
  const upward = items.toReversed();
  const lifts = upward.map(({ lift }) => lift?.expected ?? none);
  const labels = upward.map(({ name }) => name);
  slide.addChart("bar", [{ name: t("slides.expected"), labels, values: lifts.map(({ value }) => round(value)) }], {
    x: 0.5,
    y: 1.6,
    w: 12.3,
    h: 5.5,
    barDir: "bar",
    barGapWidthPct: 60,
    chartColors: [light[map.query.side]],
    catAxisLabelFontSize: 12,
    catAxisLabelPos: "low",
    valAxisLabelFontSize: 11,
    valAxisLabelFormatCode: "0.0",
    valAxisMaxVal: roundAbove(Math.max(...lifts.map(({ high }) => high))),
    valAxisMinVal: -roundAbove(Math.max(0, ...lifts.map(({ low }) => -low))),
    valGridLine: { color: "E1E4E9", size: 0.5 },
    showLegend: false,
    showValAxisTitle: true,
    valAxisTitle: t(`axis.lift.${map.unit}`),
    valAxisTitleFontSize: 11,
  });
  return { along: lifts };
}

/** A round number that a whole axis fits under. */
function roundAbove(value: number): number {
  if (!(value > 0)) return 0;
  const step = 10 ** Math.floor(Math.log10(value)) / 2;
  return Number((Math.ceil((value * 1.02) / step) * step).toPrecision(6));
}

const none = { value: 0, low: 0, high: 0 } as const;

/** Share by effect, whiskers both ways; a number in each bubble leads to its name beside it. */
function addBubbles(slide: Slide, items: readonly MapItem[], { map, speaker }: Taken): Whiskers {
  const { t, number } = speaker;
  const shares = items.map(touchedOf);
  const effects = items.map(({ effect }) => effect ?? none);
  slide.addChart(
    "bubble",
    [
      { name: t("axis.share"), values: shares.map(({ value }) => round(value)) },
      {
        name: t(`axis.effect.${map.query.side}.${map.unit}`),
        values: effects.map(({ value }) => round(value)),
        sizes: items.map(({ mentions }) => mentions),
      },
    ],
    {
      x: 0.5,
      y: 1.6,
      w: 8,
      h: 5.5,
      chartColors: [tone[map.query.side]],
      chartColorsOpacity: 45,
      showCatAxisTitle: true,
      catAxisTitle: t("axis.share"),
      showValAxisTitle: true,
      valAxisTitle: t(`axis.effect.${map.query.side}.${map.unit}`),
      catAxisTitleFontSize: 11,
      valAxisTitleFontSize: 11,
      catAxisLabelFontSize: 11,
      valAxisLabelFontSize: 11,
      valGridLine: { color: "E1E4E9", size: 0.5 },
      catGridLine: { color: "E1E4E9", size: 0.5 },
      showLegend: false,
    },
  );
  const rows = items.map(({ name }, index) => [
    right(String(index + 1)),
    plain(name),
    right(`${number(shares[index]?.value ?? 0)} %`),
    right(number(effects[index]?.value ?? 0, 0)),
  ]);
  const head = ["", t("file.problem"), t("column.share"), t("column.effect")].map((text) => strong(text, 8));
  slide.addTable([head, ...rows], {
    x: 8.7,
    y: 1.6,
    w: 4.2,
    colW: [0.4, 2, 0.95, 0.85],
    fontSize: 10,
    color: ink,
    border: line,
  });
  return { x: shares, y: effects, labels: items.map((_, index) => String(index + 1)) };
}

/** The share with those reckoned in who were not asked, as the map on the screen has it; its interval widened alike. */
function touchedOf({ share, estimatedShare }: MapItem): typeof none | { value: number; low: number; high: number } {
  if (share === null) return none;
  const factor = estimatedShare === null || !(share.value > 0) ? 1 : estimatedShare / share.value;
  return { value: share.value * factor, low: share.interval.low * factor, high: share.interval.high * factor };
}

function addTable(slide: Slide, items: readonly MapItem[], { map, speaker: { t, number } }: Taken): void {
  const digits = map.unit === "points" ? 1 : 2;
  const head = ["rank", "problem", "share", "lift", "interval", "affected", "owner", "state"].map((key) =>
    strong(t(`column.${key}`)),
  );
  const rows = items.map(({ rank, tied, name, share, lift, affected, ownerFunction, state }) => [
    plain(rank === null ? "" : `${rank}${tied ? "=" : ""}`),
    plain(name),
    right(
      share === null ? "" : `${number(share.value)} % (${number(share.interval.low)}–${number(share.interval.high)})`,
    ),
    right(lift === null ? "" : number(lift.expected.value, digits)),
    right(lift === null ? "" : `${number(lift.expected.low, digits)} … ${number(lift.expected.high, digits)}`),
    right(affected === null ? "" : `${number(affected.low, 0)}–${number(affected.high, 0)}`),
    plain(ownerFunction?.name ?? ""),
    plain(t(`state.${state}`)),
  ]);
  slide.addTable([head, ...rows], {
    x: 0.5,
    y: 1.6,
    w: 12.3,
    colW: [0.75, 3, 2, 0.9, 1.5, 1.6, 1.35, 1.2],
    fontSize: 10,
    color: ink,
    border: line,
  });
}

/** What fits a slide; the rest stands in the notes below it. */
function addMethod(slide: Slide, { map, title, filter, speaker: { t, language, number }, now }: Taken): void {
  const told = [...askedRows(map, t, { title, filter }), ...methodRows(map, t, { now, language })];
  const textOf = (cell: Cell) => (typeof cell === "number" ? number(cell, 0) : (cell ?? ""));
  const rows = told.map(([name = "", value = ""]) => [plain(textOf(name)), plain(textOf(value))]);
  slide.addTable(rows.slice(0, 11), {
    x: 0.5,
    y: 1.2,
    w: 12.3,
    colW: [3, 9.3],
    fontSize: 10,
    color: ink,
    border: line,
  });
  slide.addNotes(told.map((row) => row.map(textOf).join(": ")).join("\n\n"));
  const text = (["problemEffect", "problemUnasked"] as const).map(
    (method) => `${t(`web:method.${method}.title`)}. ${t(`web:method.${method}.what`)}`,
  );
  slide.addText(text.join("\n"), { x: 0.5, y: 4.6, w: 12.3, h: 2.6, fontSize: 9, color: soft, valign: "top" });
}

const line = { type: "solid", color: "E1E4E9", pt: 0.5 } as const;

function plain(text: string) {
  return { text };
}

function right(text: string) {
  return { text, options: { align: "right" as const } };
}

function strong(text: string, fontSize = 10) {
  return { text, options: { bold: true, color: soft, fontSize } };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import Pptx from "pptxgenjs";

import type { MapItem } from "../contract.ts";
import { methodRows } from "../rules.ts";
import { headlineOf } from "../rules.ts";
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
  const shown = map.items.filter(({ lift }) => lift !== null).slice(0, mostBars);

  const first = deck.addSlide();
  headed(first, headlineOf(map, speaker), t("slides.bars"));
  if (shown.length > 0) addBars(first, shown, taken);
  const second = deck.addSlide();
  headed(second, t("slides.map"), t("slides.mapNote"));
  if (shown.length > 0) addBubbles(second, shown, taken);
  const third = deck.addSlide();
  headed(third, t("slides.table"), t("file.answersLine", { n: speaker.number(map.n, 0) }));
  addTable(third, map.items.slice(0, 16), taken);
  const fourth = deck.addSlide();
  headed(fourth, t("file.method"), "");
  addMethod(fourth, taken);
  return (await deck.write({ outputType: "arraybuffer" })) as ArrayBuffer;
}

function headed(slide: Slide, title: string, note: string): void {
  slide.addText(title, { x: 0.5, y: 0.3, w: 12.3, h: 0.9, fontSize: 24, bold: true, color: ink, valign: "top" });
  if (note !== "") slide.addText(note, { x: 0.5, y: 1.15, w: 12.3, h: 0.4, fontSize: 13, color: soft, valign: "top" });
}

/** From nothing to the low end, on to what is expected, on to the high end: a bar whose parts are the interval. */
function addBars(slide: Slide, items: readonly MapItem[], { map, speaker: { t } }: Taken): void {
  const upward = items.toReversed();
  const labels = upward.map(({ name }) => name);
  const low = upward.map(({ lift }) => Math.max(0, lift?.expected.low ?? 0));
  const middle = upward.map(({ lift }, index) => Math.max(0, (lift?.expected.value ?? 0) - (low[index] ?? 0)));
  const high = upward.map(({ lift }) =>
    Math.max(0, (lift?.expected.high ?? 0) - Math.max(0, lift?.expected.value ?? 0)),
  );
  const { side } = map.query;
  slide.addChart(
    "bar",
    [
      { name: t("slides.low"), labels, values: low },
      { name: t("slides.expected"), labels, values: middle },
      { name: t("slides.high"), labels, values: high },
    ],
    {
      x: 0.5,
      y: 1.6,
      w: 12.3,
      h: 5.5,
      barDir: "bar",
      barGrouping: "stacked",
      barGapWidthPct: 45,
      chartColors: [tone[side], tone[side], light[side]],
      chartColorsOpacity: 90,
      catAxisLabelFontSize: 12,
      valAxisLabelFontSize: 11,
      valAxisLabelFormatCode: "0.0",
      valGridLine: { color: "E1E4E9", size: 0.5 },
      showLegend: true,
      legendPos: "b",
      legendFontSize: 11,
      showValAxisTitle: true,
      valAxisTitle: t(`axis.lift.${map.unit}`),
      valAxisTitleFontSize: 11,
    },
  );
}

function addBubbles(slide: Slide, items: readonly MapItem[], { map, speaker }: Taken): void {
  const { t, number } = speaker;
  const { side } = map.query;
  slide.addChart(
    "bubble",
    [
      { name: t("axis.share"), values: items.map(({ share }) => round(share?.value ?? 0)) },
      {
        name: t(`axis.effect.${map.unit}`),
        values: items.map(({ effect }) => round(effect?.value ?? 0)),
        sizes: items.map(({ mentions }) => mentions),
      },
    ],
    {
      x: 0.5,
      y: 1.6,
      w: 8,
      h: 5.5,
      chartColors: [tone[side]],
      chartColorsOpacity: 55,
      showCatAxisTitle: true,
      catAxisTitle: t("axis.share"),
      showValAxisTitle: true,
      valAxisTitle: t(`axis.effect.${map.unit}`),
      catAxisTitleFontSize: 11,
      valAxisTitleFontSize: 11,
      catAxisLabelFontSize: 11,
      valAxisLabelFontSize: 11,
      valGridLine: { color: "E1E4E9", size: 0.5 },
      catGridLine: { color: "E1E4E9", size: 0.5 },
      showLegend: false,
    },
  );
  const rows = items.map(({ name, share, effect }) => [
    plain(name),
    right(share === null ? "" : `${number(share.value)} %`),
    right(effect === null ? "" : number(effect.value, 0)),
  ]);
  const head = [strong(t("file.problem")), strong(t("column.share")), strong(t("column.effect"))];
  slide.addTable([head, ...rows], {
    x: 8.8,
    y: 1.6,
    w: 4,
    colW: [2.6, 0.7, 0.7],
    fontSize: 10,
    color: ink,
    border: line,
  });
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
    colW: [0.7, 3.2, 2.1, 0.9, 1.6, 1.6, 1.2, 1],
    fontSize: 10,
    color: ink,
    border: line,
  });
}

/** What fits a slide; the rest stands in the notes below it. */
function addMethod(slide: Slide, { map, title, speaker: { t }, now }: Taken): void {
  const rows = methodRows(map, t, { title, now }).map(([name, value]) => [
    plain(String(name ?? "")),
    plain(String(value ?? "")),
  ]);
  slide.addTable(rows.slice(0, 11), {
    x: 0.5,
    y: 1.2,
    w: 12.3,
    colW: [3, 9.3],
    fontSize: 10,
    color: ink,
    border: line,
  });
  slide.addNotes(
    methodRows(map, t, { title, now })
      .map((row) => row.join(": "))
      .join("\n\n"),
  );
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

function strong(text: string) {
  return { text, options: { bold: true, color: soft } };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

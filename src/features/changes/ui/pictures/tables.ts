import type { TableModel } from "#web/design/table-model.ts";

import type { Place, Reversal, Theme } from "../../contract.ts";
import { themeName, type Telling } from "../../rules/telling/evidence.ts";
import type { Step } from "../../rules/telling/waterfall.ts";

type Row = TableModel["rows"][number];

/** Both groups and their difference. */
export function sidesTable({ explanation, words: { t }, a, b }: Telling): TableModel {
  const { difference } = explanation;
  const side = (name: string, { estimate, n }: typeof explanation.a): Row => [
    name,
    ...(estimate === null
      ? [null, null, null]
      : rounded([estimate.value, estimate.interval.low, estimate.interval.high])),
    null,
    n,
  ];
  return {
    columns: [text(t("column.group")), ...three(t("column.figure"), t), number(t("column.p")), number("n")],
    rows: [
      side(a, explanation.a),
      side(b, explanation.b),
      ...(difference === null ? [] : [[t("column.difference"), ...amounts(difference), small(difference.p), null]]),
    ],
  };
}

/** Steps of the waterfall with their intervals. */
export function waterfallTable(steps: readonly Step[], { words: { t } }: Telling): TableModel {
  return {
    columns: [text(t("column.part")), ...three(t("column.amount"), t), number(t("column.p")), number("n")],
    rows: steps.map(({ name, to, low, high, part, n }) =>
      part === null ? [name, ...rounded([to, low, high]), null, n] : [name, ...amounts(part), small(part.pValue), null],
    ),
  };
}

/** Places with their change and how it stands out. */
export function placesTable(places: readonly Place[], { words }: Telling): TableModel {
  const { t } = words;
  return {
    columns: [
      text(t("column.value")),
      ...standingColumns(t),
      ...three(t("column.change"), t),
      ...three(t("column.against"), t),
      number(t("column.adjustedP")),
    ],
    rows: places.map((place) => [
      words.place(place.key),
      ...standing(place),
      ...amounts(place.change),
      ...(place.against === null ? [null, null, null] : amounts(place.against)),
      place.adjustedP === null ? null : small(place.adjustedP),
    ]),
  };
}

/** Parts of a paradox. */
export function slopeTable({ parts }: Reversal, { words }: Telling): TableModel {
  const { t } = words;
  return {
    columns: [text(t("column.value")), ...standingColumns(t), ...three(t("column.change"), t)],
    rows: parts.map(({ key, a, b, change }) => [
      words.key(key),
      ...standing({ a, b }),
      ...(change === null ? [null, null, null] : amounts(change)),
    ]),
  };
}

/** Shares of what people say. */
export function themesTable(themes: readonly Theme[], { words: { t } }: Telling): TableModel {
  const side = (which: "a" | "b") => [
    ...three(`${t(`letter.${which}`)}, %`, t),
    number(t("column.nOf", { side: t(`letter.${which}`) })),
  ];
  const cells = ({ value, interval, of }: Theme["a"]): Row => [...rounded([value, interval.low, interval.high]), of];
  return {
    columns: [
      text(t("column.theme")),
      ...side("a"),
      ...side("b"),
      ...three(t("column.difference"), t),
      number(t("column.adjustedP")),
    ],
    rows: themes.map((theme) => [
      themeName(theme),
      ...cells(theme.a),
      ...cells(theme.b),
      ...amounts(theme.difference),
      small(theme.adjustedP),
    ]),
  };
}

interface Uncertain {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number };
}

function standingColumns(t: Telling["words"]["t"]): TableModel["columns"] {
  return (["a", "b"] as const).flatMap((which) => {
    const side = t(`letter.${which}`);
    return [
      number(t("column.nOf", { side })),
      number(`${t("column.shareOf", { side })}, %`),
      number(t("column.meanOf", { side })),
    ];
  });
}

function standing({ a, b }: Pick<Place, "a" | "b">): Row {
  return [a, b].flatMap(({ n, share, mean }) => [n, ...rounded([100 * share]), mean === null ? null : round(mean)]);
}

function amounts({ value, interval }: Uncertain): number[] {
  return rounded([value, interval.low, interval.high]);
}

function three(label: string, t: Telling["words"]["t"]): TableModel["columns"] {
  return [label, `${label}: ${t("web:chart.low")}`, `${label}: ${t("web:chart.high")}`].map(number);
}

function text(label: string): TableModel["columns"][number] {
  return { label, numeric: false };
}

function number(label: string): TableModel["columns"][number] {
  return { label, numeric: true };
}

function rounded(values: readonly number[]): number[] {
  return values.map(round);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function small(p: number): number {
  return Number(p.toPrecision(2));
}

import type { Measure, MeasureKind } from "#feature/facts/contract";

import type { MapItem, PainMap } from "./contract.ts";

/** What a sentence needs to be spoken. */
export interface Voice {
  readonly t: (key: string, params?: Readonly<Record<string, unknown>>) => string;
  readonly number: (value: number, digits?: number) => string;
}

/** The answer of the page in one sentence with its certainty. */
export function headlineOf(map: PainMap, { t, number }: Voice): string {
  if (map.state !== "ok") return t(`headline.${map.state}`);
  const { side } = map.query;
  const clear = map.items.filter(({ clear: isClear, lift }) => isClear && (lift?.expected.value ?? 0) > 0);
  const [first] = clear;
  if (first === undefined || first.lift === null) return t(`headline.noneClear.${side}`);
  const amount = t("headline.of", {
    amount: amountOf(first.lift.expected, map.unit, { t, number }),
    n: number(map.n ?? 0, 0),
  });
  const equals = sharersOf(first, clear);
  if (equals.length > 0) {
    const names = [first, ...equals].slice(0, 3).map(({ name }) => t("quoted", { name }));
    const key = first.tied ? `headline.tied.${side}` : `headline.first.${side}`;
    return t(key, { names: names.join(", "), name: first.name, amount, count: equals.length + 1 });
  }
  return t(`headline.first.${side}`, { name: first.name, amount });
}

/** Those that cannot be told apart from the first. */
function sharersOf(first: MapItem, clear: readonly MapItem[]): readonly MapItem[] {
  return first.tied ? clear.filter((item) => item !== first && item.rank === first.rank) : [];
}

/** `4.2 points (3.9 to 4.5)`. */
export function amountOf(
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  unit: PainMap["unit"],
  { t, number }: Voice,
): string {
  const digits = Math.abs(value) < 1 ? 2 : 1;
  return t(`amount.${unit}`, { value: number(value, digits), low: number(low, digits), high: number(high, digits) });
}

/** What stands in a cell. */
export type Cell = string | number | null;

type Words = (key: string, params?: Readonly<Record<string, unknown>>) => string;

/** The head of the table of problems. */
export function headOf(map: PainMap, t: Words): readonly string[] {
  const lift = map.query.side === "praise" ? "praiseLift" : "lift";
  return [
    "rank",
    "tied",
    "problem",
    "registered",
    "state",
    "ownerFunction",
    "owner",
    "stage",
    "mentions",
    "share",
    "shareLow",
    "shareHigh",
    map.query.side === "praise" ? "ofPromoters" : "ofDetractors",
    "estimatedShare",
    "named",
    "others",
    "gross",
    "effect",
    "effectLow",
    "effectHigh",
    `${lift}Lower`,
    `${lift}Expected`,
    `${lift}Low`,
    `${lift}High`,
    `${lift}OneUp`,
    `${lift}Upper`,
    "clear",
    "p",
    "affected",
    "affectedLow",
    "affectedHigh",
    "revenue",
    "shareBefore",
    "change",
    "changeP",
    "standing",
    "reach",
  ].map((key) => t(`file.${key}`));
}

/** One row of it. */
export function rowOf(item: MapItem, t: Words): readonly Cell[] {
  const yes = (is: boolean) => t(is ? "file.yes" : "file.no");
  const { share, change } = item;
  return [
    item.rank,
    yes(item.tied),
    item.name,
    yes(item.isRegistered),
    t(`state.${item.state}`),
    ...[item.ownerFunction, item.owner, item.stage].map((one) => (one === null ? null : one.name)),
    item.mentions,
    valueOf(share),
    ...(share === null ? [null, null] : [share.interval.low, share.interval.high]),
    valueOf(item.shareOfGroup),
    item.estimatedShare,
    valueOf(item.named),
    valueOf(item.others),
    item.gross,
    ...spanOf(item.effect),
    ...liftCells(item.lift),
    yes(item.clear),
    item.adjustedP,
    ...spanOf(item.affected),
    valueOf(item.revenueAtRisk),
    valueOf(item.shareBefore),
    ...(change === null ? [null, null] : [change.value, change.adjustedP]),
    t(`standing.${item.standing}`),
    t(`reach.${item.reach}`),
  ];
}

function valueOf(figure: { readonly value: number } | null): number | null {
  return figure === null ? null : figure.value;
}

interface Span {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function spanOf(figure: Span | null): readonly Cell[] {
  return figure === null ? [null, null, null] : [figure.value, figure.low, figure.high];
}

function liftCells(lift: MapItem["lift"]): readonly Cell[] {
  if (lift === null) return Array.from({ length: 6 }, () => null);
  return [lift.lower, ...spanOf(lift.expected), lift.oneUp, lift.upper];
}

/** How the numbers were made, in the reader's words and formats. */
export function methodRows(
  map: PainMap,
  t: Words,
  { now, language }: { readonly now: Date; readonly language: string },
): Cell[][] {
  const { query, unit, n, base } = map;
  const moment = (at: string | null) =>
    at === null ? "" : new Intl.DateTimeFormat(language, moments).format(new Date(at));
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  return [
    [t("file.weight"), t(query.weight ? "file.yes" : "file.no")],
    [t("file.answers"), n],
    [t("file.unit"), t(`unit.${unit}`)],
    [t("file.base"), base.customers],
    [t("file.asOf"), moment(map.asOf)],
    [t("file.made"), moment(now.toISOString())],
    [t("file.falseFinds"), percent.format(map.falseDiscoveryRate)],
    ...map.notes.map((note) => [t("file.note"), t(noteKey(note, query.side))]),
    ...(["problemEffect", "problemUnasked", "problemLift", "problemShare"] as const).flatMap((method) => [
      [t(`web:method.${method}.title`), t(`web:method.${method}.what`)],
      [t("web:chart.assumptions"), t(`web:method.${method}.assumes`)],
      [t("web:chart.source"), t(`web:method.${method}.source`)],
    ]),
  ];
}

const kindsFirst: readonly MeasureKind[] = ["nps", "csat", "ces", "rating"];
const programmesFirst = ["relational", "transactional", "product", "review", "competitor"];

/** The measures a map can be drawn from, the one that speaks for the whole first. */
export function mappable(measures: readonly Measure[]): readonly Measure[] {
  return measures
    .filter(({ kind, programme }) => kindsFirst.includes(kind) && programme !== "employee")
    .toSorted((a, b) => weightOf(a) - weightOf(b) || b.n - a.n);
}

function weightOf({ kind, programme, surveyId }: Measure): number {
  const place = programmesFirst.indexOf(programme);
  return kindsFirst.indexOf(kind) * 10 + (place < 0 ? 9 : place) + (surveyId === null ? 0 : 100);
}

const moments = {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
  timeZoneName: "short",
} as const;

/** What a reader must know first: of praise it is the unhappy who were not heard. */
export function noteKey(note: PainMap["notes"][number], side: PainMap["query"]["side"]): string {
  return note === "not-everybody-asked" ? `note.${note}.${side}` : `note.${note}`;
}

/** What was asked: title, measure, period, and the filter in words. */
export function askedRows(
  { query }: PainMap,
  t: Words,
  { title, filter }: { readonly title: string; readonly filter: string },
): Cell[][] {
  return [
    [t("file.title"), title],
    [t("file.measure"), measureName(query.measure, t)],
    [t("file.period"), query.period === undefined ? t("web:period.all") : `${query.period.from} – ${query.period.to}`],
    [t("file.filter"), filter === "" ? t("file.noFilter") : filter],
  ];
}

/** The kind of score and whose it is; a question of one survey is told from others by its key. */
export function measureName(ref: string, t: Words): string {
  const [kind = "", programme = "", , question] = ref.split(":");
  const name = `${t(`web:measure.${kind}`)} · ${t(`web:programme.${programme}`)}`;
  return question === undefined ? name : `${name} · ${question}`;
}

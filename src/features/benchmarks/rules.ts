import type { Comparison, GrowthAnswer, PairReading, PromiseAnswer, ScoreAt, StreaksAnswer } from "./contract.ts";

/** Words of the slice in one language. */
export type Words = (key: string, params?: Record<string, unknown>) => string;

/** A table as a picture shows it and as files hold it. Numbers stay numbers. */
export interface Table {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** How we stand among competitors, in a sentence. */
export function standingOf({ items }: Comparison, t: Words): string {
  const others = items.filter(({ isOwn }) => !isOwn);
  if (others.length === 0) return t("competitors.unknown");
  const count = (verdict: string) => others.filter((one) => one.verdict === verdict).length;
  const apart = count("not-comparable") + count("no-figure");
  const comparable = others.length - apart;
  if (comparable === 0) return t("competitors.noVerdict", { count: others.length });
  const sentence = t("competitors.answer", {
    count: comparable,
    better: count("ours-better"),
    worse: count("ours-worse"),
    level: count("no-clear-difference"),
  });
  return apart === 0 ? sentence : `${sentence} ${t("competitors.apart", { count: apart })}`;
}

const comparisonColumns = [
  ["name", false],
  ["score", true],
  ["low", true],
  ["high", true],
  ["n", true],
  ["relative", true],
  ["relativeLow", true],
  ["relativeHigh", true],
  ["rank", false],
  ["verdict", false],
  ["cautions", false],
  ["date", false],
  ["method", false],
  ["source", false],
] as const;

/** Everybody beside us: the newest figure first, earlier ones below without comparison. */
export function comparisonTable({ items }: Comparison, t: Words): Table {
  const rows = items.flatMap((item) => {
    const { latest, relative, history } = item;
    const name = nameOf(item, t);
    if (latest === null) return [[name, ...Array<null>(8).fill(null), t("verdict.no-figure"), null, null, null, null]];
    const first = [
      name,
      ...scoreCells(latest),
      rounded(relative?.value),
      rounded(relative?.interval?.low),
      rounded(relative?.interval?.high),
      item.rank === null ? null : rankText(item.rank, item.rankHigh),
      item.isOwn ? t("verdict.own") : t(`verdict.${item.verdict}`),
      item.cautions.map((caution) => t(`caution.${caution}`)).join("; "),
      ...placeCells(latest, t),
    ];
    const earlier = history
      .filter((one) => one.on !== latest.on || one.figureId !== latest.figureId)
      .map((one) => [
        name,
        ...scoreCells(one),
        null,
        null,
        null,
        null,
        t("table.earlier"),
        null,
        ...placeCells(one, t),
      ]);
    return [first, ...earlier];
  });
  return tableOf(comparisonColumns, rows, t);
}

/** Each side of each item, with its gap to the last side. */
export function perceptionTable(items: readonly PairReading[], t: Words): Table {
  const columns = [
    ["item", false],
    ["side", false],
    ["share", true],
    ["low", true],
    ["high", true],
    ["n", true],
    ["gap", true],
    ["gapLow", true],
    ["gapHigh", true],
    ["verdict", false],
  ] as const;
  const rows = items.flatMap(({ wish, sides, gaps }) =>
    sides.map((side, index) => {
      const gap = gaps.find(({ from }) => from === index);
      return [
        wish.title,
        sideName(side, t),
        ...spanCells(side.share),
        side.n,
        ...spanCells(gap ?? null),
        gap === undefined ? null : t(gap.clear ? "gap.clear" : "gap.unclear"),
      ];
    }),
  );
  return tableOf(columns, rows, t);
}

/** How a side is called. */
export function sideName({ who, label }: { readonly who: string; readonly label: string }, t: Words): string {
  return label === "" ? t(`who.${who}`) : label;
}

/** Each step of a journey with its gap to the promise. */
export function promiseTable({ steps }: Pick<PromiseAnswer, "steps">, t: Words): Table {
  const columns = [
    ["step", false],
    ["score", true],
    ["low", true],
    ["high", true],
    ["n", true],
    ["gap", true],
    ["gapLow", true],
    ["gapHigh", true],
    ["adjustedP", true],
    ["verdict", false],
  ] as const;
  const rows = steps.map(({ name, score, n, gap, isPromise }) => [
    name,
    ...spanCells(score),
    n,
    ...spanCells(gap),
    rounded(gap?.adjustedP, 4),
    isPromise ? t("promise.itself") : gap === null ? null : t(gap.clear ? gapKey(gap.value) : "gap.unclear"),
  ]);
  return tableOf(columns, rows, t);
}

/** Below the promise, or above it. */
export function gapKey(value: number): "promise.below" | "promise.above" {
  return value < 0 ? "promise.below" : "promise.above";
}

/** The whole and each group. */
export function streaksTable({ whole, groups }: StreaksAnswer, t: Words): Table {
  const columns = [
    ["group", false],
    ["persons", true],
    ["contacts", true],
    ["positive", true],
    ["neutral", true],
    ["negative", true],
    ["eligible", true],
    ["current", true],
    ["low", true],
    ["high", true],
    ["ownRate", true],
    ["commonRate", true],
    ["meanLength", true],
    ["low", true],
    ["high", true],
    ["longest", true],
    ["clustering", false],
  ] as const;
  const all = whole === null ? groups : [{ ...whole, name: t("streaks.whole") }, ...groups];
  const rows = all.map((group) => [
    group.name,
    group.persons,
    group.contacts,
    group.positive,
    group.neutral,
    group.negative,
    group.eligible,
    ...spanCells(group.current),
    rounded(group.currentByOwnRate),
    rounded(group.currentByCommonRate),
    ...spanCells(group.meanLength, 2),
    group.isTooFew ? null : group.longest,
    group.clustering === null ? null : t(`clustering.${group.clustering.verdict}`),
  ]);
  return tableOf(columns, rows, t);
}

/** Each unit with both. */
export function growthTable({ points }: Pick<GrowthAnswer, "points">, t: Words): Table {
  const columns = [
    ["unit", false],
    ["score", true],
    ["low", true],
    ["high", true],
    ["n", true],
    ["growth", true],
    ["without", true],
  ] as const;
  const rows = points.map(({ name, score, interval, n, growth, without }) => [
    name,
    ...spanCells({ value: score, interval }),
    n,
    growth,
    rounded(without, 2),
  ]);
  return tableOf(columns, rows, t);
}

interface Spanned {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number };
}

function spanCells(of: Spanned | null, digits = 1): (number | null)[] {
  return [rounded(of?.value, digits), rounded(of?.interval.low, digits), rounded(of?.interval.high, digits)];
}

/** A table whose columns are named `column.<key>`. */
export function tableOf(columns: readonly (readonly [string, boolean])[], rows: Table["rows"], t: Words): Table {
  return { columns: columns.map(([key, numeric]) => ({ label: t(`column.${key}`), numeric })), rows };
}

/** The name of one of those compared. */
export function nameOf({ key, name }: { readonly key: string; readonly name: string }, t: Words): string {
  return key === "own" ? t("own") : name;
}

/** `2`, or `2–4` where intervals cannot tell. */
export function rankText(rank: number, rankHigh: number | null): string {
  return rankHigh === null || rankHigh === rank ? String(rank) : `${rank}–${rankHigh}`;
}

/** One decimal. */
export function rounded(value: number | null | undefined, digits = 1): number | null {
  return value === null || value === undefined ? null : Number(value.toFixed(digits));
}

function scoreCells({ value, interval, n }: ScoreAt): (number | null)[] {
  return [rounded(value), rounded(interval?.low), rounded(interval?.high), n === null ? null : Math.round(n)];
}

function placeCells({ on, method, from, source, sourceUrl }: ScoreAt, t: Words): string[] {
  const named = from === "entered" ? [source, sourceUrl].filter(Boolean).join(" ") : t(`from.${from}`);
  return [on, t(`surveyMethod.${method}`), named];
}

/** A number as people write it: 1 234,5 or 1,234.5 or 12 % or −3; null when it is none. */
export function readNumber(text: string): number | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f%'’]/g, "").replace("\u2212", "-");
  if (!/^[-+]?\d[\d.,]*$/.test(bare)) return null;
  const [point, comma] = [bare.lastIndexOf("."), bare.lastIndexOf(",")];
  const isBoth = point >= 0 && comma >= 0;
  const plain = isBoth ? bare.replaceAll(point > comma ? "," : ".", "").replace(",", ".") : bare.replace(",", ".");
  const number = Number(plain);
  return Number.isFinite(number) ? number : null;
}

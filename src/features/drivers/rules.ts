import type { MeasureKind } from "#feature/facts/contract";

import type { Candidate, Driver, Drivers, Level, Reading, Topics, Uncertain } from "./contract.ts";

/** Texts of the product in one language. */
export type Translate = (key: string, params?: Record<string, unknown>) => string;

/** Names that the product gives to kinds of measures and to dimensions. */
export interface DriverNames {
  readonly kind: (kind: MeasureKind) => string;
  readonly dimension: (dimension: string) => string;
}

/** Words for drivers in the reader's language. */
export interface DriverWords {
  readonly t: Translate;
  readonly language: string;
  /** A predictor by its title, a dimension by its name. */
  readonly name: (of: Pick<Candidate, "kind" | "title">) => string;
  readonly outcome: (outcome: NonNullable<Drivers["outcome"]>) => string;
  readonly level: (level: Pick<Level, "name">) => string;
  /** `34 % (31 to 37)`. */
  readonly share: (share: Uncertain) => string;
  /** `+20.6 points (18.1 to 23.2)`, in the unit of the outcome. */
  readonly effect: (effect: Uncertain, reading: Reading) => string;
  readonly percent: (share: number) => string;
  readonly count: (count: number) => string;
  readonly range: (low: string, high: string) => string;
}

/** The words in a language; `t` knows the texts of the page, `names` the product's names of kinds and dimensions. */
export function driverWords(t: Translate, language: string, names: DriverNames): DriverWords {
  const range = (low: string, high: string): string => t("web:figure.interval", { low, high });
  const percent = (share: number): string => shareText(share, language);
  const signed = (value: number, digits: number): string => {
    const text = numberText(value, language, digits);
    return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };
  return {
    t,
    language,
    name: ({ kind, title }) => (kind === "dimension" || kind === "amount" ? names.dimension(title) : title),
    outcome: ({ kind, title }) => (kind === "nps" || kind === "enps" ? names.kind(kind) : quoted(title, language)),
    level: ({ name }) => (name === "~other" ? t("level.other") : name === "~unknown" ? t("level.unknown") : name),
    share: ({ value, interval }) => `${percent(value)} (${range(percent(interval.low), percent(interval.high))})`,
    effect: ({ value, interval }, reading) => {
      const width = interval.high - interval.low;
      const digits = (reading === "score" ? 1 : 0) + (width < (reading === "score" ? 0.5 : 5) ? 1 : 0);
      const ends = range(signed(interval.low, digits), signed(interval.high, digits));
      return `${t(`unit.${reading}`, { amount: signed(value, digits) })} (${ends})`;
    },
    percent,
    count: (count) => numberText(count, language, 0),
    range,
  };
}

/** Names in a row, each in quotation marks: “a”, “b” and “c”. */
export function listed(names: readonly string[], language: string): string {
  const format = new Intl.ListFormat(language === "en" ? "en-GB" : language, { style: "long", type: "conjunction" });
  return format.format(names.map((name) => quoted(name, language)));
}

/** What one unit of the driver is: a step of its scale, its being there, or one more of a number. */
export function unitOf({ kind, scale }: Pick<Driver, "kind" | "scale">): "step" | "there" | "one" {
  if (kind === "option" || kind === "code") return "there";
  return kind === "question" && scale !== null ? "step" : "one";
}

/** The answer of the page in a sentence or two, with its certainty. */
export function sentenceOf(drivers: Drivers, words: DriverWords): string {
  const { t, language } = words;
  const { state, outcome, n } = drivers;
  if (outcome === null) return t("answer.nothing");
  const name = words.outcome(outcome);
  if (state !== "ok") {
    return t(`answer.${state}`, { outcome: name, n: words.count(n ?? 0), needed: words.count(drivers.needed) });
  }

  const first = drivers.drivers.filter(({ rank, clear }) => rank === 1 && clear);
  const explained = t("answer.explained", { share: words.share(drivers.rSquared ?? noShare), n: words.count(n ?? 0) });
  if (first.length === 0) return `${t("answer.unclear", { outcome: name })} ${explained}`;
  const names = listed(
    first.map((driver) => words.name(driver)),
    language,
  );
  const [only] = first;
  if (first.length === 1 && only !== undefined) {
    return `${t("answer.one", { outcome: name, names, share: words.share(only.share) })} ${explained}`;
  }
  return `${t("answer.several", { outcome: name, names })} ${explained}`;
}

/** Whether promoters and detractors speak of the same things, in a sentence or two. */
export function topicsSentence(
  { state, items, common, isAlike, spoken, tested, minimumN }: Topics,
  words: DriverWords,
) {
  const { t, count } = words;
  if (items.length === 0) return `${t(`topics.state.${state === "ok" ? "too-few" : state}`)}.`;
  if (common === null)
    return t("topics.tooFew", { high: count(spoken.high), low: count(spoken.low), needed: count(minimumN) });
  const clear = items.filter((topic) => topic.clear).length;
  return `${t(isAlike ? "topics.alike" : "topics.different", common)} ${t("topics.telling", { count: clear, tested: count(tested) })}`;
}

const noShare = { value: 0, standardError: 0, interval: { low: 0, high: 0, level: 0.95, method: "" } };

function quoted(text: string, language: string): string {
  return language === "en" ? `“${text}”` : `«${text}»`;
}

function numberText(value: number, language: string, digits: number): string {
  const rounded = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(rounded).replace("-", "−");
}

function shareText(share: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  return share > 0 && share < 0.005 ? `<${format.format(0.01)}` : format.format(share).replace("-", "−");
}

import { timeSteps, type TimeStep } from "../format/time.ts";
import { isDimension } from "./dimension-names.ts";
import { periodPresets, type PeriodPreset } from "./periods.ts";

/** What the URL of any page may carry: the filter that reaches every number, and what is looked at. */
export interface AppSearch {
  readonly period?: PeriodPreset | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly compare?: "previous" | "year-before" | "custom" | undefined;
  /** First and last day of the period compared with, for `compare=custom`. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly weight?: true | undefined;
  /** Chosen values per dimension; in the URL one parameter for each value: `?unit=K1&unit=K2`. */
  readonly where?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Measure looked at, e.g. `nps:relational`. */
  readonly measure?: string | undefined;
  /** Dimension that the ranking compares. */
  readonly by?: string | undefined;
  /** Step of the trend; absent: the one that suits the span. */
  readonly step?: TimeStep | undefined;
  /** Words to find in comments. */
  readonly q?: string | undefined;
  /** State of what is listed, such as open surveys. */
  readonly state?: string | undefined;
  /** Only answers with a comment. */
  readonly comments?: true | undefined;
  /** Explore: further measures, with commas between. */
  readonly also?: string | undefined;
  readonly picture?: string | undefined;
  readonly sort?: string | undefined;
  readonly top?: string | undefined;
  /** Explore: two groups to compare, each a condition as JSON. */
  readonly a?: string | undefined;
  readonly b?: string | undefined;
  /** Drivers: predictors with | between, how the outcome is read, how R² is divided, which driver is looked at. */
  readonly predictors?: string | undefined;
  readonly reading?: string | undefined;
  readonly method?: string | undefined;
  readonly driver?: string | undefined;
  /** What changed: dimensions to explain by, with commas between. */
  readonly dimensions?: string | undefined;
  /** Pain map: what is loved instead of what hurts. */
  readonly side?: string | undefined;
  /** Register of problems: only those one has to do with. */
  readonly mine?: true | undefined;
  /** Explore: the saved view this began as. */
  readonly view?: string | undefined;
  /** Where to go after signing in. */
  readonly next?: string | undefined;
}

type Plain = Readonly<Record<string, unknown>>;

/** URL query text to plain values; parameters named after a dimension gather in `where`. */
export function parseSearch(text: string): Plain {
  const where: Record<string, string[]> = {};
  const plain: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (isDimension(name)) (where[name] ??= []).push(value);
    else plain[name] = value;
  }
  return Object.keys(where).length === 0 ? plain : { ...plain, where };
}

/** Plain values to URL query text, the inverse of `parseSearch`; `true` is written as 1. */
export function stringifySearch(search: Plain): string {
  const { where, ...plain } = search;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(plain)) {
    if (value === true) query.append(name, "1");
    else if (typeof value === "number" || (typeof value === "string" && value !== "")) query.append(name, `${value}`);
  }
  for (const [dimension, values] of Object.entries((where ?? {}) as Record<string, readonly string[]>)) {
    for (const value of values) query.append(dimension, value);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** Takes what is well formed of a URL's values and drops the rest: a mistyped link still opens its page. */
export function readSearch(raw: Plain): AppSearch {
  const from = dayOf(raw["from"]);
  const to = dayOf(raw["to"]);
  return dropEmpty({
    period: periodPresets.find((preset) => preset === raw["period"]),
    ...(from !== undefined && to !== undefined && from <= to ? { from, to } : {}),
    compare: (["previous", "year-before", "custom"] as const).find((choice) => choice === raw["compare"]),
    since: dayOf(raw["since"]),
    until: dayOf(raw["until"]),
    weight: flagOf(raw["weight"]),
    where: whereOf(raw["where"]),
    measure: textOf(raw["measure"]),
    by: textOf(raw["by"]),
    step: timeSteps.find((step) => step === raw["step"]),
    q: textOf(raw["q"]),
    state: textOf(raw["state"]),
    comments: flagOf(raw["comments"]),
    also: longTextOf(raw["also"]),
    picture: textOf(raw["picture"]),
    sort: textOf(raw["sort"]),
    top: textOf(raw["top"]),
    a: longTextOf(raw["a"]),
    b: longTextOf(raw["b"]),
    predictors: longTextOf(raw["predictors"]),
    reading: textOf(raw["reading"]),
    method: textOf(raw["method"]),
    driver: longTextOf(raw["driver"]),
    dimensions: longTextOf(raw["dimensions"]),
    side: textOf(raw["side"]),
    mine: flagOf(raw["mine"]),
    view: textOf(raw["view"]),
    next: textOf(raw["next"]),
  });
}

function dropEmpty(search: AppSearch): AppSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.slice(0, 300) : undefined;
}

/** Conditions and lists; cut they would mean something else, so too long ones are dropped. */
function longTextOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= 6000 ? value : undefined;
}

function dayOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  return Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? undefined : text;
}

function flagOf(value: unknown): true | undefined {
  return value === "1" || value === true ? true : undefined;
}

function whereOf(value: unknown): AppSearch["where"] {
  if (typeof value !== "object" || value === null) return undefined;
  const chosen = Object.entries(value).filter(
    ([dimension, values]) => isDimension(dimension) && Array.isArray(values) && values.length > 0,
  );
  return chosen.length === 0 ? undefined : (Object.fromEntries(chosen) as AppSearch["where"]);
}

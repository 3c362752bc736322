import type { Figure, Measure, MeasureKind, Period, SliceRow } from "#feature/facts/contract";
import { fieldsOf } from "#kit/condition";

import type { Answer, Dashboard, Found, FoundRow, Picture, QuestionInput, ViewState } from "./contract.ts";
import { internalDimensions, internalWidgets } from "./contract/limits.ts";

/** What a saved state asks on this local day: relative periods become days. */
export function questionOf(state: ViewState, today: string): QuestionInput {
  const period = typeof state.period === "string" ? presetDays(state.period, today) : state.period;
  const where = conditionOf(state.where);
  return {
    measures: [...state.measures],
    by: [...state.by],
    weight: state.weight,
    ...(where === undefined ? {} : { where }),
    ...(period === undefined ? {} : { period }),
    ...(state.groups === undefined
      ? state.compare === undefined || period === undefined
        ? {}
        : { compare: state.compare }
      : { groups: state.groups }),
    ...(state.sort === undefined ? {} : { sort: state.sort }),
    ...(state.top === undefined ? {} : { top: state.top }),
  };
}

/** First and last day of a preset, both included. */
export function presetDays(preset: NonNullable<Extract<ViewState["period"], string>>, today: string): Period {
  const days = /^last-(\d+)$/.exec(preset)?.[1];
  if (days !== undefined) return { from: shifted(today, 1 - Number(days)), to: today };

  const [whose, unit] = preset.split("-");
  const months = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
  const index = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  const current = Math.floor(index / months) * months;
  const start = whose === "this" ? current : current - months;
  return { from: firstDay(start), to: whose === "this" ? today : shifted(firstDay(start + months), -1) };
}

function firstDay(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Chosen values of dimensions as a condition. */
export function conditionOf(where: ViewState["where"]): QuestionInput["where"] {
  const parts = Object.entries(where).map(([field, values]) => ({
    field,
    op: "in" as const,
    value: values.map((value) => (["weekday", "hour", "score"].includes(field) ? Number(value) : value)),
  }));
  return parts.length < 2 ? parts[0] : { all: parts };
}

const steps: ReadonlySet<string> = new Set(["day", "week", "month", "quarter", "year"]);

/** Whether the dimension is a step of the calendar. */
export function isStep(dimension: string | undefined): boolean {
  return dimension !== undefined && steps.has(dimension);
}

/** The pictures that can show this question, the most telling one first. A trend shows one group only. */
export function picturesFor({ by, measures, groups }: Pick<ViewState, "by" | "measures" | "groups">): Picture[] {
  const time = by.filter(isStep).length;
  const isOfTwo = groups !== undefined;
  if (measures.length > 1) return by.length === 1 && time === 0 ? ["table", "ranking", "strips"] : ["table"];
  if (by.length === 0) return isOfTwo ? ["strips", "table"] : ["strips", "trend", "table"];
  if (by.length === 1 && time === 0) return ["ranking", "strips", "table"];
  if (by.length === 1) return isOfTwo ? ["ranking", "table"] : ["trend", "strips", "table"];
  if (by.length === 2) return time === 1 ? ["multiples", "heatmap", "table"] : ["heatmap", "multiples", "table"];
  return ["multiples", "table"];
}

/** Whether every figure is of a period that is not over: then that is said once, not in every row. */
export function isAllProvisional(answer: Pick<Answer, "found">): boolean {
  const figures = answer.found.flatMap(({ rows, total }) => [...rows, ...(total === null ? [] : [total])]);
  const known = figures.filter(({ figure }) => figure.estimate !== null);
  return known.length > 0 && known.every(({ figure }) => figure.provisional);
}

/** What a measure is named by. */
export type SpokenMeasure = Pick<Measure, "kind" | "title" | "programme">;

/** How whoever speaks puts things: on the screen, in a mail, on a sheet. */
export interface Speech {
  readonly t: (key: string, params?: Record<string, unknown>) => string;
  readonly measure: (measure: SpokenMeasure) => string;
  readonly key: (key: SliceRow["key"]) => string;
  /** Value, interval and n, or why there is no figure. */
  readonly whole: (kind: MeasureKind, figure: Figure) => string;
  readonly change: (kind: MeasureKind, difference: NonNullable<FoundRow["difference"]>) => string;
}

/** The finding of one measure in a sentence, with its certainty. */
export function sayFinding(found: Found, against: Answer["against"], speech: Speech): string {
  const { measure, total } = found;
  if (measure === null || total === null) return speech.t("finding.missing");
  const name = speech.measure(measure);
  const whole = `${name}: ${speech.whole(measure.kind, total.figure)}`;
  if (total.figure.estimate === null) return `${whole}.`;
  const rows = found.rows.filter(({ key }) => key.every(({ value }) => value !== ""));
  if (rows.length === 0 || against === "none") return `${whole}${changeOf(found, against, speech)}.`;
  return `${whole}${changeOf(found, against, speech)}. ${standing(found, rows, { against, speech })}`;
}

function changeOf({ measure, total }: Found, against: Answer["against"], speech: Speech): string {
  if (measure === null || total === null || total.difference === null) return "";
  if (against === "groups" && total.other !== null) {
    const [b, change] = [speech.whole(measure.kind, total.other), speech.change(measure.kind, total.difference)];
    return speech.t("finding.groups", { b, change });
  }
  return against === "before" ? `, ${speech.change(measure.kind, total.difference)}` : "";
}

function standing(
  { measure }: Found,
  rows: readonly FoundRow[],
  { against, speech }: { readonly against: Answer["against"]; readonly speech: Speech },
): string {
  const tested = rows.filter(({ adjustedP }) => adjustedP !== null).length;
  const high = rows.filter(({ verdict }) => verdict === "above");
  const low = rows.filter(({ verdict }) => verdict === "below");
  if (measure === null || tested === 0) return speech.t("finding.nothingTested");
  const way = against === "rest" ? "rest" : against === "before" ? "before" : "between";
  if (high.length + low.length === 0) return speech.t(`finding.${way}None`, { count: tested });
  const named = [extreme(high, 1), extreme(low, -1)].filter((row) => row !== undefined);
  const some = speech.t(`finding.${way}Some`, { count: high.length + low.length, total: tested });
  const names = named.map((row) => `${speech.key(row.key)} ${speech.change(measure.kind, row.difference)}`);
  return `${some} ${names.join("; ")}.`;
}

type Compared = FoundRow & { readonly difference: NonNullable<FoundRow["difference"]> };

function extreme(rows: readonly FoundRow[], way: 1 | -1): Compared | undefined {
  return rows
    .filter((row): row is Compared => row.difference !== null)
    .toSorted((a, b) => way * (b.difference.value - a.difference.value))[0];
}

type Card = Dashboard["cards"][number];

/** Whether a card may be seen by everybody: it is there, tells of no single answer, and names no person and no customer. */
export function isPublishable(card: Card): boolean {
  if ("widget" in card) {
    const { kind, search } = card.widget;
    return !internalWidgets.includes(kind) && !search.split("&").some((pair) => isInternal(parameterName(pair)));
  }
  if (card.view === null) return false;
  const { by, where, groups } = card.view.state;
  const ofGroups = groups === undefined ? [] : [...fieldsOf(groups.a), ...fieldsOf(groups.b)];
  return ![...by, ...Object.keys(where), ...ofGroups].some(isInternal);
}

/** What a card is called. */
export function cardName(card: Card): string {
  return "widget" in card ? card.widget.name : (card.view?.name ?? "");
}

/** `attr%2Ex=1` names `attr.x`. */
function parameterName(pair: string): string {
  try {
    return decodeURIComponent(pair.split("=")[0]?.replaceAll("+", " ") ?? "");
  } catch {
    return "";
  }
}

function isInternal(dimension: string): boolean {
  return internalDimensions.includes(dimension) || dimension.startsWith("attr.");
}

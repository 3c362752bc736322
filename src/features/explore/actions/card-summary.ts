import { tellDrivers } from "#feature/drivers";
import { driversQuerySchema } from "#feature/drivers/contract";
import type { MeasureKind } from "#feature/facts/contract";
import { readOverview } from "#feature/insight";
import type { Settings } from "#feature/organisation/contract";
import { Refusal } from "#kit/refusal";

import type { Answer, Dashboard, Found, FoundRow, ViewState, Widget, WidgetKind } from "../contract.ts";
import { questionOf, sayFinding } from "../rules.ts";
import { ask } from "./ask.ts";
import type { Asker } from "./keeping.ts";
import { widgetQuestion, type WidgetQuestion } from "./widget-question.ts";
import type { Speaker } from "./words.ts";

/** One row of a card: a name with its figure in words, what stands out about it, and where its interval lies. */
export interface SummaryRow {
  readonly name: string;
  readonly figure: string;
  readonly change: string;
  readonly whisker: { readonly value: number; readonly low: number; readonly high: number } | null;
}

/** What a card says where there is no screen: in a mail, on a sheet, on a public page. */
export interface CardSummary {
  readonly id: string;
  readonly name: string;
  readonly finding: string;
  readonly rows: readonly SummaryRow[];
  /** Path of the page behind the card. */
  readonly path: string;
}

/** How cards are put into words, and for which local day. */
export interface Telling {
  readonly speaker: Speaker;
  readonly today: string;
}

/**
 * Every card that this reader may see, computed anew with the reader's rights, in words. Cards that say nothing to this
 * reader are left out.
 */
export async function summarise(
  asker: Asker,
  cards: Dashboard["cards"],
  telling: Telling,
): Promise<readonly CardSummary[]> {
  const summaries: CardSummary[] = [];
  for (const card of cards) {
    const summary = await unlessRefused(() => summaryOf(asker, card, telling));
    if (summary !== undefined) summaries.push({ id: card.id, ...summary });
  }
  return summaries;
}

/** What the reader may not see is no failure of the whole. */
export async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The organisation's local calendar day. */
export function localDay(now: Date, { timeZone }: Pick<Settings, "timeZone">): string {
  const format = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", format).format(now);
}

type Told = Omit<CardSummary, "id">;

function summaryOf(asker: Asker, card: Dashboard["cards"][number], telling: Telling): Promise<Told | undefined> {
  if ("widget" in card) return widgetSummary(asker, card.widget, telling);
  return card.view === null ? Promise.resolve(undefined) : viewSummary(asker, card.view, telling);
}

async function viewSummary(
  asker: Asker,
  view: { readonly id: string; readonly name: string; readonly state: ViewState },
  { speaker, today }: Telling,
): Promise<Told | undefined> {
  const { found, against }: Answer = await ask(asker, questionOf(view.state, today));
  const known = found.filter(({ measure }) => measure !== null);
  if (known.length === 0) return undefined;
  return {
    name: view.name,
    finding: known.map((one) => sayFinding(one, against, speaker)).join(" "),
    rows: known.flatMap((one) => rowsOf(one, speaker)).slice(0, mostRowsOfCard),
    path: `/explore?view=${view.id}`,
  };
}

const mostRowsOfCard = 12;
const mostRowsOfMeasure = 6;

/** The rows that stand out first, then the largest; a change is told only when it is clear. */
function rowsOf({ measure, rows }: Found, speaker: Speaker): readonly SummaryRow[] {
  if (measure === null) return [];
  const clear = ({ verdict }: FoundRow) => verdict === "above" || verdict === "below";
  return rows
    .toSorted((a, b) => Number(clear(b)) - Number(clear(a)))
    .slice(0, mostRowsOfMeasure)
    .map((row) => ({
      name: speaker.key(row.key),
      figure: speaker.whole(measure.kind, row.figure),
      change: clear(row) && row.difference !== null ? speaker.change(measure.kind, row.difference) : "",
      whisker: whiskerOf(row.figure.estimate),
    }));
}

function whiskerOf(estimate: FoundRow["figure"]["estimate"]): SummaryRow["whisker"] {
  return estimate === null ? null : { value: estimate.value, low: estimate.interval.low, high: estimate.interval.high };
}

async function widgetSummary(asker: Asker, widget: Widget, telling: Telling): Promise<Told | undefined> {
  const said = await tellers[widget.kind](asker, widgetQuestion(widget.search, telling.today), telling);
  if (said === undefined) return undefined;
  const { page, ...rest } = said;
  return { ...rest, name: widget.name, path: `${page}${widget.search === "" ? "" : `?${widget.search}`}` };
}

type Teller = (
  asker: Asker,
  question: WidgetQuestion,
  telling: Telling,
) => Promise<(Pick<Told, "finding" | "rows"> & { readonly page: string }) | undefined>;

async function tellDriversCard(
  asker: Asker,
  { measure, filter, params }: WidgetQuestion,
  { speaker }: Telling,
): ReturnType<Teller> {
  const { compare: _, ...which } = filter;
  const asked = driversQuerySchema.safeParse({
    ...which,
    measure,
    reading: params["reading"],
    method: params["method"],
    predictors: params["predictors"]?.split("|"),
  });
  if (!asked.success) return undefined;
  const names = {
    kind: (kind: MeasureKind) => speaker.t(`web:measure.${kind}`),
    dimension: speaker.dimension,
  };
  const { sentence, rows } = await tellDrivers(asker, asked.data, { language: speaker.language, names });
  return {
    page: "/drivers",
    finding: sentence,
    rows: rows.slice(0, mostRowsOfCard).map(({ name, share, span: { value, interval } }) => ({
      name,
      figure: share,
      change: "",
      whisker: { value: 100 * value, low: 100 * interval.low, high: 100 * interval.high },
    })),
  };
}

/** How each kind of page is told. */
const tellers: Readonly<Record<WidgetKind, Teller>> = {
  drivers: tellDriversCard,
  overview: async (asker, { filter }, { speaker }) => {
    const { items } = await readOverview(asker, { compare: "none", weight: false, ...filter });
    const [first] = items;
    if (first === undefined) return undefined;
    const name = (item: typeof first) => speaker.measure(item.measure);
    return {
      page: "/overview",
      finding: `${name(first)}: ${speaker.whole(first.measure.kind, first.figure)}.`,
      rows: items.slice(0, mostRowsOfCard).map((item) => ({
        name: name(item),
        figure: speaker.whole(item.measure.kind, item.figure),
        change: item.difference?.clear === true ? speaker.change(item.measure.kind, item.difference) : "",
        whisker: null,
      })),
    };
  },
};

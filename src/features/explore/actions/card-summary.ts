import type { Settings } from "#feature/organisation/contract";
import { Refusal } from "#kit/refusal";
import type { ToldRow } from "#kit/told";

import type { Answer, Dashboard, Found, FoundRow, ViewState, Widget } from "../contract.ts";
import { questionOf, sayFinding } from "../rules.ts";
import { protectedAnswer } from "../rules/protection.ts";
import { ask } from "./ask.ts";
import { isUnfiltered, tellers } from "./card-tellers.ts";
import { methodOf } from "./export-workbook.ts";
import { filterWords } from "./filter-words.ts";
import type { Asker } from "./keeping.ts";
import { widgetQuestion } from "./widget-question.ts";
import type { Speaker } from "./words.ts";

/** What a card says where there is no screen: in a mail, on a sheet, on a public page. */
export interface CardSummary {
  readonly id: string;
  readonly name: string;
  readonly finding: string;
  readonly rows: readonly ToldRow[];
  /** Period and filter in words; empty where the page has none. */
  readonly asked: string;
  /** Which methods made its numbers: names of notes on method. */
  readonly methods: readonly string[];
  /** Path of the page behind the card. */
  readonly path: string;
}

/** How cards are put into words, for which local day, and of how many answers a row must be made to be told at all. */
export interface CardTelling {
  readonly speaker: Speaker;
  readonly today: string;
  readonly least: number;
}

/**
 * Every card that this reader may see, computed anew with the reader's rights, in words. Cards that say nothing to this
 * reader are left out.
 */
export async function summarise(
  asker: Asker,
  cards: Dashboard["cards"],
  telling: CardTelling,
): Promise<readonly CardSummary[]> {
  const summaries: CardSummary[] = [];
  for (let at = 0; at < cards.length; at += atOnce) {
    const some = cards.slice(at, at + atOnce);
    const told = await Promise.all(some.map((card) => unlessRefused(() => summaryOf(asker, card, telling))));
    summaries.push(
      ...some.flatMap(({ id }, index) => {
        const summary = told[index];
        return summary === undefined ? [] : [{ id, ...summary }];
      }),
    );
  }
  return summaries;
}

/** Cards that are counted at the same time: one dashboard must not take the stores from everybody else. */
const atOnce = 3;

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

type Summary = Omit<CardSummary, "id">;

function summaryOf(asker: Asker, card: Dashboard["cards"][number], telling: CardTelling): Promise<Summary | undefined> {
  if ("widget" in card) return widgetSummary(asker, card.widget, telling);
  return card.view === null ? Promise.resolve(undefined) : viewSummary(asker, card.view, telling);
}

async function viewSummary(
  asker: Asker,
  view: { readonly id: string; readonly name: string; readonly state: ViewState },
  { speaker, today, least }: CardTelling,
): Promise<Summary | undefined> {
  const question = questionOf(view.state, today);
  const { found, against }: Answer = protectedAnswer(await ask(asker, question), least);
  const known = found.filter(({ measure }) => measure !== null);
  if (known.length === 0) return undefined;
  return {
    name: view.name,
    finding: known.map((one) => sayFinding(one, against, speaker)).join(" "),
    rows: known.flatMap((one) => rowsOf(one, speaker)).slice(0, mostRowsOfCard),
    asked: await filterWords(asker, { period: question.period, where: view.state.where }, speaker),
    methods: [
      ...new Set(known.flatMap(({ measure }) => (measure === null ? [] : [methodOf(measure.kind)]))),
      ...(against === "none" ? [] : ["ranking"]),
    ],
    path: `/explore?view=${view.id}`,
  };
}

const mostRowsOfCard = 12;
const mostRowsOfMeasure = 6;

/** The rows that stand out first, then the largest; a change is told only when it is clear. */
function rowsOf({ measure, rows: groups, total }: Found, speaker: Speaker): readonly ToldRow[] {
  if (measure === null) return [];
  const isWhole = groups.length === 0 && total?.figure.estimate !== null;
  const rows = isWhole && total !== null ? [total] : groups;
  const clear = ({ verdict }: FoundRow) => verdict === "above" || verdict === "below";
  return rows
    .toSorted((a, b) => Number(clear(b)) - Number(clear(a)))
    .slice(0, mostRowsOfMeasure)
    .map((row) => ({
      name: row.key.length === 0 ? speaker.measure(measure) : speaker.key(row.key),
      figure: speaker.whole(measure.kind, row.figure),
      change: clear(row) && row.difference !== null ? speaker.change(measure.kind, row.difference) : "",
      n: row.figure.n,
      unit: measure.kind,
      span: spanOf(row.figure.estimate),
    }));
}

function spanOf(estimate: FoundRow["figure"]["estimate"]): ToldRow["span"] {
  return estimate === null ? null : { value: estimate.value, low: estimate.interval.low, high: estimate.interval.high };
}

async function widgetSummary(asker: Asker, widget: Widget, telling: CardTelling): Promise<Summary | undefined> {
  const { page, tell, methods } = tellers[widget.kind];
  const question = widgetQuestion(widget.search, telling.today);
  const told = await tell(asker, question, telling);
  if (told === undefined) return undefined;
  return {
    name: widget.name,
    finding: told.sentence,
    rows: told.rows.slice(0, mostRowsOfCard),
    asked: isUnfiltered(widget.kind)
      ? ""
      : await filterWords(asker, { period: question.filter.period, where: question.where }, telling.speaker),
    methods,
    path: `${page}${widget.search === "" ? "" : `?${widget.search}`}`,
  };
}

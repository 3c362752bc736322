import { readSettings } from "#feature/organisation";
import type { Settings } from "#feature/organisation/contract";
import { Refusal } from "#kit/refusal";

import type { Answer, Dashboard, Found, FoundRow, ViewState } from "../contract.ts";
import { questionOf, sayFinding } from "../rules.ts";
import { letterHtml } from "../rules/letter-html.ts";
import { ask } from "./ask.ts";
import { readDashboard } from "./dashboards.ts";
import type { Asker } from "./keeping.ts";
import { speakerOf, type Speaker } from "./words.ts";

/** A mail that is ready to go. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One card in a letter. */
export interface LetterCard {
  readonly name: string;
  readonly finding: string;
  readonly rows: readonly { readonly name: string; readonly figure: string; readonly change: string }[];
  readonly link: string;
}

/** Everything a letter says. */
export interface LetterParts {
  readonly title: string;
  readonly intro: string;
  readonly cards: readonly LetterCard[];
  /** How many cards are left out because this reader may not see them. */
  readonly left: string;
  readonly open: string;
  readonly link: string;
  readonly unsubscribe: string;
  readonly unsubscribeLink: string;
  readonly language: string;
  readonly read: string;
}

const mostRowsOfCard = 6;

/**
 * A dashboard as a mail: computed with the rights of whoever it goes to, in their language, at this moment. Cards they
 * may not see are left out with a word; undefined when they may not open the dashboard, or see anything, at all.
 */
export async function writeLetter(
  asker: Asker,
  { dashboardId, unsubscribeLink }: { readonly dashboardId: string; readonly unsubscribeLink: string },
): Promise<Letter | undefined> {
  const { stores, viewer } = asker;
  if (!viewer.permissions.has("insight.read")) return undefined;
  const dashboard = await found(() => readDashboard(asker, dashboardId));
  if (dashboard === undefined) return undefined;

  const settings = await stores.postgres.read(readSettings);
  const speaker = speakerOf(viewer.language, settings);
  const base = baseOf(asker);
  const today = localDay(stores.clock.now(), settings);
  const cards: LetterCard[] = [];
  for (const { view } of dashboard.cards) {
    if (view === null) continue;
    const answer = await found(() => ask(asker, questionOf(view.state, today)));
    if (answer !== undefined && answer.found.some(({ measure }) => measure !== null)) {
      cards.push(cardOf(view, answer, { speaker, link: `${base}/explore?view=${view.id}` }));
    }
  }
  return lettered(partsOf(dashboard, cards, { speaker, base, today, unsubscribeLink }));
}

/** What the reader may not see is no failure of the letter. */
async function found<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function cardOf(
  view: { readonly name: string; readonly state: ViewState },
  { found: all, against }: Answer,
  { speaker, link }: { readonly speaker: Speaker; readonly link: string },
): LetterCard {
  const known = all.filter(({ measure }) => measure !== null);
  const finding = known.map((one) => sayFinding(one, against, speaker)).join(" ");
  return { name: view.name, finding, rows: known.flatMap((one) => rowsOfCard(one, speaker)).slice(0, 12), link };
}

/** The rows that stand out first, then the largest; a change is told only when it is clear. */
function rowsOfCard({ measure, rows }: Found, speaker: Speaker): LetterCard["rows"] {
  if (measure === null) return [];
  const clear = ({ verdict }: FoundRow) => verdict === "above" || verdict === "below";
  return rows
    .toSorted((a, b) => Number(clear(b)) - Number(clear(a)))
    .slice(0, mostRowsOfCard)
    .map((row) => ({
      name: speaker.key(row.key),
      figure: speaker.whole(measure.kind, row.figure),
      change: clear(row) && row.difference !== null ? speaker.change(measure.kind, row.difference) : "",
    }));
}

function partsOf(
  dashboard: Dashboard,
  cards: readonly LetterCard[],
  how: { readonly speaker: Speaker; readonly base: string; readonly today: string; readonly unsubscribeLink: string },
): LetterParts {
  const { t, day, language } = how.speaker;
  const left = dashboard.cards.length - cards.length;
  return {
    title: dashboard.name,
    intro: t("letter.intro", { day: day(how.today) }),
    cards,
    left: left === 0 ? "" : t("letter.left", { count: left }),
    open: t("letter.open"),
    link: `${how.base}/dashboards/${dashboard.id}`,
    unsubscribe: t("letter.unsubscribe"),
    unsubscribeLink: how.unsubscribeLink,
    language,
    read: t("letter.read"),
  };
}

function lettered(parts: LetterParts): Letter {
  const cards = parts.cards.map(({ name, finding, rows, link }) =>
    [
      name,
      finding,
      ...rows.map((row) => `  ${row.name}: ${row.figure}${row.change === "" ? "" : `, ${row.change}`}`),
      link,
    ].join("\n"),
  );
  const foot = [`${parts.open}: ${parts.link}`, `${parts.unsubscribe}: ${parts.unsubscribeLink}`].join("\n");
  const text = [parts.title, parts.intro, ...cards, ...(parts.left === "" ? [] : [parts.left]), foot].join("\n\n");
  return { subject: parts.title, text, html: letterHtml(parts) };
}

/** The address people use. */
export function baseOf({ stores: { config } }: Asker): string {
  return config.publicUrl ?? `http://${config.host}:${config.port}`;
}

function localDay(now: Date, { timeZone }: Pick<Settings, "timeZone">): string {
  const format = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", format).format(now);
}

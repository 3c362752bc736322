import { readSettings } from "#feature/organisation";
import type { MailMessage } from "#platform/mail";

import type { Dashboard } from "../contract.ts";
import { letterHtml } from "../rules/letter-html.ts";
import { localDay, summarise, unlessRefused } from "./card-summary.ts";
import { dashboardPdf, pdfName } from "./dashboard-pdf.ts";
import { readDashboard } from "./dashboards.ts";
import type { Asker } from "./keeping.ts";
import { speakerOf, type Speaker } from "./words.ts";

/** A mail that is ready to go. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: NonNullable<MailMessage["attachments"]>;
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

/**
 * A dashboard as a mail: computed with the rights of whoever it goes to, in their language, at this moment. Cards they
 * may not see are left out with a word; undefined when they may not open the dashboard, or see anything, at all.
 */
export async function writeLetter(
  asker: Asker,
  {
    dashboardId,
    unsubscribeLink,
    withPdf,
  }: { readonly dashboardId: string; readonly unsubscribeLink: string; readonly withPdf: boolean },
): Promise<Letter | undefined> {
  const { stores, viewer } = asker;
  if (!viewer.permissions.has("insight.read")) return undefined;
  const dashboard = await unlessRefused(() => readDashboard(asker, dashboardId));
  if (dashboard === undefined) return undefined;

  const settings = await stores.postgres.read(readSettings);
  const speaker = speakerOf(viewer.language, settings);
  const base = baseOf(asker);
  const today = localDay(stores.clock.now(), settings);
  const told = await summarise(asker, dashboard.cards, { speaker, today, least: 0 });
  const cards = told.map(({ name, finding, rows, path }) => ({ name, finding, rows, link: `${base}${path}` }));
  const letter = lettered(partsOf(dashboard, cards, { speaker, base, today, unsubscribeLink }));
  if (!withPdf) return letter;
  const content = await dashboardPdf(asker, dashboard, { told, speaker, today });
  const filename = pdfName(dashboard.name, today);
  return { ...letter, attachments: [{ filename, content, contentType: "application/pdf" }] };
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

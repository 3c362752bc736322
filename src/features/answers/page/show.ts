import type { Context } from "hono";
import { html } from "hono/html";

import { endingOf, visiblePages, type VisiblePage } from "#feature/surveys/runtime";

import { addressOf } from "./address.ts";
import { arriveBy, queryOf, ticketText, type PageDesk } from "./desk.ts";
import { formPageHtml, frameOf, rawValuesFor, sayer } from "./form-view.ts";
import { nothing } from "./html/asking.ts";
import { messageHtml } from "./html/layout.ts";
import { holesOf, plainForm } from "./plain-form.ts";
import { problemsIn } from "./problems.ts";
import { sendPage, sendPrepared } from "./respond.ts";
import { sayNo, sayNoToUnknown } from "./say-no.ts";
import type { Visit } from "./visit.ts";

/** GET and HEAD of a survey's address. Records nothing, whatever the address prefills. */
export async function showSurvey(desk: PageDesk, c: Context): Promise<Response> {
  const found = await arriveBy(desk, c);
  if (!found.ok) return sayNoToUnknown(c, found);

  const query = queryOf(c);
  const visit = startAfresh(found.visit, query);
  const done = query.get("done");
  if (done !== null) return showEnding(c, visit, { named: done });
  if (visit.survey.state !== "open") return sayNo(c, visit, "closed");
  if (isOver(visit)) return sayNo(c, visit, "answered");

  const pages = visiblePages(visit.definition, visit.saved?.answers ?? {}, visit.fields);
  const asked = pages.find(({ page }) => page.key === query.get("p"));
  const shown = asked ?? pages[0];
  if (shown === undefined) return showEnding(c, visit, { named: "" });
  return showForm(desk, c, { visit, pages, shown, isAsked: asked !== undefined });
}

/** Which ending an address names, and who may show it in a frame. */
export interface Ending {
  readonly named: string;
  readonly frames?: "'self'";
}

/** What a respondent sees after the last step: the ending that fits the answers, else the one the address names. */
export function showEnding(c: Context, visit: Visit, { named, frames }: Ending): Response {
  const answers = visit.saved?.answers;
  const { endings } = visit.definition;
  const ending =
    answers === undefined
      ? (endings.find(({ key }) => key === named) ?? endings.at(-1))
      : endingOf(visit.definition, answers, visit.fields);
  const say = sayer(visit, answers ?? {});
  const link =
    ending?.link === undefined
      ? nothing
      : html`<p><a class="u" href="${ending.link.url}" rel="noopener">${say(ending.link.label)}</a></p>`;
  const said = { title: say(ending?.title), text: say(ending?.text) };
  const frame = { ...frameOf(visit, { done: named }), asks: false, languages: [] };
  return sendPage(c, messageHtml(frame, said, link), {
    brand: visit.brand,
    cache: "private, no-cache",
    ...(frames === undefined ? {} : { frames }),
  });
}

/**
 * A finished response that only the cookie remembers belongs to an earlier visit of an open survey: the next one, on a
 * shared phone or tablet, starts anew.
 */
function startAfresh(visit: Visit, query: URLSearchParams): Visit {
  const isEarlier = visit.token === undefined && query.get("r") === null && query.get("done") === null && isOver(visit);
  return isEarlier ? { ...visit, ticket: undefined, saved: undefined } : visit;
}

function isOver({ saved, link }: Visit): boolean {
  return saved?.state === "complete" || saved?.isErased === true || (link !== undefined && link.usedAt !== null);
}

interface Showing {
  readonly visit: Visit;
  readonly pages: readonly VisiblePage[];
  readonly shown: VisiblePage;
  /** Whether the address asks for this page by name. */
  readonly isAsked: boolean;
}

function showForm(desk: PageDesk, c: Context, showing: Showing): Response {
  const { visit, shown } = showing;
  const ticket = ticketText(desk, visit);
  const raw = rawValuesFor(visit, shown);
  const sending = { brand: visit.brand, cache: "private, no-cache" as const };

  const isPlain = visit.saved === undefined && visit.test === undefined && raw.size === 0;
  const plain = isPlain ? plainForm(visit, shown) : undefined;
  if (plain !== undefined) return sendPrepared(c, plain, { holes: holesOf(visit, ticket), sending });
  const answers = visit.saved?.answers ?? {};
  const problems = isChecked(c, showing) ? problemsIn(visit, answers, shown.questions) : new Map<string, string>();
  const view = {
    shown,
    answers,
    raw,
    problems,
    ticket,
    inAddress: c.req.query("r"),
    resumeHref: resumeHrefOf(showing),
  };
  return sendPage(c, formPageHtml(visit, view), sending);
}

/** Whether the reader was sent back here because something is missing. */
function isChecked(c: Context, { isAsked }: Showing): boolean {
  return isAsked && c.req.query("check") !== undefined;
}

/** Where somebody who comes back may go on; undefined when that is the page shown anyway. */
function resumeHrefOf({ visit, pages, shown, isAsked }: Showing): string | undefined {
  if (isAsked || visit.saved === undefined) return undefined;
  const resume = whereLeftOff(pages, visit);
  if (resume === undefined || resume === shown) return undefined;
  return addressOf(visit.path, visit.carried, { lang: visit.language, p: resume.page.key });
}

/** The page after the last one that holds an answer. */
function whereLeftOff(pages: readonly VisiblePage[], { saved }: Visit): VisiblePage | undefined {
  const answers = saved?.answers ?? {};
  const last = pages.findLastIndex(({ questions }) => questions.some(({ key }) => Object.hasOwn(answers, key)));
  return pages[Math.min(last + 1, pages.length - 1)];
}

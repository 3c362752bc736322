import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";

import { anonymousViewer } from "#feature/access";
import { saveTestRun } from "#feature/surveys";
import type { AnswerValue, AnswerValues, Question } from "#feature/surveys/contract";
import {
  answerOf,
  checkAnswers,
  checkValue,
  endingOf,
  isAnswered,
  visiblePages,
  type VisiblePage,
} from "#feature/surveys/runtime";
import { Refusal } from "#kit/refusal";

import { submitResponse } from "../actions/submit.ts";
import type { Submission } from "../contract.ts";
import { addressOf, fieldsFrom } from "./address.ts";
import { arriveBy, cookieName, ticketText, type PageDesk } from "./desk.ts";
import { answerFrom } from "./form-answers.ts";
import { formPageHtml } from "./form-view.ts";
import type { RawValues } from "./html/raw-values.ts";
import { problemsFrom, problemsIn } from "./problems.ts";
import { sendPage } from "./respond.ts";
import { sayNo, sayNoToUnknown, type Refused } from "./say-no.ts";
import type { Visit } from "./visit.ts";
import { wordingIn } from "./wording/languages.ts";

/**
 * POST of one step. Saves what the step holds, then sends the reader on with 303, so that reload and back repeat nothing.
 * Problems come back with everything that was typed. Sending the same form twice is one response.
 */
export async function receiveStep(desk: PageDesk, c: Context): Promise<Response> {
  const raw = await readForm(c);
  const found = await arriveBy(desk, c, textOf(raw, "-ticket"));
  if (!found.ok) return sayNoToUnknown(c, found);

  const visit = withTicket(desk, found.visit);
  if (!desk.lets(c)) return sayNo(c, visit, "tooMany");
  if (visit.survey.state !== "open") return sayNo(c, visit, "closed");
  if (textOf(raw, "-website") !== "") return goOn(desk, c, { visit, query: { done: "thanks" } });

  const step = stepOf(visit, raw);
  if (step === undefined) return goOn(desk, c, { visit, query: {} });
  return textOf(raw, "-go") === "back" ? goBack(desk, c, step) : goForward(desk, c, step);
}

/** One sent form, read and merged with what was saved before. */
interface Step {
  readonly visit: Visit;
  readonly raw: RawValues;
  readonly shown: VisiblePage;
  /** Every answer so far, this form's included. */
  readonly answers: AnswerValues;
  /** What this form says: an empty text takes back what was saved. */
  readonly given: Readonly<Record<string, AnswerValue>>;
  readonly pages: readonly VisiblePage[];
}

async function readForm(c: Context): Promise<RawValues> {
  const form = await c.req.parseBody({ all: true });
  return new Map(
    Object.entries(form).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string"),
    ]),
  );
}

function textOf(raw: RawValues, name: string): string {
  return raw.get(name)?.[0] ?? "";
}

/** A response needs a name before it is saved; a form without a valid one begins a new response. */
function withTicket(desk: PageDesk, visit: Visit): Visit {
  if (visit.token !== undefined || visit.ticket !== undefined) return visit;
  return { ...visit, ticket: { key: desk.stores.random.uuid(), version: visit.version } };
}

function stepOf(visit: Visit, raw: RawValues): Step | undefined {
  const page = visit.definition.pages.find(({ key }) => key === textOf(raw, "-page"));
  if (page === undefined) return undefined;

  const saved = visit.saved?.answers ?? {};
  const given = Object.fromEntries(
    page.questions.flatMap((question) => {
      const value = answerFrom(question, raw);
      if (value !== undefined) return [[question.key, value]];
      return answerOf(saved, question.key) === undefined ? [] : [[question.key, ""]];
    }),
  );
  const answers = { ...saved, ...given };
  const pages = visiblePages(visit.definition, soundOnly(visit, answers), visit.fields);
  const shown = pages.find((visible) => visible.page === page) ?? { page, questions: [] };
  return { visit, raw, shown, answers, given, pages };
}

/** Backwards nothing is demanded: what is sound is kept, the rest is not. */
async function goBack(desk: PageDesk, c: Context, step: Step): Promise<Response> {
  const sound = pickSound(step.shown.questions, step.given);
  const refused = await save(desk, step, { state: "partial", answers: sound });
  if (refused !== undefined) return showAgain(desk, c, { step, refused });
  const before = step.pages[step.pages.indexOf(step.shown) - 1] ?? step.pages[0];
  return goOn(desk, c, { visit: step.visit, query: { p: before?.page.key } });
}

async function goForward(desk: PageDesk, c: Context, step: Step): Promise<Response> {
  const { visit, shown, pages, answers, raw } = step;
  const problems = problemsIn(visit, answers, shown.questions);
  if (problems.size > 0) return showAgain(desk, c, { step, refused: { problems } });

  const seen = new Set(textOf(raw, "-shown").split(" "));
  const stays = shown.questions.some((question) => !seen.has(question.key));
  const next = stays ? shown : pages[pages.indexOf(shown) + 1];
  const open = next === undefined ? firstOpen(step) : undefined;
  const isComplete = next === undefined && open === undefined;
  const refused = await save(desk, step, { state: isComplete ? "complete" : "partial", answers: step.given });
  if (refused !== undefined) return showAgain(desk, c, { step, refused });

  if (open !== undefined) return goOn(desk, c, { visit, query: { p: open.page.key, check: "1" } });
  if (next !== undefined) return goOn(desk, c, { visit, query: { p: next.page.key } });
  return goOn(desk, c, { visit, query: { done: endingOf(visit.definition, answers, visit.fields).key } });
}

/** The first page that still lacks something: somebody skipped it by its address. */
function firstOpen({ visit, answers, pages }: Step): VisiblePage | undefined {
  const checked = checkAnswers(visit.definition, answers, visit.fields, { partial: false });
  if (checked.ok) return undefined;
  const wrong = new Set(checked.problems.map(({ field }) => field));
  return pages.find(({ questions }) => questions.some(({ key }) => wrong.has(`answers.${key}`)));
}

/** Why a step was not saved: what is wrong with its answers, a page that says no, or a fault of ours. */
type Unsaved = { readonly problems: ReadonlyMap<string, string> } | { readonly code: Refused };

async function save(
  desk: PageDesk,
  { visit, shown }: Step,
  saving: Pick<Submission, "state" | "answers">,
): Promise<Unsaved | undefined> {
  const { survey, version, language, ticket, token } = visit;
  const submission: Submission = {
    survey: survey.id,
    version,
    language,
    ...saving,
    ...(token === undefined ? { id: `page:${ticket?.key ?? ""}` } : { link: token }),
    ...fieldsFrom(visit.definition, visit.carried),
  };
  try {
    if (visit.test !== undefined) await saveTry(desk, visit, saving);
    else
      await submitResponse({ stores: desk.stores, viewer: anonymousViewer(language) }, submission, { source: "page" });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) {
      desk.stores.log.error({ err: error, survey: survey.id }, "a step of the public page could not be saved");
      return { code: "broken" };
    }
    if (error.code !== "answers.invalid") return { code: refusals[error.code] ?? "missing" };
    return { problems: problemsFrom(error.fields, shown.questions, wordingIn(language)) };
  }
}

function saveTry(
  { stores }: PageDesk,
  { test, ticket, language, definition, carried }: Visit,
  { state, answers }: Pick<Submission, "state" | "answers">,
): Promise<void> {
  if (test === undefined) throw new Error("not a test run");
  const { context, attributes } = fieldsFrom(definition, carried);
  const fields = { ...attributes, ...context };
  return saveTestRun(stores, test, { runKey: ticket?.key ?? "", state, language, answers, fields });
}

const refusals: Readonly<Record<string, Refused>> = {
  "answers.survey_closed": "closed",
  "answers.link_used": "answered",
  "answers.conflict": "answered",
  "answers.link_unknown": "linkUnknown",
  "answers.unknown_survey": "missing",
};

/** The same step with what was typed and what is wrong, or the page that says no. */
function showAgain(desk: PageDesk, c: Context, { step, refused }: { step: Step; refused: Unsaved }): Response {
  const { visit, shown, answers, raw } = step;
  if ("code" in refused && refused.code !== "broken") return sayNo(c, visit, refused.code);

  const trouble = "code" in refused ? wordingIn(visit.language).broken : undefined;
  const problems = "code" in refused ? new Map<string, string>() : refused.problems;
  const inAddress = visit.ticket === undefined ? undefined : ticketText(desk, visit);
  const view = {
    shown,
    answers: soundOnly(visit, answers),
    raw,
    problems,
    ticket: ticketText(desk, visit),
    inAddress,
    trouble,
  };
  return sendPage(c, formPageHtml(visit, view), { brand: visit.brand, status: trouble === undefined ? 422 : 503 });
}

/** 303 to the next address, with the ticket in it and in a cookie: either may get lost. */
function goOn(
  desk: PageDesk,
  c: Context,
  { visit, query }: { visit: Visit; query: Readonly<Record<string, string | undefined>> },
): Response {
  const isOpen = visit.token === undefined && visit.ticket !== undefined;
  const ticket = isOpen ? ticketText(desk, visit) : undefined;
  const path = visit.test === undefined ? `/s/${visit.survey.slug}` : visit.path;
  if (ticket !== undefined && query["done"] === undefined) {
    const secure = c.req.url.startsWith("https:");
    setCookie(c, cookieName, ticket, { path, httpOnly: true, sameSite: "Lax", secure, maxAge: 86_400 });
  }
  if (ticket !== undefined && query["done"] !== undefined) deleteCookie(c, cookieName, { path });
  c.header("Cache-Control", "no-store");
  c.header("Referrer-Policy", "same-origin");
  return c.redirect(addressOf(visit.path, visit.carried, { lang: visit.language, ...query, r: ticket }), 303);
}

function pickSound(
  questions: readonly Question[],
  given: Readonly<Record<string, AnswerValue>>,
): Record<string, AnswerValue> {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const value = given[question.key];
      if (value === undefined || (isAnswered(value) && "problem" in checkValue(question, value))) return [];
      return [[question.key, value]];
    }),
  );
}

/** Conditions look at possible answers only. */
function soundOnly({ definition }: Visit, answers: AnswerValues): AnswerValues {
  return pickSound(
    definition.pages.flatMap((page) => page.questions),
    answers,
  );
}

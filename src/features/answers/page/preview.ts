import type { Context } from "hono";

import { readSettings } from "#feature/organisation";
import { maySeeSurvey, readSurvey } from "#feature/surveys";
import { definitionSchema, type AnswerValues, type Definition } from "#feature/surveys/contract";
import {
  checkValue,
  chooseLanguage,
  offeredLanguages,
  questionsOf,
  visiblePages,
  type VisiblePage,
} from "#feature/surveys/runtime";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { carriedFrom, fieldsFrom, type Carried } from "./address.ts";
import { answerFrom } from "./form-answers.ts";
import { formPageHtml, rawValuesFor } from "./form-view.ts";
import type { Html } from "./html/asking.ts";
import type { Brand } from "./html/layout.ts";
import { dense, sendPage } from "./respond.ts";
import { showEnding } from "./show.ts";
import { brandOf, themed, type Visit } from "./visit.ts";

/** Which part of a survey to look at, and how. */
export interface Preview {
  readonly language: string;
  /** The first page that these answers let see when left out or unknown. */
  readonly pageKey?: string | undefined;
  readonly answers?: AnswerValues;
  readonly brand: Brand;
}

/** One page of a survey, draft or published, as a respondent would see it. Its buttons do nothing: it never records. */
export function renderPreview(definition: Definition, preview: Preview): string {
  return dense(previewHtml(visitOf(definition, preview), preview.pageKey));
}

/**
 * Sends the page of a draft that `?page=` names, or the ending that `?ending=` names, in the language `?lang=`. Answers
 * in the address, such as `?score=3`, show what they lead to.
 */
export async function showPreview(stores: Stores, viewer: Viewer, c: Context): Promise<Response> {
  const draft = await readDraft(stores, viewer, c.req.param("id") ?? "");
  return draft === undefined ? c.notFound() : sendDraft(c, draft, await readBrand(stores));
}

/**
 * The same of a definition that comes with the request and is saved nowhere, so that a picture follows what somebody
 * types at once. Answers 422 with the places when it is no definition.
 */
export async function showTypedPreview(stores: Stores, viewer: Viewer, c: Context): Promise<Response> {
  const id = c.req.param("id") ?? "";
  const [isSeen, brand, body] = await Promise.all([
    isId(id) && maySeeSurvey({ stores, viewer }, id),
    readBrand(stores),
    c.req.json<unknown>().catch(() => undefined),
  ]);
  if (!isSeen) return c.notFound();

  const typed = definitionSchema.safeParse(body);
  if (typed.success) return sendDraft(c, typed.data, brand);
  return c.json({ errors: typed.error.issues.map(({ path, code }) => ({ field: path.join("."), code })) }, 422);
}

async function readBrand(stores: Stores): Promise<Brand> {
  return brandOf(await stores.postgres.read((tx) => readSettings(tx)));
}

function sendDraft(c: Context, draft: Definition, ofOrganisation: Brand): Response | Promise<Response> {
  const brand = themed(ofOrganisation, draft);
  const query = new URL(c.req.url).searchParams;
  const language = chooseLanguage(
    [...new Set([...offeredLanguages(draft), ...draft.languages])],
    [query.get("lang") ?? ""],
  );
  const carrier = carrying(draft, query);
  const visit = { ...visitOf(draft, { language, brand, answers: answersIn(draft, carrier.carried) }), ...carrier };
  const ending = query.get("ending");
  if (ending !== null) return showEnding(c, { ...visit, saved: undefined }, { named: ending, frames: "'self'" });
  return sendPage(c, previewHtml(visit, query.get("page") ?? undefined), { brand, frames: "'self'" });
}

async function readDraft(stores: Stores, viewer: Viewer, id: string): Promise<Definition | undefined> {
  if (!isId(id)) return undefined;
  try {
    return (await readSurvey({ stores, viewer }, id)).draft;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function isId(id: string): boolean {
  return /^[0-9a-f-]{36}$/i.test(id);
}

function carrying(definition: Definition, query: URLSearchParams): Pick<Visit, "carried" | "fields"> {
  const carried = carriedFrom(definition, query);
  const { context, attributes } = fieldsFrom(definition, carried);
  return { carried, fields: { ...attributes, ...context } };
}

function answersIn(definition: Definition, carried: Carried): AnswerValues {
  return Object.fromEntries(
    questionsOf(definition).flatMap((question) => {
      const given = carried.get(question.key);
      const value = given === undefined ? undefined : answerFrom(question, new Map([[question.key, [given]]]));
      return value === undefined || "problem" in checkValue(question, value) ? [] : [[question.key, value]];
    }),
  );
}

function previewHtml(visit: Visit, pageKey: string | undefined): Html {
  const answers = visit.saved?.answers ?? {};
  const pages = visiblePages(visit.definition, answers, visit.fields);
  const first = visit.definition.pages[0];
  const shown = askedPage(visit.definition, pageKey ?? first?.key, pages) ?? pages[0];
  if (shown === undefined) throw new Error("a survey without pages");
  return formPageHtml(visit, viewOf(shown, visit));
}

/** A page that is asked for is shown even when no answer leads to it yet; then with all of its questions. */
function askedPage(
  definition: Definition,
  pageKey: string | undefined,
  pages: readonly VisiblePage[],
): VisiblePage | undefined {
  const page = definition.pages.find(({ key }) => key === pageKey);
  if (page === undefined) return undefined;
  return pages.find((visible) => visible.page === page) ?? { page, questions: page.questions };
}

function viewOf(shown: VisiblePage, visit: Visit) {
  return {
    shown,
    answers: visit.saved?.answers ?? {},
    raw: rawValuesFor(visit, shown),
    problems: new Map<string, string>(),
    ticket: "",
    inAddress: undefined,
    isPreview: true,
  };
}

/** A visit of nobody, to no published survey. */
function visitOf(definition: Definition, { language, answers, brand }: Preview): Visit {
  const saved = {
    state: "partial" as const,
    version: 0,
    answers: answers ?? {},
    context: {},
    attributes: {},
    isErased: false,
  };
  return {
    survey: {
      id: "",
      slug: "",
      name: "",
      programme: "relational",
      state: "draft",
      origin: "built",
      anonymous: true,
      publishedVersion: null,
    },
    version: 0,
    definition,
    brand,
    language,
    offered: [language],
    token: undefined,
    link: undefined,
    ticket: undefined,
    saved,
    carried: new Map(),
    fields: {},
    path: "",
  };
}

import type { AnswerValues } from "#feature/surveys/contract";
import {
  answerOf,
  checkValue,
  isScaleQuestion,
  pipe,
  questionsOf,
  visiblePages,
  type VisiblePage,
} from "#feature/surveys/runtime";
import { textIn, type LocalText } from "#kit/language";

import { addressOf } from "./address.ts";
import { answerFrom } from "./form-answers.ts";
import type { Asking, Html } from "./html/asking.ts";
import { formHtml, type FormPage } from "./html/form.ts";
import { pageHtml, type Frame } from "./html/layout.ts";
import { rawValuesOf, type RawValues } from "./html/raw-values.ts";
import type { Visit } from "./visit.ts";
import { wordingIn } from "./wording/languages.ts";

/** What a form shows besides its questions. */
export interface FormView {
  readonly shown: VisiblePage;
  readonly answers: AnswerValues;
  readonly raw: RawValues;
  readonly problems: ReadonlyMap<string, string>;
  readonly ticket: string;
  /** Ticket in the address, for respondents whose browser keeps no cookies. */
  readonly inAddress: string | undefined;
  readonly resumeHref?: string | undefined;
  readonly trouble?: FormPage["trouble"];
  readonly isPreview?: boolean;
}

/** A whole page with one form. */
export function formPageHtml(visit: Visit, view: FormView): Html {
  const more = visit.saved === undefined ? {} : { p: view.shown.page.key, r: view.inAddress };
  const frame = frameOf(visit, more);
  const wrong = view.problems.size === 0 ? "" : `${wordingIn(visit.language).problemsTitle}: `;
  return pageHtml({ ...frame, title: `${wrong}${frame.title}` }, formHtml(formOf(visit, view), askingOf(visit, view)));
}

/** The form of a first visit, with holes for everything that differs between respondents: `action`, `ticket`, languages. */
export function plainFormHtml(visit: Visit, shown: VisiblePage, hole: (name: string) => string): Html {
  const view = {
    shown,
    answers: {},
    raw: new Map(),
    problems: new Map(),
    ticket: hole("ticket"),
    inAddress: undefined,
  };
  const frame = frameOf(visit, {});
  const languages = frame.languages.map(({ language }) => ({ language, href: hole(language) }));
  const form = { ...formOf(visit, view), action: hole("action") };
  return pageHtml({ ...frame, languages }, formHtml(form, askingOf(visit, view)));
}

/** What stands around any page of this visit; `more` is what its address carries besides. */
export function frameOf(visit: Visit, more: Readonly<Record<string, string | undefined>>): Frame {
  const { brand, language, offered, path, carried } = visit;
  return {
    brand,
    language,
    title: sayer(visit, visit.saved?.answers ?? {})(visit.definition.title),
    languages: offered.map((other) => ({ language: other, href: addressOf(path, carried, { ...more, lang: other }) })),
    asks: true,
    isTest: visit.test !== undefined,
  };
}

/** Says survey texts in the respondent's language with their holes filled. */
export function sayer(visit: Pick<Visit, "definition" | "language" | "fields">, answers: AnswerValues) {
  const { definition, language, fields } = visit;
  return (text: LocalText | undefined) =>
    pipe(textIn(text, language, definition.defaultLanguage), answers, fields, { definition, language });
}

/** What the fields of this page hold: what was saved, else what the link prefills. A prefilled value must be a possible answer. */
export function rawValuesFor(visit: Visit, { questions }: VisiblePage): RawValues {
  return new Map(
    questions.flatMap((question) => {
      const saved = answerOf(visit.saved?.answers ?? {}, question.key);
      if (saved !== undefined) return [...rawValuesOf(question, saved)];
      const given = prefillOf(visit, question.key);
      if (given === undefined) return [];
      const raw: RawValues = new Map([[question.key, [given]]]);
      const value = answerFrom(question, raw);
      return value === undefined || "problem" in checkValue(question, value) ? [] : [...raw];
    }),
  );
}

/** `?score=9` fills the first scale when no question is named so. */
function prefillOf({ definition, carried }: Visit, key: string): string | undefined {
  const own = carried.get(key);
  if (own !== undefined) return own;
  const questions = questionsOf(definition);
  const isNamed = questions.some((question) => question.key === "score");
  return !isNamed && questions.find(isScaleQuestion)?.key === key ? carried.get("score") : undefined;
}

function askingOf(visit: Visit, view: FormView): Asking {
  return {
    wording: wordingIn(visit.language),
    say: sayer(visit, view.answers),
    raw: view.raw,
    problems: view.problems,
    seed: visit.ticket?.key ?? visit.link?.id ?? view.ticket,
  };
}

function formOf(visit: Visit, view: FormView): FormPage {
  const { definition, path, carried, language } = visit;
  const { page, questions } = view.shown;
  const say = sayer(visit, view.answers);
  const index = definition.pages.indexOf(page);
  const visible = visiblePages(definition, view.answers, visit.fields);
  return {
    page: page.key,
    questions,
    title: say(definition.title),
    intro: index === 0 ? say(definition.intro) : "",
    pageTitle: say(page.title),
    step: index + 1,
    steps: definition.pages.length,
    isLast: index === definition.pages.length - 1,
    hasBack: visible[0] !== undefined && visible[0].page !== page,
    action: addressOf(path, carried, { lang: language }),
    ticket: view.ticket,
    resumeHref: view.resumeHref,
    isPreview: view.isPreview ?? false,
    trouble: view.trouble,
  };
}

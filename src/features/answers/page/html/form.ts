import { html } from "hono/html";

import type { Question } from "#feature/surveys/contract";

import { nothing, type Asking, type Html } from "./asking.ts";
import { fieldIdOf, questionHtml } from "./questions.ts";

/** One page of questions as a form. */
export interface FormPage {
  /** Key of the survey page. */
  readonly page: string;
  readonly questions: readonly Question[];
  /** Title of the survey, above the questions. */
  readonly title: string;
  /** Why we ask and how long it takes; empty shows nothing. */
  readonly intro: string;
  readonly pageTitle: string;
  readonly step: number;
  readonly steps: number;
  readonly isLast: boolean;
  readonly hasBack: boolean;
  readonly action: string;
  /** Signed name of the response. */
  readonly ticket: string;
  /** Where an interrupted respondent may go on; undefined shows no note. */
  readonly resumeHref: string | undefined;
  /** Only looked at: no fields are sent. */
  readonly isPreview: boolean;
  /** A problem of the whole form, such as a failure to save. */
  readonly trouble: { readonly title: string; readonly text: string } | undefined;
}

/** The form with its title, its error summary and its buttons. */
export function formHtml(form: FormPage, asking: Asking): Html {
  const { wording } = asking;
  const steps = form.steps < 2 ? nothing : html`<p class="s">${wording.stepOf(form.step, form.steps)}</p>`;
  const intro = form.intro === "" ? nothing : html`<p class="h">${form.intro}</p>`;
  const pageTitle = form.pageTitle === "" ? nothing : html`<h2>${form.pageTitle}</h2>`;
  const preview = form.isPreview ? html`<p class="n" role="status">${wording.preview}</p>` : nothing;

  return html`${preview}${resumeNote(form, asking)}${problemSummary(form, asking)}
    <h1>${form.title}</h1>
    ${steps}${intro}${pageTitle}
    <form method="post" action="${form.action}" novalidate>
      ${hiddenFields(form, asking)}${form.questions.map((question) => questionHtml(question, asking))}${buttons(form, asking)}
    </form>`;
}

function hiddenFields(form: FormPage, { wording }: Asking): Html {
  const shown = form.questions.map((question) => question.key).join(" ");
  return html`<input type="hidden" name="-ticket" value="${form.ticket}" /><input
      type="hidden"
      name="-page"
      value="${form.page}"
    /><input type="hidden" name="-shown" value="${shown}" />
    <div class="z" aria-hidden="true">
      <label>${wording.leaveEmpty}<input type="text" name="-website" tabindex="-1" autocomplete="off" /></label>
    </div>`;
}

/** In the page the main button comes first, so that Enter goes on and not back. */
function buttons(form: FormPage, { wording }: Asking): Html {
  const disabled = form.isPreview ? html` disabled` : nothing;
  const back = form.hasBack
    ? html`<button class="k" name="-go" value="back" ${disabled}>${wording.back}</button>`
    : nothing;
  return html`<div class="b">
    <button name="-go" value="on" ${disabled}>${form.isLast ? wording.send : wording.next}</button>${back}
  </div>`;
}

function resumeNote({ resumeHref }: FormPage, { wording }: Asking): Html {
  if (resumeHref === undefined) return nothing;
  return html`<p class="n">${wording.resume} <a href="${resumeHref}">${wording.resumeLink}</a></p>`;
}

function problemSummary(form: FormPage, asking: Asking): Html {
  if (form.trouble !== undefined) {
    return html`<div class="x" role="alert" tabindex="-1" autofocus>
      <h2>${form.trouble.title}</h2>
      <p>${form.trouble.text}</p>
    </div>`;
  }
  const wrong = form.questions.filter((question) => asking.problems.has(question.key));
  if (wrong.length === 0) return nothing;
  const links = wrong.map(
    (question) =>
      html`<li>
        <a href="#${fieldIdOf(question)}">${asking.say(question.title)}</a>: ${asking.problems.get(question.key)}
      </li>`,
  );
  return html`<div class="x" role="alert" tabindex="-1" autofocus>
    <h2>${asking.wording.problemsTitle}</h2>
    <ul>
      ${links}
    </ul>
  </div>`;
}

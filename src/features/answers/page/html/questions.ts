import { html } from "hono/html";

import type { Question } from "#feature/surveys/contract";
import { isScaleQuestion, orderOptions } from "#feature/surveys/runtime";

import { describedBy, filled, isFilled, notesOf, nothing, titleOf, type Asking, type Html } from "./asking.ts";
import { scaleRow } from "./scales.ts";

/** One question with its fields, what it already holds and what is wrong with it. */
export function questionHtml(question: Question, asking: Asking): Html {
  if (isScaleQuestion(question)) return group(question, asking, scaleRow(question, question.key, asking));
  switch (question.kind) {
    case "single":
    case "multiple":
      return group(question, asking, optionList(question, asking));
    case "matrix":
      return group(question, asking, matrixRows(question, asking));
    case "ranking":
      return group(question, asking, rankList(question, asking));
    case "expectation":
      return group(question, asking, pairOfScales(question, asking));
    case "consent":
      return consent(question, asking);
    case "statement":
      return html`<div class="q">
        <h2>${asking.say(question.title)}</h2>
        ${notesOf(question, asking)}
      </div>`;
    default:
      return single(question, asking, field(question, asking));
  }
}

/** Id of the field that an error summary leads to. */
export function fieldIdOf(question: Question): string {
  if (question.kind === "matrix") return `${question.key}.${question.rows[0]?.key ?? ""}`;
  if (question.kind === "ranking") return `${question.key}.${question.options[0]?.key ?? ""}`;
  return question.kind === "expectation" ? `${question.key}.expectation` : question.key;
}

type Of<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

/** A question of several fields. */
function group(question: Question, asking: Asking, fields: Html): Html {
  const isOneChoice = isScaleQuestion(question) || question.kind === "single";
  const role = isOneChoice ? html` role="radiogroup" aria-required="${String(question.required)}"` : nothing;
  return html`<fieldset class="q" ${role}${invalid(question, asking)}${describedBy(question, asking)}>
    <legend>${titleOf(question, asking)}</legend>
    ${notesOf(question, asking)}${fields}
  </fieldset>`;
}

/** A question of one field. */
function single(question: Question, asking: Asking, fields: Html): Html {
  return html`<div class="q">
    <label class="l" for="${question.key}">${titleOf(question, asking)}</label>${notesOf(question, asking)}${fields}
  </div>`;
}

function invalid(question: Question, asking: Asking): Html {
  return asking.problems.has(question.key) ? html` aria-invalid="true"` : nothing;
}

function field(question: Question, asking: Asking): Html {
  const { key } = question;
  const shared = html` id="${key}"
  name="${key}"${invalid(question, asking)}${describedBy(question, asking)}${question.required ? html` aria-required="true"` : nothing}`;
  const value = filled(asking, key);
  switch (question.kind) {
    case "text":
      return question.long
        ? html`<textarea${shared} rows="4" maxlength="${question.maxLength}">${value}</textarea>`
        : html`<input class="i" type="text" ${shared} maxlength="${question.maxLength}" value="${value}" />`;
    case "number":
      return html`<input
        class="i"
        type="text"
        inputmode="${question.integer ? "numeric" : "decimal"}"
        ${shared}
        value="${value}"
        autocomplete="off"
      />`;
    case "date":
      return html`<input
        class="i"
        type="date"
        ${shared}${question.min === undefined ? nothing : html` min="${question.min}"`}${question.max === undefined ? nothing : html` max="${question.max}"`}
        value="${value}"
      />`;
    default:
      return nothing;
  }
}

function optionList(question: Of<"single" | "multiple">, asking: Asking): Html {
  const { key, randomise } = question;
  const type = question.kind === "single" ? "radio" : "checkbox";
  const options = orderOptions(question.options, randomise, `${asking.seed}:${key}`);
  const tick = (value: string, label: string, id: Html) =>
    html`<label
      ><input
        type="${type}"
        name="${key}"
        value="${value}"
        ${id}${isFilled(asking, key, value) ? html` checked` : nothing}
      /><span>${label}</span></label
    >`;
  const listed = options.map((option, index) =>
    tick(option.key, asking.say(option.label), index === 0 ? html` id="${key}"` : nothing),
  );
  const other = question.other
    ? html`${tick("other", asking.wording.other, nothing)}<input
          class="i"
          type="text"
          name="${key}.other"
          maxlength="1000"
          aria-label="${asking.wording.otherText}"
          placeholder="${asking.wording.otherText}"
          value="${filled(asking, `${key}.other`)}"
        />`
    : nothing;
  return html`<div class="v">${listed}${other}</div>`;
}

function matrixRows(question: Of<"matrix">, asking: Asking): Html {
  const rows = orderOptions(question.rows, question.randomise, `${asking.seed}:${question.key}`);
  return html`${rows.map((row) => {
    const name = `${question.key}.${row.key}`;
    const cells = question.columns.map(
      (column) =>
        html`<label
          ><input
            type="radio"
            name="${name}"
            value="${column.key}"
            ${column === question.columns[0] ? html` id="${name}"` : nothing}${isFilled(asking, name, column.key) ? html` checked` : nothing}
          /><span>${asking.say(column.label)}</span></label
        >`,
    );
    return html`<fieldset class="m" role="radiogroup">
      <legend>${asking.say(row.label)}</legend>
      <div class="n${question.columns.length}">${cells}</div>
    </fieldset>`;
  })}`;
}

function rankList(question: Of<"ranking">, asking: Asking): Html {
  const options = orderOptions(question.options, question.randomise, `${asking.seed}:${question.key}`);
  const places = question.options.map((_, index) => String(index + 1));
  return html`${options.map((option) => {
    const name = `${question.key}.${option.key}`;
    const label = asking.say(option.label);
    const choices = places.map(
      (place) => html`<option${isFilled(asking, name, place) ? html` selected` : nothing}>${place}</option>`,
    );
    return html`<div class="r">
      <select id="${name}" name="${name}" aria-label="${asking.wording.rankOf(label)}">
        <option value="">–</option>
        ${choices}</select
      ><span>${label}</span>
    </div>`;
  })}`;
}

function pairOfScales(question: Of<"expectation">, asking: Asking): Html {
  const scale = (part: "expectation" | "result") =>
    html`<fieldset class="q" role="radiogroup">
      <legend>${asking.say(part === "expectation" ? question.expectationLabel : question.resultLabel)}</legend>
      ${scaleRow(question, `${question.key}.${part}`, asking)}
    </fieldset>`;
  return html`${scale("expectation")}${scale("result")}`;
}

function consent(question: Of<"consent">, asking: Asking): Html {
  const { key } = question;
  return html`<div class="q v">
    ${notesOf(question, asking)}<label
      ><input
        type="checkbox"
        id="${key}"
        name="${key}"
        value="yes"
        ${isFilled(asking, key, "yes") ? html` checked` : nothing}${invalid(question, asking)}${describedBy(question, asking)}
      /><span>${titleOf(question, asking)}</span></label
    >
  </div>`;
}

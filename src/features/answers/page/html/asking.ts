import { html } from "hono/html";

import type { Question } from "#feature/surveys/contract";
import type { LocalText } from "#kit/language";

import type { Wording } from "../wording/languages.ts";
import type { RawValues } from "./raw-values.ts";

/** A piece of escaped HTML. */
export type Html = ReturnType<typeof html>;

/** The text of a piece of HTML. Nothing here waits, so it is never a promise. */
export function textOf(piece: Html): string {
  if (piece instanceof Promise) throw new TypeError("A public page must not wait for a part of itself");
  return piece.toString();
}

/** With what a question is put. */
export interface Asking {
  readonly wording: Wording;
  /** A survey text in the respondent's language, with its holes filled; not escaped yet. */
  readonly say: (text: LocalText | undefined) => string;
  readonly raw: RawValues;
  /** What is wrong, in words, by question key. */
  readonly problems: ReadonlyMap<string, string>;
  /** Decides the order of randomised options. */
  readonly seed: string;
}

/** Whether this field holds this value. */
export function isFilled(asking: Asking, name: string, value: string): boolean {
  return asking.raw.get(name)?.includes(value) ?? false;
}

/** What stands in this field. */
export function filled(asking: Asking, name: string): string {
  return asking.raw.get(name)?.[0] ?? "";
}

/** Nothing. */
export const nothing = html``;

/** Ids of what describes the question: its help and its problem. */
export function describedBy(question: Question, asking: Asking): Html {
  const ids = [
    question.help === undefined ? "" : `h-${question.key}`,
    asking.problems.has(question.key) ? `e-${question.key}` : "",
  ].filter((id) => id !== "");
  return ids.length === 0 ? nothing : html` aria-describedby="${ids.join(" ")}"`;
}

/** Help and problem, under the question's title. */
export function notesOf(question: Question, asking: Asking): Html {
  const problem = asking.problems.get(question.key);
  return html`${
    question.help === undefined ? nothing : html`<p class="h" id="h-${question.key}">${asking.say(question.help)}</p>`
  }${problem === undefined ? nothing : html`<p class="e" id="e-${question.key}">${problem}</p>`}`;
}

/** The question's words, with a note when it may be left open. */
export function titleOf(question: Question, asking: Asking): Html {
  const isOptional = !question.required && question.kind !== "statement" && question.kind !== "consent";
  return html`${asking.say(question.title)}${isOptional ? html` <span class="o">(${asking.wording.optional})</span>` : nothing}`;
}

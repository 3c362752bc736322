import type { Definition, Question } from "#feature/surveys/contract";
import { isScaleQuestion, scaleOf, stepsOf, type ScaleQuestion } from "#feature/surveys/runtime";
import { textIn } from "#kit/language";

import { surveyAddress, type Carried } from "./address.ts";

/** The question whose score a mail can ask for: the first one, when it is answered on a scale. */
export function mailQuestion(definition: Definition): ScaleQuestion | undefined {
  const first: Question | undefined = definition.pages[0]?.questions[0];
  return first !== undefined && isScaleQuestion(first) ? first : undefined;
}

/** A link for each step of the scale; it opens the survey with that step chosen and records nothing. */
export function stepLinks(
  question: ScaleQuestion,
  link: string,
  carried: Carried,
): readonly { readonly step: number; readonly href: string }[] {
  return stepsOf(scaleOf(question)).map((step) => ({
    step,
    href: surveyAddress(link, { ...carried, [question.key]: String(step) }),
  }));
}

/** HTML to paste into a mail: the question and its steps as links, in tables, which every mail program lays out alike. */
export function mailHtml(
  question: ScaleQuestion,
  { language, links }: { readonly language: string; readonly links: ReturnType<typeof stepLinks> },
): string {
  const cell = "border:1px solid #8a929e;border-radius:6px;text-align:center;font:16px/1 Arial,sans-serif";
  const anchor = "display:block;padding:13px 0;min-width:34px;color:#161a20;text-decoration:none";
  const cells = links.map(
    ({ step, href }) => `    <td style="${cell}"><a href="${escaped(href)}" style="${anchor}">${step}</a></td>`,
  );
  const ends = [question.lowLabel, question.highLabel].map((text) => escaped(textIn(text, language)));
  const note = "font:13px/1.4 Arial,sans-serif;color:#636c79";
  return [
    `<p style="font:bold 16px/1.4 Arial,sans-serif">${escaped(textIn(question.title, language))}</p>`,
    `<table role="presentation" cellspacing="4" cellpadding="0" width="100%" style="max-width:560px">`,
    `  <tr>`,
    ...cells,
    `  </tr>`,
    `</table>`,
    `<p style="${note}">${ends[0]} &middot;&middot;&middot; ${ends[1]}</p>`,
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

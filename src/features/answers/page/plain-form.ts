import type { Definition } from "#feature/surveys/contract";
import type { VisiblePage } from "#feature/surveys/runtime";

import { addressOf } from "./address.ts";
import { plainFormHtml } from "./form-view.ts";
import { hole, preparePage, type HoleValues, type PreparedPage } from "./prepared-page.ts";
import { dense } from "./respond.ts";
import type { Visit } from "./visit.ts";

/**
 * The form as everybody sees it who comes for the first time: written and compressed once for each survey version,
 * language, page and look. Undefined when it differs from respondent to respondent.
 */
export function plainForm(visit: Visit, shown: VisiblePage): PreparedPage | undefined {
  const pages = prepared.get(visit.definition) ?? new Map<string, PreparedPage | undefined>();
  prepared.set(visit.definition, pages);
  const key = keyOf(visit, shown);
  if (pages.has(key)) return pages.get(key);

  const page = isSameForAll(visit.definition, shown)
    ? preparePage(dense(plainFormHtml(visit, shown, hole)))
    : undefined;
  if (pages.size > 200) pages.clear();
  pages.set(key, page);
  return page;
}

/** What this respondent has in the holes of a plain form. */
export function holesOf({ path, carried, language }: Visit, ticket: string): HoleValues {
  return (name) => {
    if (name === "ticket") return ticket;
    if (name === "action") return addressOf(path, carried, { lang: language });
    return addressOf(path, carried, { lang: name });
  };
}

const prepared = new WeakMap<Definition, Map<string, PreparedPage | undefined>>();

function keyOf({ language, brand }: Visit, { page, questions }: VisiblePage): string {
  const { name, colour, privacyUrl, logoUrl } = brand;
  return [language, page.key, questions.map(({ key }) => key).join(), name, colour, privacyUrl, logoUrl].join("\n");
}

/** Nothing shuffled and nothing piped in what this page shows. */
function isSameForAll({ title, intro }: Definition, { page, questions }: VisiblePage): boolean {
  const isShuffled = questions.some((question) => "randomise" in question && question.randomise);
  return !isShuffled && !JSON.stringify([title, intro, page.title, questions]).includes("{{");
}

import type { Context } from "hono";
import { html } from "hono/html";

import { chooseLanguage } from "#feature/surveys/runtime";

import { addressOf } from "./address.ts";
import { frameOf } from "./form-view.ts";
import { nothing } from "./html/asking.ts";
import { messageHtml, type Frame } from "./html/layout.ts";
import { sendPage, type PageStatus } from "./respond.ts";
import type { Found, Visit } from "./visit.ts";
import { acceptedLanguages, wordingIn, type Wording } from "./wording/languages.ts";

/** The pages that say why there is nothing to answer, and what to do. */
export type Refused = "missing" | "linkUnknown" | "closed" | "answered" | "tooMany" | "broken";

const statuses: Readonly<Record<Refused, PageStatus>> = {
  missing: 404,
  linkUnknown: 404,
  closed: 410,
  answered: 409,
  tooMany: 429,
  broken: 503,
};

/** Says no before the survey is known. */
export function sayNoToUnknown(c: Context, found: Extract<Found, { ok: false }>): Response {
  const { brand, language, code } = found;
  const said = wordingIn(language)[code];
  const frame: Frame = { brand, language, title: said.title, languages: [], asks: false };
  return sendPage(c, messageHtml(frame, said), { brand, status: statuses[code] });
}

/** Says that the fault is ours and passes, when nothing at all could be read. */
export function sayAway(c: Context): Response {
  const language = chooseLanguage(
    ["en", "ru", "uk"],
    [c.req.query("lang") ?? "", ...acceptedLanguages(c.req.header("accept-language"))],
  );
  const said = wordingIn(language).away;
  const brand = { name: "", colour: "#404040", privacyUrl: null, logoUrl: undefined };
  c.header("Retry-After", "5");
  return sendPage(c, messageHtml({ brand, language, title: said.title, languages: [], asks: false }, said), {
    brand,
    status: 503,
  });
}

/** Says no to a visit. Somebody who has answered an open survey may answer again. */
export function sayNo(c: Context, visit: Visit, refused: Refused): Response {
  const wording: Wording = wordingIn(visit.language);
  const said = wording[refused];
  const again =
    refused === "answered" && visit.token === undefined
      ? html`<p><a href="${addressOf(visit.path, visit.carried, { lang: visit.language })}">${wording.again}</a></p>`
      : nothing;
  const frame = { ...frameOf(visit, {}), asks: false };
  if (refused === "tooMany") c.header("Retry-After", "60");
  return sendPage(c, messageHtml(frame, said, again), { brand: visit.brand, status: statuses[refused] });
}

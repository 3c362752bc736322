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

/** Says what went wrong when nothing at all could be read. `away` is our fault and passes. */
export function sayTrouble(c: Context, trouble: "away" | "tooLarge"): Response {
  const accepted = acceptedLanguages(c.req.header("accept-language"));
  const language = chooseLanguage(["en", "ru", "uk"], [c.req.query("lang") ?? "", ...accepted]);
  const said = wordingIn(language)[trouble];
  const brand = { name: "", colour: "#404040", privacyUrl: null, logoUrl: undefined };
  if (trouble === "away") c.header("Retry-After", "5");
  const page = messageHtml({ brand, language, title: said.title, languages: [], asks: false }, said);
  return sendPage(c, page, { brand, status: trouble === "away" ? 503 : 413 });
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

import { html, raw } from "hono/html";

import type { Settings } from "#feature/organisation/contract";
import type { Theme } from "#feature/surveys/contract";

import { directionOf, nameOf, wordingIn } from "../wording/languages.ts";
import { nothing, type Html } from "./asking.ts";
import { styleFor } from "./style.ts";

/** The part of the organisation's settings that a respondent sees. */
export type Brand = Pick<Settings, "name" | "colour" | "privacyUrl"> & {
  /** Address of the logo; undefined shows the name. */
  readonly logoUrl: string | undefined;
  /** The survey's own look. */
  readonly theme?: Theme | undefined;
};

/** What stands around the main part of every public page. */
export interface Frame {
  readonly brand: Brand;
  readonly language: string;
  /** Title of the window. */
  readonly title: string;
  /** Links that show this page in other languages; empty shows no switch. */
  readonly languages: readonly LanguageLink[];
  /** Whether the note that taking part is voluntary is shown. */
  readonly asks: boolean;
  /** Whether this is tried, not answered; the page says so. */
  readonly isTest?: boolean;
}

/** One choice of the language switch. */
export interface LanguageLink {
  readonly language: string;
  readonly href: string;
}

/** A whole page. Never holds a script. */
export function pageHtml(frame: Frame, main: Html): Html {
  const { brand, language, title } = frame;
  const wording = wordingIn(language);
  const privacy =
    brand.privacyUrl === null ? nothing : html`<a href="${brand.privacyUrl}" rel="noopener">${wording.privacy}</a>`;
  const logo =
    brand.logoUrl === undefined
      ? html`<span>${brand.name}</span>`
      : html`<img src="${brand.logoUrl}" alt="${brand.name}" />`;

  return html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${raw(styleFor(brand).element)}
      </head>
      <body>
        <div class="w">
          <header>${logo}</header>
          ${frame.isTest ? html`<p class="n" role="status">${wording.testRun}</p>` : nothing}
          <main>${main}</main>
          <footer>${frame.asks ? html`<p>${wording.voluntary}</p>` : nothing}${languageSwitch(frame)}${privacy}</footer>
        </div>
      </body>
    </html>`;
}

/** A page that only says something. */
export function messageHtml(
  frame: Frame,
  said: { readonly title: string; readonly text: string },
  more: Html = nothing,
): Html {
  return pageHtml(
    frame,
    html`<h1>${said.title}</h1>
      ${said.text === "" ? nothing : html`<p>${said.text}</p>`}${more}`,
  );
}

function languageSwitch({ languages, language }: Frame): Html {
  if (languages.length < 2) return nothing;
  const links = languages.map((link) =>
    link.language === language
      ? html`<b lang="${link.language}" aria-current="true">${nameOf(link.language)}</b>`
      : html`<a href="${link.href}" lang="${link.language}" hreflang="${link.language}">${nameOf(link.language)}</a>`,
  );
  return html`<nav aria-label="${wordingIn(language).language}">${links}</nav>`;
}

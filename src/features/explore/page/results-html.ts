import { createHash } from "node:crypto";

import { html, raw } from "hono/html";

import type { ProductLanguage } from "#kit/language";
import type { ToldRow } from "#kit/told";

import { wordsIn } from "../actions/words.ts";
import type { Figures } from "./figures.ts";
import { resultsStyle } from "./results-style.ts";

type Html = ReturnType<typeof html>;

/** What stands on a published page besides its figures. */
export interface ResultsFrame {
  readonly title: string;
  readonly intro: string;
  readonly languages: readonly { readonly language: ProductLanguage; readonly href: string }[];
  /** Where the figures lie as CSV; undefined in a preview. */
  readonly csvHref: string | undefined;
}

/** The hash by which the page's policy knows its style. */
export const styleHash = `sha256-${createHash("sha256").update(resultsStyle).digest("base64")}`;

const ownNames: Readonly<Record<ProductLanguage, string>> = { en: "English", ru: "Русский", uk: "Українська" };

/** The whole page: no script, nothing from elsewhere, every text taken as it stands. */
export function resultsHtml(figures: Figures, frame: ResultsFrame): Html {
  const { language, organisation, day, cards, method, least } = figures;
  const t = wordsIn(language);
  return documentHtml(
    language,
    frame.title,
    html`<header>
        <span>${organisation}</span>
        ${languagesHtml(language, frame)}
      </header>
      <main>
        <h1>${frame.title}</h1>
        ${paragraphs(frame.intro)}
        <p class="soft">${t("public.asOf", { day })} ${t("public.protected", { count: least })}</p>
        ${cards.length === 0 ? html`<p>${t("public.nothing")}</p>` : cards.map(cardHtml)}
        ${frame.csvHref === undefined ? "" : html`<p><a href="${frame.csvHref}" download>${t("public.csv")}</a></p>`}
        ${
          method.length === 0
            ? ""
            : html`<details>
                <summary>${t("public.method")}</summary>
                ${method.map(([term, text]) => html`<p class="soft"><b>${term}.</b> ${text}</p>`)}
              </details>`
        }
      </main>`,
  );
}

/** A page that only says something. */
export function messageHtml(language: ProductLanguage, key: "missing" | "closed" | "busy" | "failed"): Html {
  const t = wordsIn(language);
  const title = t(`public.${key}`);
  return documentHtml(
    language,
    title,
    html`<main>
      <h1>${title}</h1>
      <p>${t(`public.${key}Text`)}</p>
    </main>`,
  );
}

function documentHtml(language: string, title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${raw(`<style>${resultsStyle}</style>`)}
      </head>
      <body>
        <div class="page">${body}</div>
      </body>
    </html>`;
}

function languagesHtml(language: string, { languages }: ResultsFrame): Html | string {
  if (languages.length < 2) return "";
  return html`<nav>
    ${languages.map(({ language: other, href }) =>
      other === language
        ? html`<b lang="${other}" aria-current="true">${ownNames[other]}</b>`
        : html`<a href="${href}" lang="${other}" hreflang="${other}">${ownNames[other]}</a>`,
    )}
  </nav>`;
}

function paragraphs(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== "")
    .map((part) => html`<p>${part.trim()}</p>`);
}

function cardHtml({ name, finding, asked, rows }: Figures["cards"][number]): Html {
  const hasPicture = rows.some(({ span }) => span !== null);
  return html`<section>
    <h2>${name}</h2>
    <p class="finding">${finding}</p>
    ${asked === "" ? "" : html`<p class="soft">${asked}</p>`}
    ${
      rows.length === 0
        ? ""
        : html`<table>
            <caption>
              ${name}
            </caption>
            <tbody>
              ${rows.map((row) => rowHtml(row, hasPicture ? domainOf(rows, row.unit) : undefined))}
            </tbody>
          </table>`
    }
  </section>`;
}

interface Domain {
  readonly low: number;
  readonly high: number;
}

function rowHtml(row: ToldRow, domain: Domain | undefined): Html {
  return html`<tr>
    <th scope="row">${row.name}</th>
    ${domain === undefined ? "" : html`<td class="track">${row.span === null ? "" : whisker(row.span, domain)}</td>`}
    <td class="figure">${row.figure}${row.change === "" ? "" : html`<small>${row.change}</small>`}</td>
  </tr>`;
}

function domainOf(rows: readonly ToldRow[], unit: string): Domain {
  const ends = rows.flatMap((row) => (row.span === null || row.unit !== unit ? [] : [row.span.low, row.span.high]));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const air = (high - low) * 0.06 || 1;
  return { low: low - air, high: high + air };
}

const width = 200;

/** A dot on its interval; decoration, since the numbers stand beside it. */
function whisker(span: NonNullable<ToldRow["span"]>, { low, high }: Domain): Html {
  const at = (value: number): string => ((width * (value - low)) / (high - low)).toFixed(1);
  return html`<svg viewBox="0 0 ${width} 16" width="${width}" height="16" aria-hidden="true">
    <line x1="${at(span.low)}" x2="${at(span.high)}" y1="8" y2="8" class="span" />
    <circle cx="${at(span.value)}" cy="8" r="4.5" class="dot" />
  </svg>`;
}

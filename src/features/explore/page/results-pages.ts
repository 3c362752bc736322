import type { Context, Hono } from "hono";

import { csvLine, csvMark } from "#kit/csv";
import type { ProductLanguage } from "#kit/language";
import { productLanguages } from "#kit/language";
import { Refusal } from "#kit/refusal";
import { createRateLimit } from "#platform/http/rate-limit";
import type { Stores } from "#platform/stores";

import { idIn } from "../actions/link-token.ts";
import { openPublication, type OpenPublication } from "../actions/publications.ts";
import { wordsIn } from "../actions/words.ts";
import { createCounter, type Figures } from "./figures.ts";
import { messageHtml, resultsHtml, styleHash } from "./results-html.ts";

/** What the composition root knows and published pages need. */
export interface ResultsPagesOptions {
  /** Address of the caller as far as trusted proxies tell; for the rate limit, never stored. */
  readonly addressOf: (c: Context) => string;
}

/** A whole office may sit behind one address; pages come from memory, so the limit stops machines only. */
const asking = { burst: 60, perSecond: 1 };

/**
 * `/results/{token}` and `/results/{token}/figures.csv`: published figures for whoever has the link. They need no session,
 * no script and no cookie. Unknown links are 404; those that are revoked, expired or closed 410, and say no more than that.
 */
export function mountResultsPages(app: Hono, stores: Stores, { addressOf }: ResultsPagesOptions): void {
  const counter = createCounter(stores);
  const limit = createRateLimit(stores.clock, asking);

  const answered = (show: (c: Context, open: OpenPublication) => Promise<Response>) => async (c: Context) => {
    try {
      limit.take(addressOf(c));
      const id = idIn(stores.config, "publication", c.req.param("token") ?? "");
      const open = await openPublication(stores, id);
      if (open === undefined) return say(c, "missing", 404);
      return open === null ? say(c, "closed", 410) : await show(c, open);
    } catch (error) {
      if (error instanceof Refusal && error.code === "request.too_many") return say(c, "busy", 429);
      if (error instanceof Refusal && error.code === "explore.link_dead") return say(c, "missing", 404);
      stores.log.error({ err: error }, "a published page failed");
      return say(c, "failed", 503);
    }
  };

  app.get(
    "/results/:token",
    answered(async (c, open) => {
      const language = languageOf(c, open.row.languages);
      const figures = await counter.figures(open, language);
      return pageOf(c, String(await resultsHtml(figures, frameOf(c, open))), 200);
    }),
  );
  app.get(
    "/results/:token/figures.csv",
    answered(async (c, open) => {
      const figures = await counter.figures(open, languageOf(c, open.row.languages));
      return c.body(csvOf(figures), 200, {
        ...headers,
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="figures.csv"',
      });
    }),
  );
}

const headers = {
  "cache-control": "public, max-age=60",
  "content-security-policy": `default-src 'none'; style-src '${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
};

function pageOf(c: Context, body: string, status: 200 | 404 | 410 | 429 | 503): Response {
  const kept = status === 200 ? {} : { "cache-control": "no-store" };
  const wait = status === 429 ? { "retry-after": String(Math.ceil(1 / asking.perSecond)) } : {};
  const vary = { vary: "accept-language" };
  return c.body(body, status, { ...headers, ...kept, ...vary, ...wait, "content-type": "text/html; charset=utf-8" });
}

async function say(
  c: Context,
  key: Parameters<typeof messageHtml>[1],
  status: 404 | 410 | 429 | 503,
): Promise<Response> {
  return pageOf(c, String(await messageHtml(languageOf(c, productLanguages), key)), status);
}

/** The one the address names, else the first the browser asks for, else the first of the publication. */
function languageOf(c: Context, offered: readonly ProductLanguage[]): ProductLanguage {
  const wished = [
    c.req.query("lang") ?? "",
    ...(c.req.header("accept-language") ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase()),
  ];
  const chosen = wished.map((wish) => offered.find((language) => language === wish));
  return chosen.find((language) => language !== undefined) ?? offered[0] ?? "en";
}

function frameOf(c: Context, { row: { title, intro, languages } }: OpenPublication) {
  const path = `/results/${c.req.param("token") ?? ""}`;
  const language = languageOf(c, languages);
  return {
    title,
    intro,
    languages: languages.map((other) => ({ language: other, href: `${path}?lang=${other}` })),
    csvHref: `${path}/figures.csv?lang=${language}`,
  };
}

/** Just the figures of the page, each with interval and n. */
function csvOf({ language, cards }: Figures): string {
  const t = wordsIn(language);
  const head = ["card", "row", "value", "low", "high", "n", "words"].map((key) => t(`public.column.${key}`));
  const lines = cards.flatMap(({ name, rows }) =>
    rows.map((row) =>
      csvLine([
        name,
        row.name,
        row.span?.value ?? null,
        row.span?.low ?? null,
        row.span?.high ?? null,
        row.n,
        [row.figure, row.change].filter(Boolean).join(", "),
      ]),
    ),
  );
  return [csvMark + csvLine(head), ...lines].join("");
}

import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { routePath } from "hono/route";

import { readSettings } from "#feature/organisation";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { createDesk, type PageDesk } from "./desk.ts";
import { showPreview, showTypedPreview } from "./preview.ts";
import { showPoster, showQrCode } from "./print.ts";
import { receiveStep } from "./receive.ts";
import { sayTrouble } from "./say-no.ts";
import { showSurvey } from "./show.ts";
import { logoStamp } from "./visit.ts";

/** What the composition root knows and the public pages need. */
export interface PublicPagesOptions {
  /** Address of the caller as far as trusted proxies tell; for the rate limit, never stored. */
  readonly addressOf: (c: Context) => string;
}

/** What the composition root knows and the preview needs. */
export interface PreviewPagesOptions {
  readonly viewerOf: (c: Context) => Promise<Viewer>;
}

/**
 * The pages respondents see: `/s/{slug}`, `/s/{slug}/{token}`, `/s/{slug}/qr.svg`, `/s/{slug}/poster` and the logo.
 * They need no session, no script and no cookie, and bring their own headers and body limit. Mount at the root, or let
 * requests below `/s/` go straight here: the way past the middleware of the web app is about twice as quick.
 */
export function publicPages(stores: Stores, { addressOf }: PublicPagesOptions): Hono {
  const app = new Hono();
  const desk = createDesk(stores, addressOf);
  const shown = (show: (desk: PageDesk, c: Context) => Promise<Response>) => async (c: Context) => {
    try {
      return await show(desk, c);
    } catch (error) {
      stores.log.error({ err: error, path: routePath(c) }, "a public page failed");
      return sayTrouble(c, "away");
    }
  };

  const limit = bodyLimit({ maxSize: 1_000_000, onError: (c) => sayTrouble(c, "tooLarge") });

  app.get("/s/-/logo/:stamp", (c) => showLogo(stores, c));
  app.get("/s/:slug/qr.svg", shown(showQrCode));
  app.get("/s/:slug/poster", shown(showPoster));
  for (const path of ["/s/:slug", "/s/:slug/:token"]) {
    app.get(path, shown(showSurvey));
    app.post(path, limit, shown(receiveStep));
  }
  return app;
}

/**
 * `/surveys/{id}/preview?lang=&page=&ending=` for those who may read surveys: a page or an ending of the draft, to be
 * shown in a frame of the web app. With POST, of the definition in its body. It never records. Mount at the root.
 */
export function previewPages(stores: Stores, { viewerOf }: PreviewPagesOptions): Hono {
  const app = new Hono();
  const limit = bodyLimit({ maxSize: 2_000_000, onError: (c) => c.json({ errors: [] }, 413) });
  app.get("/surveys/:id/preview", async (c) => showPreview(stores, await viewerOf(c), c));
  app.post("/surveys/:id/preview", limit, async (c) => showTypedPreview(stores, await viewerOf(c), c));
  return app;
}

/** The logo under an address that changes with it, so that it may be kept for ever. */
async function showLogo(stores: Stores, c: Context): Promise<Response> {
  const { logo } = await stores.postgres.read((tx) => readSettings(tx));
  const match = /^data:(image\/[a-z+]+);base64,(.*)$/s.exec(logo ?? "");
  if (logo === null || match === null || logoStamp(logo) !== c.req.param("stamp")) return c.notFound();
  return c.body(Buffer.from(match[2] ?? "", "base64"), 200, {
    "Content-Type": match[1] ?? "image/png",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
  });
}

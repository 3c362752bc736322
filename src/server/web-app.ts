import type { Context, Hono } from "hono";

import { authHandler, createAuth, viewerOf } from "#feature/access";
import { previewPages, publicPages } from "#feature/answers";
import { mountImportFiles } from "#feature/imports";
import type { Viewer } from "#kit/viewer";
import { readHealth } from "#platform/health";
import { createApp } from "#platform/http/app";
import { bindRoutes } from "#platform/http/bind";
import { openApiOf } from "#platform/http/openapi";
import { clientAddress } from "#platform/http/request-facts";
import { createStaticFiles } from "#platform/http/static-files";
import { metricsRegistry } from "#platform/metrics";
import type { Stores } from "#platform/stores";
import { version } from "#platform/version";

import { allErrors, allRoutes } from "./slices.ts";
import { webFolder } from "./web-bundle.ts";

/** How the app is put together. */
export interface WebAppOptions {
  /** Addresses under which people open it besides `HOLOS_PUBLIC_URL`, for sign-in. */
  readonly baseUrls: readonly string[];
  /** Compare every answer with its contract. */
  readonly checkOutput: boolean;
}

/**
 * The whole product over HTTP: operations, sign-in, public survey pages, health, metrics, and the web app.
 * Pages that respondents see go past what the rest needs of every request: they bring their own headers and limits, and
 * are asked for the most.
 */
export function createWebApp(stores: Stores, options: WebAppOptions): Pick<Hono, "fetch"> {
  const app = createSignedInApp(stores, options);
  const pages = publicPages(stores, { addressOf: (context) => clientAddress(context, stores.config.trustProxy) });
  return { fetch: (request, ...rest) => (isPublicPage(request.url) ? pages : app).fetch(request, ...rest) };
}

/** Whether the path begins with `/s/`, without parsing the whole address. */
function isPublicPage(url: string): boolean {
  return url.startsWith("/s/", url.indexOf("/", "https://".length));
}

function createSignedInApp(stores: Stores, options: WebAppOptions): Hono {
  createAuth(stores, { baseUrls: options.baseUrls });
  const app = createApp({ log: stores.log, errors: allErrors, largeBodies: ["/api/v1/imports"] });
  const viewer = (request: Request): Promise<Viewer> => viewerOf(stores, request.headers);

  mountHealth(app, stores);
  app.all("/api/auth/*", (context) =>
    authHandler(stores, context.req.raw, clientAddress(context, stores.config.trustProxy)),
  );
  bindRoutes(app, allRoutes, { stores, viewerOf: viewer, errors: allErrors, checkOutput: options.checkOutput });
  mountImportFiles(app, { stores, viewerOf: (context: Context) => viewer(context.req.raw) });
  mountOpenApi(app, stores);
  app.route("/", previewPages(stores, { viewerOf: (context) => viewer(context.req.raw) }));
  mountWebFiles(app);
  return app;
}

/** `live`: the process runs. `ready`: it can do its work. Metrics hold counts and times, nothing of anybody. */
function mountHealth(app: Hono, { postgres, clickhouse }: Stores): void {
  app.get("/health/live", (context) => context.json({ live: true, version }));
  app.get("/health/ready", async (context) => {
    const health = await readHealth(postgres, clickhouse);
    return context.json(health, health.ready ? 200 : 503);
  });
  app.get("/metrics", async (context) =>
    context.text(await metricsRegistry.metrics(), 200, { "content-type": metricsRegistry.contentType }),
  );
}

function mountOpenApi(app: Hono, { config }: Stores): void {
  const operations = allRoutes.map(({ operation }) => operation);
  const server = config.publicUrl === undefined ? {} : { server: config.publicUrl };
  let document: Record<string, unknown> | undefined;
  app.get("/api/openapi.json", (context) => {
    document ??= openApiOf(operations, allErrors, { title: "Holos", version, ...server });
    return context.json(document);
  });
}

/** Files of the web app; every other page address answers its entry page, since the app routes by itself. */
function mountWebFiles(app: Hono): void {
  const files = createStaticFiles(webFolder);
  app.get("*", async (context, next) => {
    const path = context.req.path;
    if (path.startsWith("/api/")) return next();
    const file = path === "/" ? undefined : await files.serve(context, path);
    if (file !== undefined) return file;
    if (/\.\w+$/.test(path)) return next();
    return (await files.serve(context, "index.html")) ?? next();
  });
}

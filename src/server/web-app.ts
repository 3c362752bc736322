import type { Context, Hono } from "hono";

import { authHandler, createAuth, mountAuditFile, viewerOf } from "#feature/access";
import { answersRoutes, previewPages, publicPages } from "#feature/answers";
import { mountDirectoryFiles, mountScim } from "#feature/directory";
import { mountResultsPages } from "#feature/explore";
import { mountImportFiles } from "#feature/imports";
import type { Viewer } from "#kit/viewer";
import { readHealth } from "#platform/health";
import { createApp, errorResponse, type AppOptions } from "#platform/http/app";
import { bindRoutes, type Binding } from "#platform/http/bind";
import { createDirectHandler, type DirectHandler } from "#platform/http/direct";
import { openApiOf } from "#platform/http/openapi";
import { createRateLimit } from "#platform/http/rate-limit";
import { clientAddress } from "#platform/http/request-facts";
import { createStaticFiles } from "#platform/http/static-files";
import { metricsRegistry } from "#platform/metrics";
import type { Stores } from "#platform/stores";
import { version } from "#platform/version";

import { errorWording } from "./error-wording.ts";
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
export function createWebApp(stores: Stores, options: WebAppOptions): WebApp {
  const binding: Binding = {
    stores,
    viewerOf: (headers) => viewerOf(stores, headers),
    errors: allErrors,
    checkOutput: options.checkOutput,
    limit: apiLimit(stores),
  };
  const appOptions: AppOptions = {
    log: stores.log,
    errors: allErrors,
    wording: errorWording,
    largeBodies: ["/api/v1/imports", "/api/v1/directory/files", batchPath],
  };
  const app = createSignedInApp(binding, appOptions, options);
  const pages = publicPages(stores, { addressOf: (context) => clientAddress(context, stores.config.trustProxy) });
  const direct = createDirectHandler(hotRoutes, {
    ...binding,
    bodyLimit: largestBatch,
    answerError: (error, about) => errorResponse(error, about, appOptions),
  });
  const routes = app.routes.map(({ method, path }) => `${method} ${path}`);
  return {
    fetch: (request, ...rest) => (isPublicPage(request.url) ? pages : app).fetch(request, ...rest),
    direct,
    routes,
  };
}

/** What `listen` serves. */
export type WebApp = Pick<Hono, "fetch"> & {
  readonly direct: DirectHandler;
  /** Method and path of everything but the public pages, so that a test can tell when one has been forgotten. */
  readonly routes: readonly string[];
};

const batchPath = "/api/v1/answers/batch";
/** Bytes of a batch of a thousand responses with long comments. */
const largestBatch = 16 * 1024 * 1024;

/** Other systems send answers by the thousand. */
const hotRoutes = answersRoutes.filter(
  ({ operation }) => operation.id === "answers.submit" || operation.path === batchPath,
);

/** Keys and users by themselves, strangers by their address. */
function apiLimit({ clock, config }: Stores): NonNullable<Binding["limit"]> {
  const known = createRateLimit(clock, { perSecond: config.apiRate, burst: config.apiRate * 5 });
  const strangers = createRateLimit(clock, { perSecond: config.apiRate / 50, burst: config.apiRate / 5 });
  return (viewer, address) => (viewer.kind === "anonymous" ? strangers.take(address) : known.take(viewer.id));
}

/** Whether the path begins with `/s/`, without parsing the whole address. */
function isPublicPage(url: string): boolean {
  return url.startsWith("/s/", url.indexOf("/", "https://".length));
}

function createSignedInApp(binding: Binding, appOptions: AppOptions, options: WebAppOptions): Hono {
  const { stores } = binding;
  createAuth(stores, { baseUrls: options.baseUrls });
  const app = createApp(appOptions);
  const viewer = (context: Context): Promise<Viewer> => binding.viewerOf(context.req.raw.headers);

  mountHealth(app, stores);
  app.all("/api/auth/*", (context) =>
    authHandler(stores, context.req.raw, clientAddress(context, stores.config.trustProxy), (refusal) => {
      throw refusal;
    }),
  );
  bindRoutes(app, allRoutes, binding);
  mountAuditFile(app, { stores, viewerOf: viewer });
  mountImportFiles(app, { stores, viewerOf: viewer });
  mountDirectoryFiles(app, { stores, viewerOf: viewer });
  mountScim(app, {
    stores,
    viewerOf: viewer,
    limit: (asker, context) => binding.limit?.(asker, clientAddress(context, stores.config.trustProxy)),
  });
  mountResultsPages(app, stores, { addressOf: (context) => clientAddress(context, stores.config.trustProxy) });
  mountOpenApi(app, stores);
  app.route("/", previewPages(stores, { viewerOf: viewer }));
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

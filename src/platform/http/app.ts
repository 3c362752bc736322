import { Hono, type Context, type Env } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";

import type { ErrorTable } from "#kit/operation";
import { Refusal } from "#kit/refusal";

import type { Log } from "../log.ts";
import { observeRequest } from "../metrics.ts";
import { isAway } from "./away.ts";
import { refuseCrossSite } from "./cross-site.ts";
import { bugProblem, problemOf, problemResponse, type Wording } from "./problem.ts";
import { languageOf, requestIdOf } from "./request-facts.ts";
import { secureHeaders } from "./security-headers.ts";

/** What an app is made with. */
export interface AppOptions {
  readonly log: Log;
  readonly errors: ErrorTable;
  readonly wording?: Wording;
  /** Largest body in bytes, 1 MB when left out; paths that take files bring their own limit and stand in `largeBodies`. */
  readonly bodyLimit?: number;
  readonly largeBodies?: readonly string[];
}

/**
 * An app with what every request gets: id, security headers, cross-site check, body limit, compression, and one place
 * where errors become problems and are logged once. Routes are added by `bindRoutes` and by hand.
 */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const id = requestIdOf(context);
    await next();
    context.header("x-request-id", id);
  });
  app.use(secureHeaders);
  app.use(refuseCrossSite);
  app.use(limitBodies(options));
  app.use(compress({ threshold: 1024 }));
  app.notFound((context) => answerError(context, new Refusal("request.not_found"), options));
  app.onError((error, context) => answerError(context, error, options));
  return app;
}

function limitBodies({ bodyLimit: limit = 1_000_000, largeBodies = [] }: AppOptions) {
  const check = bodyLimit({
    maxSize: limit,
    onError: () => {
      throw new Refusal("request.too_large", { limit });
    },
  });
  return (context: Context<Env, string>, next: () => Promise<void>) =>
    largeBodies.some((path) => context.req.path.startsWith(path)) ? next() : check(context, next);
}

function answerError(context: Context, error: Error, options: AppOptions): Response {
  const about = { path: context.req.path, requestId: requestIdOf(context), language: languageOf(context) };
  return errorResponse(error, about, options);
}

/** What an error answer says of the request it belongs to. */
export interface AboutRequest {
  readonly path: string;
  readonly requestId: string;
  readonly language: string;
}

/** A refusal as its problem; a store that is away as 503; anything else as a bug that is logged once, with its stack. */
export function errorResponse(error: Error, about: AboutRequest, options: AppOptions): Response {
  if (error instanceof Refusal) return refuse(about, error, options);
  if (isAway(error)) {
    options.log.warn({ err: error, requestId: about.requestId }, "a store is away");
    return refuse(about, new Refusal("server.unavailable"), options, { "retry-after": "2" });
  }
  return answerBug(about, error, options);
}

function refuse(
  about: AboutRequest,
  refusal: Refusal,
  options: AppOptions,
  headers: Record<string, string> = {},
): Response {
  const { errors, wording } = options;
  const { path: instance, requestId, language } = about;
  const problem = problemOf(refusal, { errors, wording, language, instance, requestId });
  if (problem === undefined)
    return answerBug(about, new Error(`No table has the code ${refusal.code}`, { cause: refusal }), options);

  observeRequest("refused", problem.status, 0);
  return problemResponse(problem, { ...retryAfter(refusal), ...headers });
}

function answerBug({ path, requestId }: AboutRequest, error: Error, { log }: AppOptions): Response {
  log.error({ err: error, requestId, path }, "request failed");
  observeRequest("failed", 500, 0);
  return problemResponse(bugProblem({ instance: path, requestId }));
}

function retryAfter({ params: { seconds } }: Refusal): Record<string, string> {
  return typeof seconds === "number" ? { "retry-after": `${seconds}` } : {};
}

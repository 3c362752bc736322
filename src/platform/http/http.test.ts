import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { z } from "zod";

import { defineOperation, type Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { quietLog } from "#testing/database";
import { fakeClock } from "#testing/fake-clock";

import { readConfig } from "../config.ts";
import type { Stores } from "../stores.ts";
import { createApp } from "./app.ts";
import { bindRoutes } from "./bind.ts";
import { listen } from "./listen.ts";
import { openApiOf } from "./openapi.ts";
import type { Problem } from "./problem.ts";
import { createRateLimit } from "./rate-limit.ts";
import { route } from "./route.ts";
import { createStaticFiles } from "./static-files.ts";

const errors = { "cup.empty": { status: 409, message: "The cup {cup} is empty." } } as const;

const readCup = defineOperation({
  id: "cups.read",
  method: "get",
  path: "/api/cups/:id",
  summary: "One cup",
  permission: "answers.read",
  params: z.object({ id: z.coerce.number().int().positive() }),
  query: z.object({ size: z.enum(["s", "l"]).default("s"), tag: z.array(z.string()).optional() }),
  output: z.object({ id: z.number(), size: z.string(), language: z.string() }),
  errors: ["cup.empty"],
});
const fillCup = defineOperation({
  id: "cups.fill",
  method: "post",
  path: "/api/cups",
  summary: "Fills a cup",
  permission: "public",
  body: z.strictObject({ name: z.string().min(1).max(20), drops: z.number().int().min(1) }),
  output: z.void(),
  errors: [],
});
const breakCup = defineOperation({
  id: "cups.break",
  method: "get",
  path: "/api/broken/:how",
  summary: "Breaks",
  permission: "signed-in",
  params: z.object({ how: z.string() }),
  output: z.object({ ok: z.literal(true) }),
  errors: [],
});

const routes = [
  route(readCup, (call, { params, query }) => {
    if (params.id === 404) throw new Refusal("cup.empty", { cup: "blue" });
    return Promise.resolve({ id: params.id, size: query.size, language: call.language });
  }),
  route(fillCup, () => Promise.resolve(undefined)),
  route(breakCup, (_, { params }) => {
    if (params.how === "bug") throw new TypeError("secret detail");
    if (params.how === "away") throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    return Promise.resolve({ ok: false } as unknown as { ok: true });
  }),
];
const app = appWith("answers.read");

test("input is parsed by the contract and the answer is JSON with id and security headers", async () => {
  const response = await app.request("/api/cups/7?size=l", {
    headers: { "accept-language": "de, uk;q=0.8, ru;q=0.5" },
  });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { id: 7, size: "l", language: "uk" });
  assert.match(response.headers.get("x-request-id") ?? "", /^[\w-]{36}$/);
  assert.match(response.headers.get("content-security-policy") ?? "", /script-src 'self';/);
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
});

test("all wrong fields are named at once with rule and path", async () => {
  const problem = await problemOf(await app.request("/api/cups/x?size=xl"), 400);
  assert.equal(problem.code, "request.invalid");
  assert.deepEqual(
    problem.errors?.map(({ field }) => field),
    ["id", "size"],
  );

  const body = await problemOf(await postJson({ name: "", drops: 0.5, more: 1 }), 400);
  assert.deepEqual(body.errors?.map(({ field, code }) => `${field} ${code}`).toSorted(), [
    "drops invalid_type",
    "more unrecognized_keys",
    "name too_small",
  ]);
  const missing = await problemOf(await postJson({}), 400);
  assert.deepEqual(
    missing.errors?.map(({ field, code }) => `${field} ${code}`),
    ["name required", "drops required"],
  );
});

test("bodies that are no JSON, of another type or too large are refused by code", async () => {
  const send = (body: string, type: string) =>
    app.request("/api/cups", { method: "POST", body, headers: { "content-type": type } });
  assert.equal((await problemOf(await send("{", "application/json"), 400)).code, "request.not_json");
  assert.equal((await problemOf(await send("<x/>", "text/xml"), 400)).code, "request.wrong_type");
  assert.equal((await problemOf(await send("x".repeat(2000), "application/json"), 413)).code, "request.too_large");
  assert.equal((await send('{"name":"a","drops":1}', "application/json")).status, 204);
});

test("a refusal is answered with the status and words of its table, filled in", async () => {
  const problem = await problemOf(await app.request("/api/cups/404"), 409);
  assert.deepEqual(
    [problem.code, problem.detail, problem.params, problem.instance],
    ["cup.empty", "The cup blue is empty.", { cup: "blue" }, "/api/cups/404"],
  );
});

test("nobody passes without signing in or without the permission", async () => {
  assert.equal((await problemOf(await appWith(undefined).request("/api/cups/1"), 401)).code, "access.not_signed_in");
  assert.equal((await problemOf(await appWith("audit.read").request("/api/cups/1"), 403)).code, "access.forbidden");
  assert.equal((await appWith(undefined).request("/api/cups", jsonPost({ name: "a", drops: 1 }))).status, 204);
});

test("a bug says nothing of itself, an answer against the contract is a bug, a store that is away is 503", async () => {
  const bug = await app.request("/api/broken/bug");
  const text = await bug.clone().text();
  assert.equal((await problemOf(bug, 500)).code, "server.failed");
  assert.doesNotMatch(text, /secret detail/);
  assert.equal((await problemOf(await app.request("/api/broken/contract"), 500)).code, "server.failed");
  const away = await app.request("/api/broken/away");
  assert.equal(away.headers.get("retry-after"), "2");
  assert.equal((await problemOf(away, 503)).code, "server.unavailable");
  assert.equal((await problemOf(await app.request("/nowhere"), 404)).code, "request.not_found");
});

test("a change with a cookie from another site is refused, one without a cookie is not", async () => {
  const send = (headers: Record<string, string>) =>
    app.request(
      "http://holos.example/api/cups",
      jsonPost({ name: "a", drops: 1 }, { host: "holos.example", ...headers }),
    );
  assert.equal((await send({ cookie: "s=1", "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await send({ cookie: "s=1", origin: "https://evil.example" })).status, 403);
  assert.equal((await send({ cookie: "s=1", origin: "http://holos.example" })).status, 204);
  assert.equal((await send({ "sec-fetch-site": "cross-site" })).status, 204);
});

test("the OpenAPI document names paths, parameters, bodies and every problem", () => {
  const document = openApiOf([readCup, fillCup], errors, { title: "Cups", version: "1" }) as unknown as OpenApi;
  assert.equal(document.openapi, "3.1.0");
  const read = document.paths["/api/cups/{id}"]?.["get"];
  assert.deepEqual(
    read?.parameters.map(({ name, in: place, required }) => [name, place, required]),
    [
      ["id", "path", true],
      ["size", "query", false],
      ["tag", "query", false],
    ],
  );
  assert.deepEqual(Object.keys(read?.responses ?? {}).toSorted(), ["200", "400", "401", "403", "409"]);
  assert.deepEqual(Object.keys(document.paths["/api/cups"]?.["post"]?.responses ?? {}).toSorted(), ["204", "400"]);
});

test("a bucket gives its burst, then one at a time as it fills", () => {
  const clock = fakeClock();
  const limit = createRateLimit(clock, { burst: 2, perSecond: 0.5 });
  limit.take("a");
  limit.take("a");
  assert.throws(
    () => limit.take("a"),
    (error) => error instanceof Refusal && error.params["seconds"] === 2,
  );
  limit.take("b");
  clock.advance(2000);
  limit.take("a");
  assert.throws(() => limit.take("a"));
});

test("static files come compressed, revalidated or for ever, and nothing outside of the folder", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "holos-static-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const script = "export const a = 1;\n".repeat(200);
  writeFileSync(join(folder, "app-12345678.js"), script);
  writeFileSync(join(folder, "index.html"), "<p>hi");
  const files = createStaticFiles(folder);
  const web = createApp({ log: quietLog, errors: {} });
  web.get("/*", async (context) => (await files.serve(context, context.req.path)) ?? context.notFound());

  const brotli = await web.request("/app-12345678.js", { headers: { "accept-encoding": "gzip, br" } });
  assert.equal(brotliDecompressSync(await brotli.arrayBuffer()).toString(), script);
  assert.match(brotli.headers.get("cache-control") ?? "", /immutable/);
  const gzip = await web.request("/app-12345678.js", { headers: { "accept-encoding": "gzip, br;q=0" } });
  assert.equal(gunzipSync(await gzip.arrayBuffer()).toString(), script);
  const page = await web.request("/index.html");
  assert.equal(page.headers.get("cache-control"), "no-cache");
  const again = await web.request("/index.html", { headers: { "if-none-match": page.headers.get("etag") ?? "" } });
  assert.equal(again.status, 304);
  for (const path of ["/../http.test.ts", "/%2e%2e/x", "/none"]) assert.equal((await web.request(path)).status, 404);
});

test("a taken port is an error when it was asked for, otherwise the next free one is used", async () => {
  const hello = { fetch: () => new Response("hello") };
  const config = { host: "127.0.0.1", port: 41_300, portFixed: false };
  const first = await listen(hello, config);
  const second = await listen(hello, config);
  assert.ok(second.port > first.port);
  await assert.rejects(listen(hello, { ...config, port: first.port, portFixed: true }), {
    code: "port-taken",
    message: /HOLOS_PORT/,
  });
  assert.equal(await statusOf(second.url), 200);
  await Promise.all([first.close(), second.close()]);
});

interface OpenApi {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      { parameters: { name: string; in: string; required: boolean }[]; responses: Record<string, unknown> }
    >
  >;
}

function appWith(permission: Permission | undefined) {
  const made = createApp({ log: quietLog, errors, bodyLimit: 1000 });
  const stores = { config: readConfig({}), log: quietLog } as Stores;
  const viewer = {
    kind: permission === undefined ? "anonymous" : "user",
    permissions: new Set(permission === undefined ? [] : [permission]),
    language: "",
  } as unknown as Viewer;
  bindRoutes(made, routes, { stores, errors, checkOutput: true, viewerOf: () => Promise.resolve(viewer) });
  return made;
}

function postJson(body: unknown): Promise<Response> {
  return Promise.resolve(app.request("/api/cups", jsonPost(body)));
}

function jsonPost(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } };
}

async function problemOf(response: Response, status: number): Promise<Problem> {
  assert.equal(response.status, status);
  assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/);
  const problem = (await response.json()) as Problem;
  assert.equal(problem.status, status);
  assert.ok(problem.requestId.length > 0 && problem.title.length > 0);
  return problem;
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once("error", reject)
      .end();
  });
}

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { anonymousViewer, viewerForTest } from "#feature/access";
import { createApp } from "#platform/http/app";
import { bindRoutes } from "#platform/http/bind";
import { quietLog, testStores } from "#testing/database";

import { carryOutAbandoned } from "../actions/carry-out.ts";
import { importErrors, importSchema, inspectionSchema, type Import, type ProfileInput } from "../contract.ts";
import { importsWording } from "../wording/files.ts";
import { mountImportFiles } from "./files.ts";
import { importsRoutes } from "./operations.ts";

const folder = mkdtempSync(join(tmpdir(), "holos-routes-"));
const made = await testStores({ after });
const stores = { ...made, config: { ...made.config, dataDir: folder } };
after(() => rmSync(folder, { recursive: true, force: true }));

const viewerOf = (headers: Headers) =>
  Promise.resolve(headers.get("x-who") === "nobody" ? anonymousViewer("en") : viewerForTest());
const app = createApp({
  log: quietLog,
  errors: importErrors,
  wording: importsWording,
  largeBodies: ["/api/v1/imports"],
});
bindRoutes(app, importsRoutes, { stores, viewerOf, errors: importErrors, checkOutput: true });
mountImportFiles(app, { stores, viewerOf: (context) => viewerOf(context.req.raw.headers) });

const file = "score,why\n9,good\n=1+1,bad\n";
const profile: ProfileInput = {
  name: "Routes",
  programme: "transactional",
  survey: "routes",
  scores: [{ key: "score", column: "score", kind: "recommendation" }],
  comments: [{ key: "why", column: "why" }],
  fixedTime: "2026-01-01T12:00:00Z",
};

test("a file goes in as a raw body, is run, and its refused cells come out as CSV", async () => {
  const inspection = inspectionSchema.parse(await (await upload(file)).json());
  const path = `/api/v1/imports/${inspection.importId}`;
  const started = await post(`${path}/run`, { profile });
  assert.equal(importSchema.parse(await started.json()).state, "running");
  await carryOutAbandoned(stores);

  const done = (await (await app.request(path)).json()) as Import;
  const errors = await app.request(`${path}/errors.csv?lang=uk`);

  assert.deepEqual([done.state, done.created, done.refused], ["done", 1, 1]);
  assert.equal(errors.headers.get("content-type"), "text/csv; charset=utf-8");
  assert.match(errors.headers.get("content-disposition") ?? "", /^attachment; filename="errors-/);
  assert.match(await errors.text(), /рядок,стовпець,значення,помилка\r\n3,score,'=1\+1,Це не число/);
});

test("a file goes in as part of a form as well", async () => {
  const form = new FormData();
  form.set("note", "March");
  form.set("file", new File([file], "march.csv"));

  const answer = await app.request("/api/v1/imports", { method: "POST", body: form });

  assert.deepEqual(inspectionSchema.parse(await answer.json()).fileName, "march.csv");
});

test("a file can be read otherwise than it was at first, and the suggested profile reads it so", async () => {
  const inspection = inspectionSchema.parse(await (await upload("Export\nscore;why\n9;a, b\n8;c\n")).json());
  const path = `/api/v1/imports/${inspection.importId}/inspection`;

  const read = await app.request(`${path}?headerRow=2&delimiter=${encodeURIComponent(";")}`);
  const otherwise = inspectionSchema.parse(await read.json());

  assert.deepEqual(
    otherwise.columns.map(({ name }) => name),
    ["score", "why"],
  );
  assert.deepEqual(otherwise.suggested.file, { headerRow: 2, delimiter: ";" });
  assert.equal((await app.request(`${path}?headerRow=0`)).status, 400);
});

test("a path in the file's name is only its last part", async () => {
  const answer = await upload(file, "..%2F..%2Fetc%2Fpasswd%00.csv");

  assert.equal(inspectionSchema.parse(await answer.json()).fileName, "passwd.csv");
});

test("what cannot be read is a problem in the reader's language", async () => {
  const answer = await upload("", "empty.csv", { "accept-language": "ru" });

  const problem = (await answer.json()) as { code: string; detail: string };
  assert.deepEqual(
    [answer.status, problem.code, problem.detail],
    [422, "imports.file_unreadable", "Файл не читается: он пуст."],
  );
});

test("a body is not even read from somebody who may not import", async () => {
  let pulled = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulled += 1;
      if (pulled > 1000) controller.close();
      else controller.enqueue(Buffer.alloc(65_536));
    },
  });
  const init = { method: "POST", body, duplex: "half", headers: { "x-who": "nobody" } };

  const answer = await app.request("/api/v1/imports?name=x.csv", init as RequestInit);

  assert.equal(answer.status, 401);
  assert.ok(pulled < 10, String(pulled));
  assert.equal((await app.request("/api/v1/imports/x/errors.csv", { headers: { "x-who": "nobody" } })).status, 401);
  assert.equal((await app.request("/api/v1/imports/x/errors.csv")).status, 404);
});

function upload(body: string, name = "a.csv", headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(app.request(`/api/v1/imports?name=${name}`, { method: "POST", body, headers }));
}

function post(path: string, body: unknown): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return Promise.resolve(app.request(path, { method: "POST", body: JSON.stringify(body), headers }));
}

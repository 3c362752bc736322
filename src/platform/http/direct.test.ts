import assert from "node:assert/strict";
import { test } from "node:test";

import { z } from "zod";

import { defineOperation } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { quietLog } from "#testing/database";

import { readConfig } from "../config.ts";
import { freePort } from "../engines/free-port.ts";
import type { Stores } from "../stores.ts";
import { createApp, errorResponse, type AppOptions } from "./app.ts";
import { bindRoutes, type Binding } from "./bind.ts";
import { createDirectHandler } from "./direct.ts";
import { listen } from "./listen.ts";
import { route } from "./route.ts";

const fillCup = defineOperation({
  id: "cups.fill",
  method: "post",
  path: "/api/cups",
  summary: "Fills a cup",
  permission: "answers.write",
  body: z.strictObject({ drops: z.number().int().min(1) }),
  output: z.object({ drops: z.number(), key: z.string().nullable() }),
  errors: ["cup.full"],
});

test("the direct road answers every plain call as the app does, refusals included, and leaves the others to it", async (t) => {
  const taken: string[] = [];
  const fill = route(fillCup, async (call, { body }) => {
    if (body.drops > 9) throw new Refusal("cup.full", { drops: body.drops });
    if (body.drops === 7) throw new Error("a crack");
    return { drops: body.drops, key: call.idempotencyKey ?? null };
  });
  const errors = { "cup.full": { status: 409, message: "No room for {drops} drops." } } as const;
  const config = readConfig({});
  const binding: Binding = {
    stores: { config, log: quietLog } as Stores,
    viewerOf: async (headers) => viewerOf(headers.get("authorization")),
    errors,
    checkOutput: true,
  };
  const options: AppOptions = { log: quietLog, errors };
  const app = createApp(options);
  bindRoutes(app, [fill], binding);
  const handle = createDirectHandler([fill], {
    ...binding,
    bodyLimit: 1000,
    answerError: (error, about) => errorResponse(error, about, options),
  });
  const direct: typeof handle = (incoming, outgoing) => {
    const isTaken = handle(incoming, outgoing);
    if (isTaken) taken.push(incoming.url ?? "");
    return isTaken;
  };
  const listening = await listen(
    { fetch: app.fetch, direct },
    { host: "127.0.0.1", port: await freePort(undefined), portFixed: true },
  );
  t.after(() => listening.close(0));

  const bodies = ['{"drops":3}', '{"drops":0}', '{"drops":3,"more":1}', '{"drops":', '{"drops":12}', '{"drops":7}'];
  const seen: number[] = [];
  for (const authorization of ["Bearer writer", "Bearer reader"]) {
    for (const body of bodies) {
      const init = {
        method: "POST",
        body,
        headers: { authorization, "content-type": "application/json", "idempotency-key": "k" },
      };
      const plain = await fetch(`${listening.url}/api/cups`, init);
      const byApp = await app.request("/api/cups", init);
      assert.deepEqual(
        [plain.status, await told(plain)],
        [byApp.status, await told(byApp)],
        `${authorization} ${body}`,
      );
      assert.equal(plain.headers.get("x-content-type-options"), "nosniff");
      seen.push(plain.status);
    }
  }
  assert.deepEqual(seen, [200, 400, 400, 400, 409, 500, 403, 403, 403, 403, 403, 403]);
  assert.equal(taken.length, seen.length);

  const headers = { authorization: "Bearer writer", "content-type": "application/json" };
  for (const other of [{ cookie: "a=b" }, { "content-type": "text/plain" }, { "x-request-id": "chosen-by-caller" }])
    await fetch(`${listening.url}/api/cups`, {
      method: "POST",
      body: '{"drops":3}',
      headers: { ...headers, ...other },
    });
  assert.equal(taken.length, seen.length);
});

/** The answer without what differs from request to request. */
async function told(response: Response): Promise<unknown> {
  const { requestId: _, detail, ...rest } = (await response.json()) as Record<string, unknown>;
  return { ...rest, detail: String(detail).replace(/[0-9a-f-]{36}/, "id") };
}

function viewerOf(authorization: string | null): Viewer {
  const held = authorization === "Bearer writer" ? ["answers.write"] : [];
  const kind = authorization === null ? "anonymous" : "api-key";
  return { kind, id: "k", name: "k", permissions: new Set(held), units: "all", language: "en" } as unknown as Viewer;
}

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { readConfig } from "#platform/config";
import { sql } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { testStores } from "#testing/database";

import {
  accessJobs,
  addUser,
  authHandler,
  createAuth,
  disableUser,
  enableUser,
  resetPassword,
  systemViewer,
  viewerOf,
} from "./index.ts";

const dataDir = mkdtempSync(join(tmpdir(), "holos-sign-in-"));
const config = readConfig({ HOLOS_DATA: dataDir, HOLOS_PUBLIC_URL: "https://feedback.example.org" });
const stores: Stores = { ...(await testStores({ after })), config };
const system = { stores, viewer: systemViewer("test") };
const site = "http://127.0.0.1:3000";
const password = "correct horse battery";
let caller = 0;

after(() => rmSync(dataDir, { recursive: true }));

before(async () => {
  createAuth(stores, { baseUrls: [site, "http://localhost:3000"] });
  await addUser(system, { name: "Olena", email: "Olena@Example.org", role: "owner", password });
});

test("a user signs in by e-mail in any case and gets a session that is http-only, lax and lasts", async () => {
  const response = await signIn({ email: "OLENA@example.ORG" });

  assert.equal(response.status, 200);
  const cookie = response.headers.getSetCookie()[0] ?? "";
  assert.match(cookie, /^holos\.session_token=[^;]+/);
  assert.match(cookie, /HttpOnly/i);
  assert.match(cookie, /SameSite=Lax/i);
  assert.match(cookie, /Max-Age=2592000/i);
  assert.doesNotMatch(cookie, /Secure/i);

  const viewer = await viewerOf(stores, new Headers({ cookie: cookieOf(response) }));
  assert.equal(viewer.kind, "user");
  assert.equal(viewer.name, "Olena");
  assert.equal(viewer.permissions.has("access.manage"), true);
});

test("over the public https address the cookie is marked Secure and opens the same session", async () => {
  const response = await signIn({}, { origin: "https://feedback.example.org", host: "feedback.example.org" });

  assert.equal(response.status, 200);
  assert.match(response.headers.getSetCookie()[0] ?? "", /Secure/i);
  assert.equal((await viewerOf(stores, new Headers({ cookie: cookieOf(response) }))).kind, "user");
});

test("localhost works as well as 127.0.0.1", async () => {
  assert.equal((await signIn({}, { origin: "http://localhost:3000" })).status, 200);
});

test("a wrong password and an unknown address are answered alike, and both leave a trace without the address", async () => {
  const wrong = await signIn({ password: "not this one at all" });
  const unknown = await signIn({ email: "nobody@example.org" });

  const [first, second] = [await problemOf(wrong), await problemOf(unknown)];
  assert.equal(first.code, "access.wrong_credentials");
  assert.deepEqual([first.status, second], [401, first]);
  const trail = await stores.postgres.read((tx) =>
    tx.query(sql`select * from audit_entry where action = 'access.sign_in_failed'`),
  );
  assert.equal(trail.length, 2);
  assert.doesNotMatch(JSON.stringify(trail), /example\.org/);
});

test("what is not an e-mail address and a password is answered with a code", async () => {
  for (const body of [{ email: 5 }, {}, { email: "x", password: ["a"] }]) {
    const problem = await problemOf(await request("/api/auth/sign-in/email", { body }));
    assert.ok(problem.code.startsWith("access."), problem.code);
  }
});

test("a page of a foreign origin can neither sign in nor use a session", async () => {
  const foreign = "https://evil.example.com";
  const session = cookieOf(await signIn({}));

  assert.equal((await problemOf(await signIn({}, { origin: foreign }))).code, "access.untrusted_origin");
  const out = await request("/api/auth/sign-out", { body: {}, headers: { origin: foreign, cookie: session } });
  assert.equal((await problemOf(out)).code, "access.untrusted_origin");
  assert.equal((await viewerOf(stores, new Headers({ cookie: session, origin: foreign }))).kind, "anonymous");
  assert.equal((await viewerOf(stores, new Headers({ cookie: session, origin: "null" }))).kind, "anonymous");
  assert.equal((await viewerOf(stores, new Headers({ cookie: session, origin: site }))).kind, "user");
});

test("nobody can sign up, and nothing else of the sign-in library is reachable", async () => {
  const paths = [
    "sign-up/email",
    "request-password-reset",
    "update-user",
    "delete-user",
    "change-email",
    "ok",
    "error",
  ];
  for (const path of paths) {
    const body = { name: "Eve", email: "eve@example.org", password };
    assert.equal((await request(`/api/auth/${path}`, { body })).status, 404, path);
  }
});

test("the eleventh attempt within a minute from one address is refused, whatever the request says its address is", async () => {
  const attempts = Array.from({ length: 12 }, (_, index) =>
    signIn(
      { email: `somebody-${index}@example.org`, password: "wrong wrong wrong" },
      { "x-forwarded-for": `10.1.1.${index}`, "x-holos-address": `10.2.2.${index}` },
      "10.9.9.9",
    ),
  );
  const statuses = (await Promise.all(attempts)).map((response) => response.status);

  assert.equal(statuses.filter((status) => status === 401).length, 10);
  assert.equal(statuses.filter((status) => status === 429).length, 2);
  const refused = await signIn({}, {}, "10.9.9.9");
  assert.ok(Number(refused.headers.get("retry-after")) > 0);
  assert.equal((await problemOf(refused)).code, "access.too_many_attempts");
  assert.equal((await signIn({}, {}, "10.9.9.10")).status, 200);
});

test("no answer repeats the token of the session", async () => {
  const signedIn = await signIn({});
  const cookie = cookieOf(signedIn);
  const session = (headers: Record<string, string>) =>
    authHandler(stores, new Request(`${site}/api/auth/get-session`, { headers }), "10.8.8.8");

  assert.deepEqual(await signedIn.json(), { ok: true });
  assert.deepEqual(await (await session({ cookie })).json(), { signedIn: true });
  assert.deepEqual(await (await session({})).json(), { signedIn: false });
  const body = { currentPassword: password, newPassword: password };
  assert.deepEqual(await (await request("/api/auth/change-password", { body, headers: { cookie } })).json(), {
    ok: true,
  });
});

test("a body that is too large, or no JSON, is refused without being kept", async () => {
  for (const body of ["x".repeat(20_000), "{nonsense", "[]", "null"]) {
    const headers = { "content-type": "application/json", origin: site };
    const sent = new Request(`${site}/api/auth/sign-in/email`, { method: "POST", headers, body });
    assert.equal((await problemOf(await authHandler(stores, sent, "10.8.8.9"))).code, "access.invalid_sign_in");
  }
});

test("after sign-out, which needs no body, the cookie opens nothing", async () => {
  const cookie = cookieOf(await signIn({}));
  const out = new Request(`${site}/api/auth/sign-out`, { method: "POST", headers: { cookie, origin: site } });

  const response = await authHandler(stores, out, "10.8.8.8");

  assert.equal(response.status, 200);
  assert.match(response.headers.getSetCookie()[0] ?? "", /Max-Age=0/);

  assert.equal((await viewerOf(stores, new Headers({ cookie }))).kind, "anonymous");
});

test("a cookie with a touched signature opens nothing", async () => {
  const cookie = cookieOf(await signIn({}));
  const [name = "", value = ""] = cookie.split("=");
  const [token = ""] = decodeURIComponent(value).split(".");

  for (const forged of [`${name}=${token}`, `${name}=${token}.AAAA`, `${name}=x${value}`])
    assert.equal((await viewerOf(stores, new Headers({ cookie: forged }))).kind, "anonymous");
});

test("a changed password ends every other session, needs the current one and is long enough", async () => {
  await addUser(system, { name: "Petro", email: "petro@example.org", role: "analyst", password });
  const [first, second] = [
    cookieOf(await signIn({ email: "petro@example.org" })),
    cookieOf(await signIn({ email: "petro@example.org" })),
  ];
  const change = (body: object) => request("/api/auth/change-password", { body, headers: { cookie: first } });

  const wrong = await change({ currentPassword: "no such password", newPassword: "another horse here" });
  assert.equal((await problemOf(wrong)).code, "access.wrong_password");
  const short = await change({ currentPassword: password, newPassword: "short" });
  assert.equal((await problemOf(short)).code, "access.weak_password");

  const done = await change({
    currentPassword: password,
    newPassword: "another horse here",
    revokeOtherSessions: false,
  });
  assert.equal(done.status, 200);
  assert.equal((await viewerOf(stores, new Headers({ cookie: second }))).kind, "anonymous");
  assert.equal((await viewerOf(stores, new Headers({ cookie: cookieOf(done) }))).kind, "user");
  assert.equal((await signIn({ email: "petro@example.org" })).status, 401);
});

test("a disabled user is out at once and comes back when enabled", async () => {
  const email = "ivan@example.org";
  await addUser(system, { name: "Ivan", email, role: "tx-lead", password });
  const cookie = cookieOf(await signIn({ email }));

  await disableUser(system, email);
  assert.equal((await viewerOf(stores, new Headers({ cookie }))).kind, "anonymous");
  assert.equal((await problemOf(await signIn({ email }))).code, "access.user_disabled");

  await enableUser(system, email);
  const viewer = await viewerOf(stores, new Headers({ cookie: cookieOf(await signIn({ email })) }));
  assert.deepEqual([viewer.permissions.has("imports.run"), viewer.permissions.has("access.manage")], [true, false]);
});

test("a reset password is generated, told once and signs the user out everywhere", async () => {
  const email = "maria@example.org";
  await addUser(system, { name: "Maria", email, role: "analyst", password });
  const cookie = cookieOf(await signIn({ email }));

  const { password: fresh } = await resetPassword(system, { email });

  assert.ok(fresh !== null && fresh.length >= 16);
  assert.equal((await viewerOf(stores, new Headers({ cookie }))).kind, "anonymous");
  assert.equal((await signIn({ email })).status, 401);
  assert.equal((await signIn({ email, password: fresh })).status, 200);
});

test("no session remembers an address, and no password or token is kept as it is", async () => {
  const cookie = cookieOf(await signIn({}));
  const kept = await stores.postgres.read((tx) =>
    tx.query<{ ip: string | null; password: string }>(sql`
      select ip_address as ip, password from access_session join access_credential using (user_id)`),
  );
  assert.ok(kept.length > 0 && cookie !== "");
  for (const row of kept) assert.deepEqual([row.ip, row.password.includes("horse")], [null, false]);
});

test("what has expired is swept, what has not stays", async () => {
  const cookie = cookieOf(await signIn({}));
  await addUser(system, { name: "Old", email: "old@example.org", role: "analyst", password });
  const old = cookieOf(await signIn({ email: "old@example.org" }));
  await stores.postgres.transaction((tx) =>
    tx.execute(sql`
      update access_session set expires_at = now() - interval '1 minute'
      where user_id = (select id from access_user where email = 'old@example.org')`),
  );
  const sweep = accessJobs(stores).find((job) => job.name === "access.sweep-sessions");
  const { postgres, log } = stores;

  await sweep?.run({}, { id: "1", attempt: 1, log, postgres, signal: new AbortController().signal });

  const left = await postgres.read((tx) =>
    tx.query(
      sql`select from access_session join access_user on access_user.id = user_id where email = 'old@example.org'`,
    ),
  );
  assert.equal(left.length, 0);
  assert.equal((await viewerOf(stores, new Headers({ cookie: old }))).kind, "anonymous");
  assert.equal((await viewerOf(stores, new Headers({ cookie }))).kind, "user");
});

interface Sent {
  readonly body: object;
  readonly headers?: Record<string, string>;
  readonly address?: string;
}

function request(path: string, { body, headers = {}, address }: Sent): Promise<Response> {
  const sent = new Request(site + path, {
    method: "POST",
    headers: { "content-type": "application/json", origin: site, ...headers },
    body: JSON.stringify(body),
  });
  caller += 1;
  return authHandler(stores, sent, address ?? `10.0.${Math.floor(caller / 250)}.${(caller % 250) + 1}`);
}

function signIn(body: object, headers: Record<string, string> = {}, address?: string): Promise<Response> {
  const sent = { body: { email: "olena@example.org", password, ...body }, headers };
  return request("/api/auth/sign-in/email", address === undefined ? sent : { ...sent, address });
}

function cookieOf(response: Response): string {
  return (response.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
}

async function problemOf(response: Response): Promise<{ code: string; status: number }> {
  assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/);
  return (await response.json()) as { code: string; status: number };
}

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openOpenidProvider } from "#testing/openid-provider";
import type { Visitor } from "#testing/visitor";

import { openDoor, owner, password, tokenOf } from "./door-fixture.test.ts";

const door = await openDoor({ after });
const callback = `${door.origin}/api/auth/single-sign-on/callback`;
const provider = await openOpenidProvider({ after }, callback);
const boss = await door.signedIn(owner);

const settings = {
  isEnabled: true,
  label: "Nova",
  issuer: provider.issuer,
  clientId: provider.clientId,
  scopes: "email profile",
  roleClaim: "realm_access.roles",
  roleMapping: [
    { value: "insight", role: "analyst", units: "all" },
    { value: "lead", role: "tx-lead", units: "all" },
  ],
  defaultGrant: null,
  allowedDomains: ["example.org"],
  createsUsers: true,
  assumesVerified: false,
};

function configure(change: object = {}) {
  const body = { ...settings, clientSecret: provider.clientSecret, ...change };
  return boss.call<{ hasSecret: boolean }>("PUT", "/api/v1/single-sign-on", body);
}

function account(name: string, roles: readonly string[], more: object = {}) {
  const email = `${name}@example.org`;
  provider.accounts.set(name, { name, email, email_verified: true, realm_access: { roles }, ...more });
}

async function begin(browser: Visitor, wish: object = {}): Promise<string> {
  const { body } = await browser.call<{ location: string }>("POST", "/api/auth/single-sign-on/start", wish);
  assert.ok(body.location, JSON.stringify(body));
  return body.location;
}

/** Goes to the provider and comes back; where one lands. */
async function signOn(subject: string, browser = door.visitor(), wish: object = {}): Promise<string | null> {
  const back = await provider.visit(await begin(browser, wish), subject);
  return (await browser.open(back.href)).headers.get("location");
}

async function rolesOf(browser: Visitor): Promise<readonly string[]> {
  return (await browser.call<{ roles: string[] }>("GET", "/api/v1/me")).body.roles;
}

test("the settings keep the secret to themselves and refuse what is not safe or not whole", async () => {
  assert.equal((await configure({ clientSecret: undefined })).body.code, "access.sign_on_incomplete");
  assert.equal((await configure({ issuer: "http://login.example.org" })).body.code, "access.sign_on_insecure");
  const kept = await configure();
  assert.equal(kept.status, 200, JSON.stringify(kept.body));
  assert.equal(JSON.stringify(kept.body).includes(provider.clientSecret), false);
  assert.equal((await boss.call("POST", "/api/v1/single-sign-on/test")).body["issuer"], provider.issuer);
  assert.deepEqual((await door.visitor().call("GET", "/api/v1/sign-in")).body["singleSignOn"], { label: "Nova" });
});

test("somebody new signs on, lands where they were going, and has the role of the mapping; it follows the provider", async () => {
  account("inna", ["insight"]);
  const browser = door.visitor();
  assert.equal(await signOn("inna", browser, { next: "/answers?period=month" }), "/answers?period=month");
  assert.deepEqual(await rolesOf(browser), ["analyst"]);

  account("inna", ["lead"], { email: "inna.new@example.org" });
  const later = door.visitor();
  assert.equal(await signOn("inna", later), "/");
  assert.deepEqual(await rolesOf(later), ["tx-lead"]);
  account("inna", []);
  assert.equal(await signOn("inna"), "/sign-in?problem=sign_on_no_role");
  for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", "/sign-in"]) {
    account("inna", ["lead"]);
    assert.equal(await signOn("inna", door.visitor(), { next }), "/");
  }
});

test("a foreign domain, an unconfirmed or missing address, and somebody unknown are refused each with its reason", async () => {
  account("eve", ["lead"], { email: "eve@evil.example" });
  assert.equal(await signOn("eve"), "/sign-in?problem=sign_on_domain");
  account("uma", ["lead"], { email_verified: false });
  assert.equal(await signOn("uma"), "/sign-in?problem=sign_on_unverified");
  account("uma", ["lead"], { email: undefined });
  assert.equal(await signOn("uma"), "/sign-in?problem=sign_on_unverified");
  await configure({ createsUsers: false });
  account("stranger", ["lead"]);
  assert.equal(await signOn("stranger"), "/sign-in?problem=sign_on_unknown");
  await configure();
});

test("an unconfirmed address never takes over an account; a confirmed one is linked and keeps the given roles", async () => {
  account("olena", ["insight"], { email: owner, email_verified: false });
  assert.equal(await signOn("olena"), "/sign-in?problem=sign_on_unverified");
  account("olena", ["insight"], { email: owner });
  const browser = door.visitor();
  assert.equal(await signOn("olena", browser), "/");
  assert.deepEqual([...(await rolesOf(browser))].toSorted(), ["analyst", "owner"]);
  account("other", ["lead"], { email: owner });
  assert.equal(await signOn("other"), "/sign-in?problem=sign_on_failed");
});

test("an invitation is accepted by sign-on with its own address only", async () => {
  const invite = async (email: string) => {
    const grants = [{ role: "auditor", units: "all" }];
    return tokenOf(
      (await boss.call<{ link: string }>("POST", "/api/v1/invitations", { email, grants, deliver: "link" })).body.link,
    );
  };
  await configure({ createsUsers: false });
  account("guest", []);
  const token = await invite("guest@example.org");
  account("thief", []);
  assert.equal(await signOn("thief", door.visitor(), { invitation: token }), "/sign-in?problem=sign_on_other_address");
  const browser = door.visitor();
  assert.equal(await signOn("guest", browser, { invitation: token }), "/");
  assert.deepEqual(await rolesOf(browser), ["auditor"]);
  const again = await door.visitor().call("POST", "/api/auth/single-sign-on/start", { invitation: token });
  assert.equal(again.body.code, "access.invitation_used");
  await configure();
});

test("a state of another browser, a touched one, a used one and a code for another nonce open nothing", async () => {
  account("kira", ["insight"]);
  const failed = "/sign-in?problem=sign_on_failed";
  const browser = door.visitor();
  const back = await provider.visit(await begin(browser), "kira");
  assert.equal((await door.visitor().open(back.href)).headers.get("location"), failed);
  const touched = new URL(back);
  touched.searchParams.set("state", "x".repeat(43));
  assert.equal((await browser.open(touched.href)).headers.get("location"), failed);

  const fresh = door.visitor();
  const good = await provider.visit(await begin(fresh), "kira");
  const cookie = fresh.cookies.get("holos.sign-on") ?? "";
  assert.equal((await fresh.open(good.href)).headers.get("location"), "/");
  fresh.cookies.set("holos.sign-on", cookie);
  assert.equal((await fresh.open(good.href)).headers.get("location"), failed);

  const swapped = door.visitor();
  const url = new URL(await begin(swapped));
  url.searchParams.set("nonce", "another nonce than was kept here");
  assert.equal((await swapped.open((await provider.visit(url.href, "kira")).href)).headers.get("location"), failed);
  assert.equal((await swapped.call("GET", "/api/v1/me")).status, 401);
});

test("with the provider away the sign-on says so, and the password goes on working", async () => {
  const browser = door.visitor();
  account("late", ["insight"]);
  const back = await provider.visit(await begin(browser), "late");
  await provider.close();
  assert.equal((await browser.open(back.href)).headers.get("location"), "/sign-in?problem=sign_on_unreachable");
  const test = await boss.call("POST", "/api/v1/single-sign-on/test");
  assert.deepEqual([test.status, test.body.code], [503, "access.sign_on_unreachable"]);
  assert.ok(await door.signedIn(owner, password));
});

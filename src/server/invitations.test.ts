import assert from "node:assert/strict";
import { after, test } from "node:test";

import { sql } from "#platform/postgres";

import { openDoor, owner, tokenOf } from "./door-fixture.test.ts";

const door = await openDoor({ after });
const boss = await door.signedIn(owner);
const day = 86_400_000;

interface Invited {
  readonly invitation: { id: string; state: string; delivery: string };
  readonly link: string | null;
}

function invite(email: string, more: object = {}) {
  const grants = [{ role: "analyst", units: "all" }];
  return boss.call<Invited>("POST", "/api/v1/invitations", { email, grants, ...more });
}

function accept(token: string, more: object = {}) {
  const body = { token, name: "Ivan Bondar", password: "a quiet river at dawn", language: "uk", ...more };
  const browser = door.visitor();
  return { browser, answer: browser.call("POST", "/api/auth/accept-invitation", body) };
}

test("an invitation goes out by mail, opens a page once, makes the user with the role and tells the inviter", async () => {
  const { status, body } = await invite("Ivan@Example.org", { language: "uk" });
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual([body.invitation.delivery, body.link], ["waiting", null]);

  await door.runJobs();
  const mail = door.mailbox.mails.at(-1);
  assert.deepEqual(mail?.to, ["ivan@example.org"]);
  assert.match(mail?.text ?? "", /Olena Koval запрошує вас/);
  const token = tokenOf(/http\S+/.exec(mail?.text ?? "")?.[0]);
  const opened = await door.visitor().call("POST", "/api/v1/invitations/open", { token });
  assert.deepEqual(
    [opened.status, opened.body["email"], opened.body["invitedBy"], opened.body["roles"]],
    [200, "ivan@example.org", "Olena Koval", ["analyst"]],
  );

  const { browser, answer } = accept(token);
  assert.equal((await answer).status, 200);
  const me = (await browser.call<{ name: string; roles: string[]; language: string }>("GET", "/api/v1/me")).body;
  assert.deepEqual([me.name, me.roles, me.language], ["Ivan Bondar", ["analyst"], "uk"]);
  const notices = await boss.call<{ items: { kind: string; params: object }[] }>("GET", "/api/v1/notices");
  assert.deepEqual(notices.body.items[0]?.params, { name: "Ivan Bondar" });
  const again = accept(token);
  assert.equal((await again.answer).body.code, "access.invitation_used");
});

test("accepting twice at the same moment makes one user", async () => {
  const { body } = await invite("twice@example.org", { deliver: "link" });
  const token = tokenOf(body.link);
  const answers = await Promise.all([accept(token).answer, accept(token).answer, accept(token).answer]);

  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 410, 410],
  );
  const users = await door.stores.postgres.read((tx) =>
    tx.query(sql`select id from access_user where email = 'twice@example.org'`),
  );
  assert.equal(users.length, 1);
});

test("a link that was sent anew, revoked or has expired says so, in the reader's language", async () => {
  const first = (await invite("slow@example.org", { deliver: "link" })).body;
  const second = (
    await boss.call<Invited>("POST", `/api/v1/invitations/${first.invitation.id}/resend`, { deliver: "link" })
  ).body;
  const open = (link: string | null, language = "en") =>
    door.visitor({ "accept-language": language }).call("POST", "/api/v1/invitations/open", { token: tokenOf(link) });

  assert.equal((await open(first.link)).body.code, "access.invitation_unknown");
  assert.equal((await open(second.link)).status, 200);
  door.stores.clock.advance(8 * day);
  const expired = await open(second.link, "ru");
  assert.deepEqual([expired.status, expired.body.code], [410, "access.invitation_expired"]);
  assert.match(expired.body.detail ?? "", /Срок приглашения истёк/);
  assert.equal((await accept(tokenOf(second.link)).answer).body.code, "access.invitation_expired");

  const third = (await invite("slow@example.org", { deliver: "link" })).body;
  assert.equal((await boss.call("DELETE", `/api/v1/invitations/${third.invitation.id}`)).status, 200);
  assert.equal((await open(third.link)).body.code, "access.invitation_revoked");
  assert.equal((await boss.call("DELETE", `/api/v1/invitations/${third.invitation.id}`)).status, 409);
});

test("who is here already, was invited already, or would get more than the inviter has, is not invited", async () => {
  assert.equal((await invite(owner.toUpperCase())).body.code, "access.user_exists");
  assert.equal((await invite("once@example.org")).status, 200);
  assert.equal((await invite("ONCE@example.org")).body.code, "access.already_invited");
  const twoAtOnce = await Promise.all([invite("race@example.org"), invite("race@example.org")]);
  assert.deepEqual(
    twoAtOnce.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  );

  const grants = [{ role: "unit-manager", units: "all" }];
  assert.equal((await invite("m@example.org", { grants })).body.code, "access.role_needs_unit");
  const unknown = [{ role: "unit-manager", units: ["0197c1a0-0000-7000-8000-00000000aaaa"] }];
  assert.equal((await invite("m@example.org", { grants: unknown })).body.code, "access.unknown_unit");
  assert.equal((await door.visitor().call("POST", "/api/v1/invitations", {})).status, 401);
});

test("a token that was touched or guessed opens nothing, and the database holds none", async () => {
  const { body } = await invite("safe@example.org", { deliver: "link" });
  const token = tokenOf(body.link);
  for (const wrong of [`${token.slice(0, -2)}xx`, token.replace(/^./, "f"), "x".repeat(80)]) {
    const answer = await door.visitor().call("POST", "/api/v1/invitations/open", { token: wrong });
    assert.equal(answer.body.code, "access.invitation_unknown");
  }
  const kept = await door.stores.postgres.read((tx) =>
    tx.query(sql`select access_invitation::text, (select string_agg(payload::text, '') from graphile_worker._private_jobs)
      from access_invitation`),
  );
  assert.equal(JSON.stringify(kept).includes(token.split(".")[1] ?? "none"), false);
});

test("a weak password is refused with its reason, and the link stays good", async () => {
  const token = tokenOf((await invite("weak@example.org", { deliver: "link" })).body.link);
  const reasons: unknown[] = [];
  for (const password of ["short", "Password123!", "1234567890", "weak@example.org", "Ivan Bondar 1"]) {
    const { body } = await accept(token, { password }).answer;
    reasons.push([body.code, (body["params"] as { reason: string }).reason]);
  }
  const expected = ["short", "common", "common", "personal", "personal"];
  assert.deepEqual(
    reasons,
    expected.map((reason) => ["access.weak_password", reason]),
  );
  assert.equal((await accept(token).answer).status, 200);
});

test("a mail that cannot be delivered is shown as failed, and the link can be handed over instead", async () => {
  await door.mailbox.close();
  const { body } = await invite("lost@example.org");
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await door.runJobs();
    await door.stores.postgres.transaction((tx) =>
      tx.execute(sql`update graphile_worker._private_jobs set attempts = attempts + 1`),
    );
  }
  const list = await boss.call<{ items: { id: string; delivery: string }[] }>("GET", "/api/v1/invitations");
  assert.equal(list.body.items.find(({ id }) => id === body.invitation.id)?.delivery, "failed");
  const again = await boss.call<Invited>("POST", `/api/v1/invitations/${body.invitation.id}/resend`, {
    deliver: "link",
  });
  assert.match(again.body.link ?? "", /^\/invitation#/);
});

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { addUser, systemViewer } from "#feature/access";
import { sql } from "#platform/postgres";
import { codeNow } from "#testing/authenticator";

import { openDoor, owner, password, tokenOf } from "./door-fixture.test.ts";

const door = await openDoor({ after });
const boss = await door.signedIn(owner);
const { stores } = door;

async function newUser(name: string, role: "analyst" | "auditor" = "analyst") {
  const email = `${name}@example.org`;
  const { id } = await addUser({ stores, viewer: systemViewer("test") }, { name, email, role, password });
  return { id, email };
}

function tryPassword(email: string, secret: string, browser = door.visitor()) {
  return browser.call("POST", "/api/auth/sign-in/email", { email, password: secret });
}

async function change(text: ReturnType<typeof sql>) {
  await stores.postgres.transaction((tx) => tx.execute(text));
}

test("five wrong passwords lock the account for a while, whoever has it; known or not is answered alike", async () => {
  const { id, email } = await newUser("locked");
  const known: unknown[] = [];
  const unknown: unknown[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const browser = () => door.visitor();
    const [first, second] = [
      await tryPassword(email, "wrong", browser()),
      await tryPassword("nobody@example.org", "wrong", browser()),
    ];
    known.push([first.status, first.body.code]);
    unknown.push([second.status, second.body.code]);
    await change(sql`delete from access_attempt where key like 'address:%'`);
  }
  assert.deepEqual(known, unknown);
  assert.deepEqual(known.at(-2), [401, "access.wrong_credentials"]);
  assert.deepEqual(known.at(-1), [429, "access.too_many_attempts"]);
  assert.equal((await tryPassword(email, password)).status, 429);
  assert.equal((await door.audit("access.locked_out")).at(-1)?.subjectId, id);

  const locks = await boss.call<{ items: { userId: string }[] }>("GET", "/api/v1/sign-in/locks");
  assert.deepEqual(
    locks.body.items.map(({ userId }) => userId),
    [id],
  );
  assert.equal((await boss.call("DELETE", `/api/v1/sign-in/locks/${id}`)).status, 200);
  assert.equal((await tryPassword(email, password)).status, 200);
});

test("the wait doubles and ends; while it lasts nothing is counted", async () => {
  const { id, email } = await newUser("patient");
  const wait = async () => Number((await tryPassword(email, "wrong")).headers.get("retry-after"));
  for (let attempt = 0; attempt < 5; attempt += 1) await tryPassword(email, "wrong");
  await change(sql`delete from access_attempt where key like 'address:%'`);
  const first = await wait();
  assert.ok(first > 10 && first <= 15, String(first));
  await change(sql`update access_attempt set locked_until = now() where user_id = ${id}`);
  assert.equal((await tryPassword(email, "wrong")).status, 401);
  const second = await wait();
  assert.ok(second > 15 && second <= 30, String(second));
  await change(sql`delete from access_attempt`);
});

test("a stranger who locks the owner's account does not lock the browser the owner has signed in with before", async () => {
  const { email } = await newUser("desk");
  const desk = await door.signedIn(email);
  await desk.call("POST", "/api/auth/sign-out");
  for (let attempt = 0; attempt < 7; attempt += 1) await tryPassword(email, "wrong");

  assert.equal((await tryPassword(email, password)).status, 429);
  assert.equal((await tryPassword(email, password, desk)).status, 200);
  await change(sql`delete from access_attempt`);
});

test("a hundred wrong passwords at once are no more than five in a row", async () => {
  const { email } = await newUser("crowd");
  const answers = await Promise.all(Array.from({ length: 30 }, () => tryPassword(email, "wrong")));
  assert.equal(answers.filter(({ status }) => status === 401).length, 5);
  await change(sql`delete from access_attempt`);
});

test("a session moves on while it is used, ends when it is idle too long, and ends at the longest time in any case", async () => {
  const { email, id } = await newUser("worker");
  const worker = await door.signedIn(email);
  const me = async () => (await worker.call("GET", "/api/v1/me")).status;
  const age = (minutes: number, created: number) =>
    change(sql`update access_session set last_used_at = now() - make_interval(mins => ${minutes}),
      created_at = now() - make_interval(mins => ${created}) where user_id = ${id}`);
  const left = async () =>
    (
      await stores.postgres.read((tx) =>
        tx.one<{ minutes: number }>(sql`select (extract(epoch from expires_at - now()) / 60)::int as minutes
        from access_session where user_id = ${id}`),
      )
    ).minutes;
  const policy = {
    passwordMinLength: 10,
    sessionIdleMinutes: 60,
    sessionAbsoluteMinutes: 600,
    twoFactorRoles: [],
    trustedDeviceDays: 30,
    invitationDays: 7,
  };
  assert.equal((await boss.call("PUT", "/api/v1/sign-in/policy", policy)).status, 200);

  await age(59, 100);
  assert.equal(await me(), 200);
  assert.equal(await left(), 60);
  await age(5, 590);
  assert.equal(await me(), 200);
  assert.equal(await left(), 10);
  await age(61, 100);
  assert.equal(await me(), 401);
  await age(1, 601);
  assert.equal(await me(), 401);
});

test("one sees where one is signed in, ends one of them or all others, and nobody else's", async () => {
  const { email } = await newUser("many");
  const [here, there, far] = [await door.signedIn(email), await door.signedIn(email), await door.signedIn(email)];
  const list = (
    await here.call<{ items: { id: string; browser: string; system: string; isCurrent: boolean }[] }>(
      "GET",
      "/api/v1/me/sessions",
    )
  ).body.items;
  assert.equal(list.length, 3);
  assert.deepEqual([list[0]?.browser, list[0]?.system], ["Firefox", "Linux"]);
  assert.equal(list.filter((one) => one.isCurrent).length, 1);

  const other = list.find((one) => !one.isCurrent)?.id ?? "";
  assert.equal((await boss.call("DELETE", `/api/v1/me/sessions/${other}`)).status, 404);
  assert.equal((await here.call("DELETE", `/api/v1/me/sessions/${other}`)).status, 200);
  assert.deepEqual((await here.call("DELETE", "/api/v1/me/sessions")).body, { ended: 1 });
  const statuses = await Promise.all(
    [here, there, far].map(async (one) => (await one.call("GET", "/api/v1/me")).status),
  );
  assert.deepEqual(statuses, [200, 401, 401]);
});

test("a reset link comes by mail, works once, ends sessions; an unknown address is answered the same", async () => {
  const { email } = await newUser("forgetful");
  const elsewhere = await door.signedIn(email);
  const ask = (to: string) => door.visitor().call("POST", "/api/v1/password-resets", { email: to });
  const before = door.mailbox.mails.length;
  const [known, unknown] = [await ask(email), await ask("nobody@example.org")];
  assert.deepEqual([known.status, known.body], [unknown.status, unknown.body]);
  await door.runJobs();
  assert.equal(door.mailbox.mails.length, before + 1);

  const token = tokenOf(/http\S+/.exec(door.mailbox.mails.at(-1)?.text ?? "")?.[0]);
  const set = (secret: string) => door.visitor().call("POST", "/api/auth/reset-password", { token, password: secret });
  assert.equal((await set("password123")).body.code, "access.weak_password");
  const two = await Promise.all([set("a new and quiet morning"), set("another quiet evening")]);
  assert.deepEqual(
    two.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 410],
  );
  assert.equal((await set("a third quiet morning")).body.code, "access.reset_link_dead");
  assert.equal((await elsewhere.call("GET", "/api/v1/me")).status, 401);
  assert.equal((await tryPassword(email, password)).status, 401);

  await ask(email);
  await ask(email);
  await door.runJobs();
  const older = tokenOf(/http\S+/.exec(door.mailbox.mails.at(-2)?.text ?? "")?.[0]);
  const dead = await door
    .visitor()
    .call("POST", "/api/auth/reset-password", { token: older, password: "a quiet new one" });
  assert.equal(dead.body.code, "access.reset_link_dead");
});

test("a second factor: set up with a password, confirmed by a code, asked for at sign-in, each code once", async () => {
  const { email, id } = await newUser("careful");
  const me = await door.signedIn(email);
  assert.equal(
    (await me.call("POST", "/api/v1/me/two-factor", { password: "wrong" })).body.code,
    "access.wrong_password",
  );
  const { body: enrolment } = await me.call<{ secret: string; uri: string; picture: boolean[][] }>(
    "POST",
    "/api/v1/me/two-factor",
    { password },
  );
  assert.match(enrolment.uri, /^otpauth:\/\/totp\/Holos:careful%40example\.org\?secret=/);
  assert.ok(enrolment.picture.length > 20);
  assert.equal((await me.call("POST", "/api/v1/me/two-factor/confirmation", { code: "000000" })).status, 422);
  const used = codeNow(enrolment.secret, stores.clock);
  const { body } = await me.call<{ backupCodes: string[] }>("POST", "/api/v1/me/two-factor/confirmation", {
    code: used,
  });
  assert.equal(body.backupCodes.length, 10);

  const browser = door.visitor();
  assert.deepEqual((await tryPassword(email, password, browser)).body, { ok: true, next: "code" });
  assert.equal((await browser.call("GET", "/api/v1/me")).status, 401);
  const enter = (code: string, more = {}) => browser.call("POST", "/api/auth/sign-in/code", { code, ...more });
  assert.equal((await enter(used)).body.code, "access.wrong_code");
  stores.clock.advance(30_000);
  const fresh = codeNow(enrolment.secret, stores.clock);
  const twice = await Promise.all([enter(fresh), enter(fresh)]);
  assert.deepEqual(
    twice.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 422],
  );
  assert.equal((await browser.call("GET", "/api/v1/me")).status, 200);

  const backup = body.backupCodes[0] ?? "";
  const other = door.visitor();
  await tryPassword(email, password, other);
  const byBackup = await other.call("POST", "/api/auth/sign-in/code", {
    code: backup.toUpperCase(),
    trustDevice: true,
  });
  assert.equal(byBackup.status, 200);
  assert.deepEqual((await tryPassword(email, password, other)).body, { ok: true });
  await tryPassword(email, password, browser);
  assert.equal((await enter(backup)).body.code, "access.wrong_code");

  assert.equal((await boss.call("DELETE", `/api/v1/users/${id}/two-factor`)).status, 200);
  assert.equal((await other.call("GET", "/api/v1/me")).status, 401);
  assert.deepEqual((await tryPassword(email, password)).body, { ok: true });
});

test("guessing codes locks, and a code without the password before it opens nothing", async () => {
  const { email } = await newUser("guessed");
  const me = await door.signedIn(email);
  const { secret } = (await me.call<{ secret: string }>("POST", "/api/v1/me/two-factor", { password })).body;
  await me.call("POST", "/api/v1/me/two-factor/confirmation", { code: codeNow(secret, stores.clock) });
  const browser = door.visitor();
  await tryPassword(email, password, browser);
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1)
    statuses.push((await browser.call("POST", "/api/auth/sign-in/code", { code: "123456" })).status);
  assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429]);
  const stranger = await door.visitor().call("POST", "/api/auth/sign-in/code", { code: "123456" });
  assert.equal(stranger.body.code, "access.challenge_over");
});

test("a role that needs a second factor sets it up before coming in, and cannot switch it off", async () => {
  const { email } = await newUser("auditing", "auditor");
  const { policy } = (await boss.call<{ policy: object }>("GET", "/api/v1/sign-in/policy")).body;
  assert.equal(
    (await boss.call("PUT", "/api/v1/sign-in/policy", { ...policy, twoFactorRoles: ["auditor"] })).status,
    200,
  );
  const browser = door.visitor();
  assert.deepEqual((await tryPassword(email, password, browser)).body, { ok: true, next: "enrol" });

  const { secret } = (await browser.call<{ secret: string }>("POST", "/api/auth/sign-in/enrolment")).body;
  const done = await browser.call<{ backupCodes: string[] }>("POST", "/api/auth/sign-in/enrolment/confirmation", {
    code: codeNow(secret, stores.clock),
  });
  assert.equal(done.body.backupCodes.length, 10);
  assert.equal((await browser.call("GET", "/api/v1/me")).status, 200);
  const off = await browser.call("POST", "/api/v1/me/two-factor/end", { password });
  assert.equal(off.body.code, "access.two_factor_required");
});

test("no secret and no address is in the trail or as it is in the database", async () => {
  const kept = await stores.postgres.read((tx) =>
    tx.query<{ line: string }>(sql`select audit_entry::text as line from audit_entry
      union all select access_two_factor::text from access_two_factor
      union all select access_backup_code::text from access_backup_code union all select access_attempt::text from access_attempt`),
  );
  assert.ok(kept.length > 20);
  for (const { line } of kept) assert.doesNotMatch(line, /@example|horse|quiet/);
});

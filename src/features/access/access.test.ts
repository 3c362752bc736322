import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { permissions, type Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import { ConfigProblem, readConfig } from "#platform/config";
import { sql } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { testStores } from "#testing/database";

import { accessOperations, apiKeySchema, auditEntrySchema, type Setup } from "./contract.ts";
import {
  addUser,
  anonymousViewer,
  createApiKey,
  disableUser,
  isSetUp,
  listApiKeys,
  listAudit,
  listUsers,
  readMe,
  recordAudit,
  registerSetUpStep,
  requirePermission,
  resetPassword,
  revokeApiKey,
  setUp,
  setUpFromConfig,
  systemViewer,
  updateMe,
  viewerForTest,
  viewerOf,
} from "./index.ts";

const dataDir = mkdtempSync(join(tmpdir(), "holos-access-"));
const opened = await testStores({ after });
const { clock } = opened;
const stores: Stores = { ...opened, config: readConfig({ HOLOS_DATA: dataDir }) };
const owner = { stores, viewer: viewerForTest() };
const system = { stores, viewer: systemViewer("command line") };
const setup: Setup = {
  organisation: "Kyiv Telecom",
  ownerName: "Olena",
  ownerEmail: "Owner@Example.org",
  ownerPassword: "correct horse battery",
  languages: ["uk", "en"],
  timeZone: "Europe/Kyiv",
};

after(() => rmSync(dataDir, { recursive: true }));

test("set-up leaves nothing behind when a step of another slice fails", async () => {
  registerSetUpStep({ name: "settings", run: () => Promise.reject(new Error("disk on fire")) });

  await assert.rejects(setUp(stores, setup), /disk on fire/);

  assert.equal(await stores.postgres.read(isSetUp), false);
  assert.deepEqual(await users(owner), []);
});

test("set-up without the page names the variables that are missing, and does nothing when none is given", async () => {
  const partly = { ...stores, config: readConfig({ HOLOS_DATA: dataDir, HOLOS_INIT_ORGANISATION: "Kyiv Telecom" }) };

  await assert.rejects(setUpFromConfig(partly), (error) => {
    assert.ok(error instanceof ConfigProblem);
    assert.deepEqual(error.variables, ["HOLOS_INIT_OWNER_EMAIL", "HOLOS_INIT_OWNER_PASSWORD"]);
    return true;
  });
  assert.equal(await setUpFromConfig(stores), false);
});

test("of many who send the set-up page at once one succeeds and the others are told to sign in", async () => {
  let runs = 0;
  registerSetUpStep({
    name: "settings",
    run: async (_tx, viewer, given) => {
      runs += 1;
      assert.deepEqual([viewer.kind, given.timeZone], ["system", "Europe/Kyiv"]);
    },
  });

  const results = await Promise.allSettled(
    Array.from({ length: 5 }, (_, index) => setUp(stores, { ...setup, ownerEmail: `o${index}@example.org` })),
  );

  assert.equal(results.filter((result) => result.status === "fulfilled").length, 1);
  for (const result of results)
    if (result.status === "rejected") assert.equal((result.reason as Refusal).code, "access.already_set_up");
  assert.equal(runs, 1);
  const roles = (await users(owner)).map((user) => user.grants.map((grant) => [grant.role, grant.units]));
  assert.deepEqual(roles, [[["owner", "all"]]]);
});

test("set-up without the page does nothing on an installation that is set up", async () => {
  const variables = {
    HOLOS_DATA: dataDir,
    HOLOS_INIT_ORGANISATION: "Another",
    HOLOS_INIT_OWNER_EMAIL: "another@example.org",
    HOLOS_INIT_OWNER_PASSWORD: "another password",
  };
  assert.equal(await setUpFromConfig({ ...stores, config: readConfig(variables) }), false);
});

test("nobody signed in is told to sign in, somebody without the right is told which one it needs", async () => {
  assert.throws(() => requirePermission(anonymousViewer("uk"), "answers.read"), refusal("access.not_signed_in"));
  assert.throws(() => requirePermission(anonymousViewer("uk"), "signed-in"), refusal("access.not_signed_in"));
  assert.throws(
    () => requirePermission(viewerForTest({ permissions: [] }), "audit.read"),
    (error) => {
      assert.ok(error instanceof Refusal);
      assert.deepEqual([error.code, error.params], ["access.forbidden", { permission: "audit.read" }]);
      return true;
    },
  );
  assert.doesNotThrow(() => requirePermission(anonymousViewer("uk"), "public"));
  assert.doesNotThrow(() => requirePermission(viewerForTest({ permissions: [] }), "signed-in"));
});

test("every action asks for its permission", async () => {
  const nobody = {
    stores,
    viewer: viewerForTest({
      permissions: permissions.filter((one) => !["access.manage", "access.read", "audit.read"].includes(one)),
    }),
  };
  const attempts = [
    () => listApiKeys(nobody),
    () => createApiKey(nobody, { name: "x", scopes: ["answers.read"] }),
    () => revokeApiKey(nobody, stores.random.uuid()),
    () => listAudit(nobody, { limit: 1 }),
    () => users(nobody),
    () => addUser(nobody, { name: "x", email: "x@example.org", role: "owner" }),
    () => disableUser(nobody, "x@example.org"),
    () => resetPassword(nobody, { email: "x@example.org" }),
  ];
  for (const attempt of attempts) await assert.rejects(attempt, refusal("access.forbidden"));
});

test("an API key opens what its scopes say by either header, and nothing of it can be read back", async () => {
  const { key, secret } = await createApiKey(system, { name: "CRM", scopes: ["answers.write", "answers.write"] });

  assert.match(secret, /^hol_[A-Za-z0-9_-]{43}$/);
  assert.equal(apiKeySchema.parse(key).state, "active");
  assert.ok(secret.startsWith(key.prefix) && key.prefix.length < 16);
  for (const headers of [{ authorization: `Bearer ${secret}` }, { "x-api-key": secret }]) {
    const viewer = await viewerOf(stores, new Headers(headers));
    assert.deepEqual([viewer.kind, viewer.id, [...viewer.permissions]], ["api-key", key.id, ["answers.write"]]);
  }
  const kept = await stores.postgres.read((tx) => tx.query(sql`select k::text from api_key k`));
  assert.doesNotMatch(JSON.stringify(kept), new RegExp(secret.slice(12)));
});

test("an unknown key is refused and is not taken for somebody anonymous", async () => {
  for (const headers of [
    { authorization: "Bearer hol_nonsense" },
    { "x-api-key": "hol_" },
    { authorization: "bearer x" },
  ])
    await assert.rejects(viewerOf(stores, new Headers(headers)), refusal("access.key_refused"));
  assert.equal((await viewerOf(stores, new Headers())).kind, "anonymous");
});

test("a key ends at its time and at its revocation", async () => {
  const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
  const short = await createApiKey(system, { name: "short", scopes: ["answers.read"], expiresAt });
  const revoked = await createApiKey(system, { name: "revoked", scopes: ["answers.read"] });
  const open = (secret: string) => viewerOf(stores, new Headers({ "x-api-key": secret }));
  await Promise.all([open(short.secret), open(revoked.secret)]);

  clock.advance(60_000);
  await assert.rejects(open(short.secret), refusal("access.key_refused"));

  await open(revoked.secret);
  assert.deepEqual(await revokeApiKey(owner, revoked.key.id), { ok: true });
  await assert.rejects(open(revoked.secret), refusal("access.key_refused"));
  assert.deepEqual(await revokeApiKey(owner, revoked.key.id), { ok: true });
  await assert.rejects(revokeApiKey(owner, stores.random.uuid()), refusal("access.not_found"));
});

test("a revocation by another replica is heard within five seconds", async () => {
  const { key, secret } = await createApiKey(system, { name: "replica", scopes: ["answers.read"] });
  await viewerOf(stores, new Headers({ "x-api-key": secret }));
  await stores.postgres.transaction((tx) =>
    tx.execute(sql`update api_key set revoked_at = ${clock.now()} where id = ${key.id}`),
  );

  clock.advance(5000);

  await assert.rejects(viewerOf(stores, new Headers({ "x-api-key": secret })), refusal("access.key_refused"));
});

test("last use is noted at most once a minute", async () => {
  const { key, secret } = await createApiKey(system, { name: "used", scopes: ["answers.read"] });
  const lastUsed = async () => {
    await viewerOf(stores, new Headers({ "x-api-key": secret }));
    return (await listApiKeys(owner)).items.find((item) => item.id === key.id)?.lastUsedAt;
  };

  const first = await lastUsed();
  assert.equal(first, clock.now().toISOString());
  clock.advance(30_000);
  assert.equal(await lastUsed(), first);
  clock.advance(30_000);
  assert.equal(await lastUsed(), clock.now().toISOString());
});

test("an address belongs to one user, the last owner stays, and of two owners disabled at once one stays", async () => {
  await addUser(owner, { name: "Two", email: "two@example.org", role: "owner" });
  await assert.rejects(
    addUser(owner, { name: "Two", email: "TWO@example.org", role: "analyst" }),
    refusal("access.user_exists"),
  );
  await assert.rejects(disableUser(owner, "nobody@example.org"), refusal("access.unknown_user"));

  const owners = (await users(owner))
    .filter((user) => user.grants.some((grant) => grant.role === "owner"))
    .map((user) => user.email);
  const results = await Promise.allSettled(owners.map((email) => disableUser(owner, email)));

  assert.equal(results.filter((result) => result.status === "rejected").length, 1);
  assert.equal(
    (await users(owner)).filter(
      (user) => user.grants.some((grant) => grant.role === "owner") && user.disabledAt === null,
    ).length,
    1,
  );
});

test("a user changes the own name and language, a key has no profile to change", async () => {
  const { id } = await addUser(owner, { name: "Ira", email: "ira@example.org", role: "analyst" });
  const ira = { stores, viewer: viewerForTest({ id, permissions: ["answers.read"] }) };

  const me = accessOperations.updateMe.output.parse(await updateMe(ira, { name: "Iryna", language: "uk" }));

  assert.deepEqual([me.name, me.language, me.email], ["Iryna", "uk", "ira@example.org"]);
  assert.equal((await readMe(ira)).email, "ira@example.org");
  await assert.rejects(updateMe({ stores, viewer: systemViewer("test") }, { name: "x" }), refusal("access.users_only"));
  await assert.rejects(readMe({ stores, viewer: anonymousViewer("en") }), refusal("access.not_signed_in"));
});

test("the audit trail is read newest first, page by page without gaps, and by action", async () => {
  const { id } = await addUser(owner, { name: "Auditor", email: "auditor@example.org", role: "analyst" });
  const viewer = viewerForTest({ id, permissions: ["audit.read" satisfies Permission] });
  await stores.postgres.transaction(async (tx) => {
    for (let index = 0; index < 7; index += 1)
      await recordAudit(tx, viewer, {
        action: "test.done",
        subjectKind: "thing",
        subjectId: String(index),
        details: { index },
      });
  });

  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(
      { stores, viewer },
      { limit: 3, action: "test.done", cursor: cursor ?? undefined },
    );
    for (const entry of page.items) {
      assert.equal(auditEntrySchema.parse(entry).actorName, "Auditor");
      seen.push(entry.subjectId);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);

  assert.deepEqual(seen, ["6", "5", "4", "3", "2", "1", "0"]);
  await assert.rejects(listAudit({ stores, viewer }, { limit: 3, cursor: "nonsense" }), refusal("access.bad_cursor"));
});

test("the audit trail cannot be changed, cleared or written without its deed", async () => {
  for (const statement of [
    sql`update audit_entry set action = 'x'`,
    sql`delete from audit_entry`,
    sql`truncate audit_entry`,
  ])
    await assert.rejects(
      stores.postgres.transaction((tx) => tx.execute(statement)),
      /cannot be changed/,
    );

  const count = () => stores.postgres.read((tx) => tx.one<{ n: number }>(sql`select count(*) as n from audit_entry`));
  const before = await count();
  await assert.rejects(disableUser(owner, "nobody@example.org"));
  assert.deepEqual(await count(), before);
});

test("no deed of this slice writes a name, an address or a password into the trail", async () => {
  const trail = await stores.postgres.read((tx) => tx.query(sql`select * from audit_entry`));

  assert.ok(trail.length > 10);
  assert.doesNotMatch(JSON.stringify(trail), /@|Olena|Iryna|hol_|horse/);
});

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

async function users(asker: typeof owner) {
  return (await listUsers(asker, { state: "all", limit: 200 })).items;
}

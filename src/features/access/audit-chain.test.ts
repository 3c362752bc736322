import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { readConfig } from "#platform/config";
import { sql, type Sql } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { testStores, type TestStores } from "#testing/database";

import { auditFile } from "./actions/audit-file.ts";
import { accessOperations, type AuditCheck } from "./contract.ts";
import { checkAudit, listAudit, readAuditCheck, recordAudit, sealAudit, systemViewer } from "./index.ts";

const viewer = systemViewer("test");

test("entries that many write at once each get one place, in one unbroken chain", async (context) => {
  const stores = await trail(context, 0);
  const write = (index: number) =>
    stores.postgres.transaction((tx) =>
      recordAudit(tx, viewer, { action: "test.done", subjectKind: "thing", subjectId: String(index) }),
    );

  await Promise.all([
    ...Array.from({ length: 60 }, (_, index) => write(index)),
    ...Array.from({ length: 6 }, () => sealAudit(stores)),
  ]);

  const check = await checkAudit({ stores, viewer });
  assert.deepEqual([check.entries, check.problem], [60, null]);
  assert.ok(accessOperations.checkAudit.output.parse(check));
  assert.deepEqual((await readAuditCheck({ stores, viewer })).check, check);
});

test("an entry written before another one but committed after it is sealed all the same", async (context) => {
  const stores = await trail(context, 0);
  await stores.postgres.transaction(async (late) => {
    await recordAudit(late, viewer, { action: "test.late", subjectKind: "thing", subjectId: "1" });
    await stores.postgres.transaction((tx) =>
      recordAudit(tx, viewer, { action: "test.early", subjectKind: "thing", subjectId: "2" }),
    );
    assert.equal(await sealAudit(stores), 1);
  });

  assert.equal(await sealAudit(stores), 1);
  assert.deepEqual((await checkAudit({ stores, viewer })).problem, null);
});

const third = sql`(select entry_id from audit_seal where position = 3)`;
const attacks: readonly [name: string, expected: Partial<NonNullable<AuditCheck["problem"]>>, ...Sql[]][] = [
  [
    "the deed of an entry was changed",
    { kind: "changed", position: 3 },
    sql`update audit_entry set action = 'test.other' where id = ${third}`,
  ],
  [
    "the time of an entry was changed by a microsecond",
    { kind: "changed", position: 3 },
    sql`update audit_entry set at = at + interval '1 microsecond' where id = ${third}`,
  ],
  [
    "for whom somebody stood in was taken out",
    { kind: "changed", position: 3 },
    sql`update audit_entry set acting_for = '{x}' where id = ${third}`,
  ],
  ["an entry was deleted", { kind: "removed", position: 3 }, sql`delete from audit_entry where id = ${third}`],
  [
    "an entry was deleted with its place",
    { kind: "reordered", position: 4 },
    sql`delete from audit_entry where id = ${third}`,
    sql`delete from audit_seal where position = 3`,
  ],
  [
    "two entries changed places",
    { kind: "changed", position: 2 },
    sql`update audit_seal set entry_id = -entry_id where position in (2, 3)`,
    sql`update audit_seal seal set entry_id = (select -other.entry_id from audit_seal other
      where other.position = 5 - seal.position) where position in (2, 3)`,
  ],
  [
    "the end was cut off the entries",
    { kind: "removed", position: 8 },
    sql`delete from audit_entry where id >= (select entry_id from audit_seal where position = 8)`,
  ],
  [
    "the end was cut off with its places",
    { kind: "cut", position: 8 },
    sql`delete from audit_entry where id >= (select entry_id from audit_seal where position = 8)`,
    sql`delete from audit_seal where position >= 8`,
  ],
  [
    "the end was cut off with its places and signatures, as if it had never been",
    { kind: "cut", position: 8 },
    sql`delete from audit_entry where id >= (select entry_id from audit_seal where position = 8)`,
    sql`delete from audit_seal where position >= 8`,
    sql`delete from audit_anchor where position >= 8`,
  ],
  [
    "everything was deleted",
    { kind: "cut", position: 1 },
    sql`delete from audit_entry`,
    sql`delete from audit_seal`,
    sql`delete from audit_anchor`,
  ],
  [
    "an entry was slipped in past the chain",
    { kind: "unsealed" },
    sql`insert into audit_entry (actor_kind, actor_id, action, subject_kind, subject_id) values ('user', 'x', 'x', 'x', 'x')`,
    sql`delete from audit_unsealed`,
  ],
];

for (const [name, expected, ...statements] of attacks)
  test(`a superuser is found out: ${name}`, async (context) => {
    const stores = await trail(context, 10);
    assert.equal((await checkAudit({ stores, viewer })).problem, null);

    await asSuperuser(stores, statements);

    const { problem } = await checkAudit({ stores, viewer });
    assert.deepEqual({ ...problem, ...expected }, problem);
  });

test("who rewrites an entry and every hash after it lacks the secret of the installation", async (context) => {
  const stores = await trail(context, 10);
  const before = await checkAudit({ stores, viewer });
  const { dataDir, secret } = stores.config;
  const forger: Stores = { ...stores, config: { ...stores.config, secret: `${secret} not`, dataDir: `${dataDir}/f` } };

  await asSuperuser(stores, [
    sql`update audit_entry set action = 'test.other' where id = ${third}`,
    sql`delete from audit_seal`,
    sql`delete from audit_anchor`,
    sql`insert into audit_unsealed select id from audit_entry`,
  ]);
  await sealAudit(forger);

  assert.equal((await checkAudit({ stores: forger, viewer })).problem, null);
  assert.equal((await checkAudit({ stores, viewer })).problem?.kind, "forged");
  const elsewhere: Stores = { ...forger, config: { ...forger.config, dataDir: `${dataDir}/e` } };
  assert.equal((await checkAudit({ stores: elsewhere, viewer }, before.head)).problem?.kind, "forged");
});

test("the trail is found by actor, deed, slice, subject, time and text", async (context) => {
  const stores = await trail(context, 4);
  const at = (await listAudit({ stores, viewer }, { limit: 10 })).items.map((entry) => entry.at);
  const found = async (filter: Partial<Parameters<typeof listAudit>[1]>) =>
    (await listAudit({ stores, viewer }, { limit: 50, ...filter })).items.map((entry) => entry.subjectId);

  assert.deepEqual(await found({ action: "test" }), ["3", "2", "1", "0"]);
  assert.deepEqual(await found({ action: "test.done" }), ["3", "2", "1", "0"]);
  assert.deepEqual(await found({ action: "tes_" }), []);
  assert.deepEqual(await found({ actor: "system" }), ["3", "2", "1", "0"]);
  assert.deepEqual(await found({ actor: "test" }), ["3", "2", "1", "0"]);
  assert.deepEqual(await found({ actor: "user" }), []);
  assert.deepEqual(await found({ subjectKind: "thing", subjectId: "2" }), ["2"]);
  assert.deepEqual(await found({ text: "note 1" }), ["1"]);
  assert.deepEqual(await found({ text: "%" }), []);
  const last = ["3", "2", "1", "0"].filter((_, index) => (at[index] ?? "") >= (at[0] ?? ""));
  assert.deepEqual(await found({ from: at[0] }), last);
  assert.deepEqual(await found({ to: at[3] }), []);
});

test("the file of the trail holds every entry, runs no formula, and its making is an entry itself", async (context) => {
  const stores = await trail(context, 3);
  await stores.postgres.transaction((tx) =>
    recordAudit(tx, viewer, { action: "test.done", subjectKind: "thing", subjectId: "=HYPERLINK(1)" }),
  );

  let file = "";
  for await (const part of await auditFile({ stores, viewer }, { action: "test" })) file += part;
  const lines = file.trim();

  assert.equal(lines.split("\r\n").length, 5);
  assert.match(lines, /,'=HYPERLINK\(1\),/);
  assert.doesNotMatch(lines, /,=HYPERLINK/);
  assert.equal((await listAudit({ stores, viewer }, { limit: 5, action: "access.audit_exported" })).items.length, 1);
});

/** Stores of their own with so many entries, sealed in two batches. */
async function trail(context: { after(fn: () => void | Promise<void>): void }, entries: number): Promise<TestStores> {
  const dataDir = mkdtempSync(join(tmpdir(), "holos-audit-"));
  const opened = await testStores({ after: (cleanUp) => context.after(cleanUp) });
  context.after(() => rmSync(dataDir, { recursive: true }));
  const stores = {
    ...opened,
    config: { ...opened.config, ...readConfig({ HOLOS_DATA: dataDir }), secret: "s".repeat(40) },
  };
  for (let index = 0; index < entries; index += 1) {
    await stores.postgres.transaction((tx) =>
      recordAudit(tx, viewer, {
        action: "test.done",
        subjectKind: "thing",
        subjectId: String(index),
        details: { note: `note ${index}` },
      }),
    );
    if (index === 4) await sealAudit(stores);
  }
  await sealAudit(stores);
  return stores;
}

/** The way round every trigger. */
async function asSuperuser({ postgres }: Stores, statements: readonly Sql[]): Promise<void> {
  await postgres.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(statement);
  });
}

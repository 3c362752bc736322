import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Writable } from "node:stream";
import { after, test } from "node:test";

import { ConfigProblem, configTable, readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { systemRandom } from "./random.ts";
import { installationSecret } from "./secret.ts";

const home = mkdtempSync(join(tmpdir(), "holos-process-"));
after(() => rmSync(home, { recursive: true, force: true }));

test("an empty environment gives the defaults", () => {
  const config = readConfig({ HOLOS_PORT: "" });
  assert.deepEqual(
    [config.dataDir, config.host, config.port, config.portFixed, config.role, config.clickhouseMemory],
    [resolve("data"), "127.0.0.1", 3000, false, "all", 2 * 2 ** 30],
  );
});

test("every wrong variable is named, what is expected is said, and no value is repeated", () => {
  const env = {
    PORT: "99999",
    DATABASE_URL: "mysql://root:hunter2@x",
    HOLOS_ROLE: "boss",
    HOLOS_INIT_TIME_ZONE: "Mars/Base",
    HOLOS_CLICKHOUSE_MEMORY: "lots",
    HOLOS_SECRET: "hunter2",
  };
  assert.throws(
    () => readConfig(env),
    (error: unknown) => {
      assert.ok(error instanceof ConfigProblem);
      assert.deepEqual(error.variables.toSorted(), Object.keys(env).toSorted());
      assert.match(error.message, /PORT: expected a port from 1 to 65535/);
      assert.match(error.message, /DATABASE_URL: expected an address that begins with postgres:\/\//);
      assert.doesNotMatch(error.message, /hunter2|Mars|boss/);
      return true;
    },
  );
});

test("sizes, lists and addresses are read into their values", () => {
  const config = readConfig({
    HOLOS_CLICKHOUSE_MEMORY: "1.5G",
    HOLOS_INIT_LANGUAGES: "uk, ru en",
    HOLOS_PUBLIC_URL: "https://x.example/",
    HOLOS_PORT: "8080",
  });
  assert.equal(config.clickhouseMemory, 1.5 * 2 ** 30);
  assert.deepEqual(config.init.languages, ["uk", "ru", "en"]);
  assert.equal(config.publicUrl, "https://x.example");
  assert.equal(config.portFixed, true);
});

test("every variable of the table is known, with a meaning", () => {
  for (const { name, meaning } of configTable) {
    assert.match(name, /^[A-Z_]+$/);
    assert.ok(meaning.length > 10);
  }
  assert.equal(new Set(configTable.map((entry) => entry.name)).size, configTable.length);
});

test("the secret is made once, for its owner only, unless one is given", () => {
  const config = { dataDir: home, secret: undefined };
  const made = installationSecret(config);
  assert.ok(made.length >= 43);
  assert.equal(installationSecret(config), made);
  assert.equal(statSync(join(home, "secret")).mode & 0o777, 0o600);
  assert.equal(installationSecret({ dataDir: home, secret: "given" }), "given");
});

test("ids are version 7, unique, and sort in the order they were made", () => {
  const ids = Array.from({ length: 20_000 }, () => systemRandom.uuid());
  for (const id of ids.slice(0, 100))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(ids.toSorted(), ids);
  const made = Number.parseInt((ids[0] ?? "").replace("-", "").slice(0, 12), 16);
  assert.ok(Math.abs(made - Date.now()) < 5000);
});

test("the log keeps persons, secrets and quoted values of database errors out", () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) });
  const log = createLog({ logLevel: "info" }, stream);

  const error = Object.assign(new Error('invalid input syntax for type integer: "olya@example.org"'), {
    severity: "ERROR",
    code: "22P02",
    detail: "Key (email)=(olya@example.org) already exists.",
  });
  log.info({ person: { email: "olya@example.org", phone: "+380", id: 7 }, password: "olya@example.org" }, "hello");
  log.error({ err: new Error("outer", { cause: error }), deep: { a: { comment: "olya@example.org" } } }, "failed");

  const text = lines.join("");
  assert.doesNotMatch(text, /olya|\+380/);
  assert.match(text, /"id":7/);
  assert.match(text, /22P02/);
});

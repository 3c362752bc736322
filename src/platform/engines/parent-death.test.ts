import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import type { StartedLine } from "./parent-process-fixture.ts";
import { goneWithin, isAlive } from "./process-table.ts";

const home = mkdtempSync(join(tmpdir(), "holos-parent-"));
const parents: ChildProcess[] = [];
after(() => {
  for (const parent of parents) parent.kill("SIGKILL");
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

test("after kill -9 of the parent both engines end by themselves and the next start has every row", async () => {
  const dataDir = join(home, "killed");
  const first = await startParent(dataDir);
  assert.equal(first.rows, 1);

  process.kill(first.pid, "SIGKILL");

  assert.ok(await goneWithin(first.postgres, 20_000), "Postgres outlived its parent");
  assert.ok(await goneWithin(first.clickhouse, 20_000), "ClickHouse outlived its parent");
  const second = await startParent(dataDir);
  assert.equal(second.rows, 2);
  await end(second);
});

test("a start right after kill -9 of the parent waits for the old engines and takes the stale lock over", async () => {
  const dataDir = join(home, "at-once");
  const first = await startParent(dataDir);

  process.kill(first.pid, "SIGKILL");
  const second = await startParent(dataDir);

  assert.equal(second.rows, 2);
  assert.notEqual(second.postgres, first.postgres);
  assert.equal(isAlive(first.postgres), false);
  await end(second);
});

test("SIGTERM ends parent and engines cleanly and gives the lock back", async () => {
  const dataDir = join(home, "clean");
  const running = await startParent(dataDir);

  await end(running);

  assert.deepEqual([isAlive(running.postgres), isAlive(running.clickhouse)], [false, false]);
  assert.throws(() => statSync(join(dataDir, "holos.lock")), { code: "ENOENT" });
});

test("an ordinary user can start everything", { skip: !isRoot && "every other test shows it" }, async () => {
  const dataDir = join(home, "ordinary");
  chmodSync(home, 0o711);
  mkdirSync(dataDir);
  chownSync(dataDir, nobody.uid, nobody.gid);

  const running = await startParent(dataDir, nobody);

  assert.equal(running.rows, 1);
  assert.equal(statSync(join(dataDir, "postgres")).uid, nobody.uid);
  assert.match(readFileSync(`/proc/${running.clickhouse}/status`, "utf8"), /^Uid:\s+65534/m);
  await end(running);
});

interface Running extends StartedLine {
  readonly child: ChildProcess;
}

/** A process that starts the engines, adds a row, says so and waits. */
async function startParent(dataDir: string, user: { uid?: number; gid?: number } = {}): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "parent-process-fixture.ts"), dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"] },
    cwd: "/",
    ...user,
  });
  parents.push(child);
  const line = await firstLine(child);
  return { ...(JSON.parse(line) as StartedLine), child };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (part: Buffer) => {
      text += part.toString("utf8");
      if (text.includes("\n")) resolve(text.split("\n", 1)[0] ?? "");
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
}

async function end({ child }: Running): Promise<void> {
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  assert.equal(await exit, 0);
}

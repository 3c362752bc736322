import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { readConfig } from "#platform/config";
import { freePort } from "#platform/engines/free-port";
import { runningEngines } from "#platform/running-engines";

/** A Holos as users start it, in a process and a data folder of its own. */
export interface Product {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Key that may do everything the bench and the journeys need. */
  readonly apiKey: string;
  readonly postgresUrl: string;
  readonly clickhouseUrl: string;
  stop(): Promise<void>;
}

const cli = join(import.meta.dirname, "../server/cli.ts");

const init = {
  HOLOS_INIT_ORGANISATION: "Holos Bank",
  HOLOS_INIT_OWNER_NAME: "Olena",
  HOLOS_INIT_OWNER_EMAIL: "owner@example.org",
  HOLOS_INIT_OWNER_PASSWORD: "a-long-password-1",
  HOLOS_INIT_LANGUAGES: "en,ru,uk",
  HOLOS_INIT_TIME_ZONE: "Europe/Kyiv",
};

/** The owner of a product that was set up on start. */
export const productOwner = { email: "owner@example.org", password: "a-long-password-1" };

/** How a product starts. */
export interface ProductOptions {
  /** The next free port from 3900 when left out. */
  readonly port?: number;
  /** False leaves the first-run page to the caller; then there is no key. */
  readonly setUp?: boolean;
}

/** Starts `holos start` on an empty data folder, sets it up and makes an API key. */
export async function startProduct({ port: wanted, setUp = true }: ProductOptions = {}): Promise<Product> {
  const port = await freePort(wanted);
  const dataDir = mkdtempSync(join(tmpdir(), "holos-product-"));
  chmodSync(dataDir, 0o711);
  const env = {
    PATH: process.env["PATH"],
    HOLOS_DATA: dataDir,
    HOLOS_PORT: String(port),
    HOLOS_LOG_LEVEL: "error",
    HOLOS_CLICKHOUSE_MEMORY: "4G",
    HOLOS_API_RATE: "1000000",
    ...(setUp ? init : {}),
  };
  const child = spawn(process.execPath, [cli, "start"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child);

  const engines = runningEngines(readConfig({ HOLOS_DATA: dataDir }));
  if (engines === undefined) throw new Error("The product runs, but its engines cannot be found");
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    apiKey: setUp ? await createKey(url) : "",
    postgresUrl: engines.postgresUrl,
    clickhouseUrl: engines.clickhouseUrl,
    stop: () => stop(child, dataDir),
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The product ended with code ${child.exitCode}`);
    const ready = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await pause(200);
  }
  throw new Error("The product was not ready within two minutes");
}

async function createKey(url: string): Promise<string> {
  const headers = { "content-type": "application/json", origin: url };
  const signIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers,
    body: JSON.stringify(productOwner),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const scopes = [
    "organisation.read",
    "answers.read",
    "answers.write",
    "surveys.read",
    "surveys.write",
    "imports.run",
    "insight.read",
    "organisation.write",
    "installation.manage",
    "people.read",
    "people.write",
  ];
  const made = await fetch(`${url}/api/v1/api-keys`, {
    method: "POST",
    headers: { ...headers, cookie },
    body: JSON.stringify({ name: "bench", scopes }),
  });
  if (!made.ok) throw new Error(`No API key: ${made.status} ${await made.text()}`);
  return ((await made.json()) as { secret: string }).secret;
}

async function stop(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  rmSync(dataDir, { recursive: true, force: true });
}

/** Calls an operation of the product with its key. */
export async function call<T>(product: Product, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${product.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${product.apiKey}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

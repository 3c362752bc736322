import { Client } from "pg";

import { createClickHouse, isClickHouseError } from "../clickhouse.ts";
import type { Log } from "../log.ts";
import { postgresCodes } from "../postgres-errors.ts";
import { postgresMajor } from "./postgres-binaries.ts";
import { EngineProblem, type EngineProblemCode } from "./problem.ts";

/**
 * Checks that the PostgreSQL server of DATABASE_URL can be used.
 * @returns its version
 * @throws EngineProblem `postgres-unreachable`, `postgres-password`, `postgres-database-missing`, `postgres-version`
 */
export async function probePostgres(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    const version = rows[0]?.server_version ?? "";
    if (Number.parseInt(version, 10) >= postgresMajor) return version;
    throw new EngineProblem(
      "postgres-version",
      `Wrong version: the server of DATABASE_URL (${placeOf(url)}) is PostgreSQL ${version}, Holos needs ${postgresMajor} or newer. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  } catch (error) {
    throw postgresProblem(url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Checks that the ClickHouse server of CLICKHOUSE_URL can be used.
 * @returns its version
 * @throws EngineProblem `clickhouse-unreachable`, `clickhouse-password`, `clickhouse-database-missing`, `clickhouse-version`
 */
export async function probeClickHouse(url: string, log: Log): Promise<string> {
  const clickhouse = createClickHouse(url, log, { patience: 0 });
  try {
    const [row] = await clickhouse.query<{ version: string }>("select version() as version");
    const version = row?.version ?? "";
    if (isAtLeast(version, leastClickHouse)) return version;
    throw new EngineProblem(
      "clickhouse-version",
      `Wrong version: the server of CLICKHOUSE_URL (${placeOf(url)}) is ClickHouse ${version}, Holos needs ${leastClickHouse.join(".")} or newer. Upgrade it, or unset CLICKHOUSE_URL to use the embedded one.`,
    );
  } catch (error) {
    throw clickhouseProblem(url, error);
  } finally {
    await clickhouse.close();
  }
}

const leastClickHouse = [25, 3] as const;

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [a = 0, b = 0] = version.split(".").map(Number);
  return a > major || (a === major && b >= minor);
}

function postgresProblem(url: string, error: unknown): EngineProblem {
  if (error instanceof EngineProblem) return error;
  const place = placeOf(url);
  const known = new Map<string, [EngineProblemCode, string]>([
    [
      postgresCodes.invalidPassword,
      [
        "postgres-password",
        `PostgreSQL at ${place} does not accept the user or password of DATABASE_URL. Correct them (special characters must be percent-encoded).`,
      ],
    ],
    [
      postgresCodes.invalidAuthorization,
      [
        "postgres-password",
        `PostgreSQL at ${place} does not let the user of DATABASE_URL in. Check the user, and pg_hba.conf of the server.`,
      ],
    ],
    [
      postgresCodes.unknownDatabase,
      [
        "postgres-database-missing",
        `PostgreSQL at ${place} has no database of the name in DATABASE_URL. Create it: create database holos.`,
      ],
    ],
    [
      postgresCodes.tooManyConnections,
      ["postgres-unreachable", `PostgreSQL at ${place} has no free connection. Raise max_connections or use a pooler.`],
    ],
  ]);
  const [code, message] = known.get(codeOf(error)) ?? [
    "postgres-unreachable",
    `PostgreSQL at ${place} does not answer (${reasonOf(error)}). Check that it runs and that host and port of DATABASE_URL are right.`,
  ];
  return new EngineProblem(code, message, { cause: error });
}

function clickhouseProblem(url: string, error: unknown): EngineProblem {
  if (error instanceof EngineProblem) return error;
  const place = placeOf(url);
  if (isClickHouseError(error, "authenticationFailed"))
    return new EngineProblem(
      "clickhouse-password",
      `ClickHouse at ${place} does not accept the user or password of CLICKHOUSE_URL. Correct them (special characters must be percent-encoded).`,
      { cause: error },
    );
  if (isClickHouseError(error, "unknownDatabase"))
    return new EngineProblem(
      "clickhouse-database-missing",
      `ClickHouse at ${place} has no database of the name in CLICKHOUSE_URL. Create it: create database holos.`,
      { cause: error },
    );
  return new EngineProblem(
    "clickhouse-unreachable",
    `ClickHouse at ${place} does not answer (${reasonOf(error)}). Check that it runs and that CLICKHOUSE_URL names its HTTP port (8123, not 9000).`,
    { cause: error },
  );
}

/** Host and port only: the rest of an address is secret. */
function placeOf(url: string): string {
  return new URL(url).host;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function reasonOf(error: unknown): string {
  return codeOf(error) || (error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : "unknown reason");
}

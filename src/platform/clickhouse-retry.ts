import { setTimeout as wait } from "node:timers/promises";

import { ClickHouseError } from "@clickhouse/client";

import type { Log } from "./log.ts";

/** Error numbers of ClickHouse the product reacts to, by name. */
export const clickhouseCodes = {
  authenticationFailed: "516",
  unknownTable: "60",
  unknownDatabase: "81",
  memoryLimitExceeded: "241",
  timeoutExceeded: "159",
  queryWasCancelled: "394",
  tooManySimultaneousQueries: "202",
  notEnoughSpace: "243",
} as const;

/** Whether the engine itself refused, with this code or any. */
export function isClickHouseError(error: unknown, code?: keyof typeof clickhouseCodes): error is ClickHouseError {
  return error instanceof ClickHouseError && (code === undefined || error.code === clickhouseCodes[code]);
}

/**
 * Runs a request; while the engine is away, tries again. A request that never reached it is always repeated,
 * one that was cut off in the middle only when repeating it is harmless.
 */
export async function withPatience<T>(
  run: () => Promise<T>,
  { mayRepeat, patience, log }: { mayRepeat: boolean; patience: number; log: Log },
): Promise<T> {
  const deadline = Date.now() + patience;
  for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
    try {
      return await run();
    } catch (error) {
      const again = codeOf(error) === "ECONNREFUSED" || (mayRepeat && cutOff.has(codeOf(error)));
      if (!again || Date.now() + pause > deadline) throw error;
      log.debug({ err: error }, "clickhouse is away, trying again");
      await wait(pause);
    }
  }
}

const cutOff = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error && /socket hang up/.test(error.message) ? "ECONNRESET" : "";
}

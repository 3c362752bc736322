import type { z } from "zod";

import { systemViewer } from "#feature/access";
import type { ErrorTable } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { ConfigProblem, readConfig } from "#platform/config";
import { EngineProblem } from "#platform/engines";
import { fieldProblems, platformErrors } from "#platform/http/problem";
import { createLog } from "#platform/log";
import { MigrationProblem } from "#platform/migration-files";
import type { Stores } from "#platform/stores";

import { joinInstallation } from "../installation.ts";
import { allErrors } from "../slices.ts";

/** What a command works with. */
export interface CommandContext {
  readonly stores: Stores;
  /** The command line may do everything: whoever can run it can read the data folder. */
  readonly viewer: Viewer;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Exit codes of every command. */
export const exitCodes = { done: 0, failed: 1, refused: 2, interrupted: 130 } as const;

/** Opens the installation (beside a running server when there is one), runs the command, closes it again. */
export async function withInstallation(run: (context: CommandContext) => Promise<void>): Promise<void> {
  const config = readConfig();
  const log = createLog({ logLevel: config.logLevel === "info" ? "warn" : config.logLevel });
  const aborting = new AbortController();
  process.once("SIGINT", () => aborting.abort());
  process.once("SIGTERM", () => aborting.abort());

  const installation = await joinInstallation(config, log);
  try {
    await run({ stores: installation.stores, viewer: systemViewer("command line"), signal: aborting.signal });
  } finally {
    await installation.close();
  }
}

/** What was typed, as the schema has it. @throws Refusal naming every field that is wrong */
export function typed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal("request.invalid", {}, fieldProblems(parsed.error));
}

/** What went wrong, for a person at a terminal, and the exit code that goes with it. */
export function explainFailure(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof Refusal) return { text: textOf(error), code: exitCodes.refused };
  if (error instanceof EngineProblem || error instanceof ConfigProblem || error instanceof MigrationProblem)
    return { text: error.message, code: exitCodes.failed };
  if (error instanceof Error && error.name === "AbortError") return { text: "Stopped.", code: exitCodes.interrupted };
  if (error instanceof Error && "code" in error && error.code === "ENOENT")
    return { text: error.message, code: exitCodes.refused };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: exitCodes.failed };
}

function textOf({ code, params, fields }: Refusal): string {
  const errors: ErrorTable = { ...platformErrors, ...allErrors };
  const message = (errors[code]?.message ?? code).replaceAll(/\{(\w+)\}/g, (hole, name: string) =>
    name in params ? String(params[name]) : hole,
  );
  return [
    message,
    ...fields.map(({ field, message: detail, code: fieldCode }) => `  ${field}: ${detail ?? fieldCode}`),
  ].join("\n");
}

/** Prints a result: as JSON on one line, or as the text. */
export function print(json: boolean, value: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
}

import { readConfig } from "#platform/config";
import { checkInstallation, type InstallationCheck } from "#platform/installation";
import { createLog } from "#platform/log";

import { exitCodes, print } from "./command-run.ts";

const marks = { ok: "✓", warn: "!", fail: "✗" } as const;

/** `holos doctor`: checks the installation and explains what it finds. Changes nothing that lasts. */
export async function runDoctorCommand({ json }: { readonly json: boolean }): Promise<void> {
  const config = readConfig();
  const checks = await checkInstallation(config, createLog({ logLevel: "silent" }));
  print(json, checks, checks.map(describe).join("\n"));
  if (checks.some((check) => check.state === "fail")) process.exitCode = exitCodes.failed;
}

function describe({ check, state, found, advice }: InstallationCheck): string {
  const line = `${marks[state]} ${check}: ${found}`;
  return state === "ok" || !advice ? line : `${line}\n    ${advice}`;
}

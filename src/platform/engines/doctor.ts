import type { Config } from "../config.ts";

/** One line of `holos doctor`. */
export interface InstallationCheck {
  readonly check: string;
  readonly state: "ok" | "warn" | "fail";
  readonly found: string;
  readonly advice: string;
}

/** placeholder until below */
export function checkInstallation(_config: Config): Promise<InstallationCheck[]> {
  return Promise.resolve([]);
}

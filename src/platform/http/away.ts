const awayCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "57P01", "57P02", "57P03", "53300"]);

/** Whether an error means that a store is down or restarting and not that something is wrong with the request. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && awayCodes.has(error.code)) return true;
  return /Connection terminated|socket hang up|timeout exceeded when trying to connect/.test(error.message);
}

import type { Stores } from "#platform/stores";

import { isSameSecret, keyedHash } from "./secrets.ts";

/**
 * A cookie that says "from this browser somebody signed in to this account before" (OWASP: slow down guessing with
 * device cookies). It opens nothing; wrong passwords from such a browser are counted apart from everybody else's.
 */
export function newKnownDevice({ config, random }: Pick<Stores, "config" | "random">, userId: string): string {
  const nonce = random.token(16);
  return `${nonce}.${keyedHash(config, "device", `${userId}:${nonce}`)}`;
}

/** What tells the browser apart, when the cookie is one of this account; undefined otherwise. */
export function knownDevice(
  { config }: Pick<Stores, "config">,
  cookie: string | undefined,
  userId: string,
): string | undefined {
  const [nonce = "", mac = ""] = cookie?.split(".") ?? [];
  if (nonce === "" || !isSameSecret(mac, keyedHash(config, "device", `${userId}:${nonce}`))) return undefined;
  return nonce;
}

/** Seconds for which a browser is remembered. */
export const knownDeviceAge = 365 * 24 * 3600;

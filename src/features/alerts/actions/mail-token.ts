import { createHmac, timingSafeEqual } from "node:crypto";

import { Refusal } from "#kit/refusal";
import type { Config } from "#platform/config";
import { installationSecret } from "#platform/secret";

type Keeper = Pick<Config, "secret" | "dataDir">;

/** A token that ends one reader's mails and nothing else; it stays valid as long as the installation's secret. */
export function tokenOf(config: Keeper, userId: string): string {
  return `${userId}.${signatureOf(config, userId)}`;
}

/** The reader a token is for. @throws Refusal `alerts.link_dead` */
export function readerIn(config: Keeper, token: string): string {
  const [, id = "", signature = ""] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(config, id))];
  if (id === "" || given.length !== right.length || !timingSafeEqual(given, right))
    throw new Refusal("alerts.link_dead");
  return id;
}

function signatureOf(config: Keeper, userId: string): string {
  return createHmac("sha256", installationSecret(config)).update(`alerts.mail:${userId}`).digest("base64url");
}

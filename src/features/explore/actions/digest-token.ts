import { createHmac, timingSafeEqual } from "node:crypto";

import { Refusal } from "#kit/refusal";
import type { Config } from "#platform/config";
import { installationSecret } from "#platform/secret";

import { tokenParts } from "../rules/token.ts";

/** A token that ends one subscription and nothing else; it stays valid as long as the installation's secret. */
export function tokenOf(config: Pick<Config, "secret" | "dataDir">, digestId: string): string {
  return `${digestId}.${signatureOf(config, digestId)}`;
}

/** The subscription a token is for. @throws Refusal `explore.link_dead` */
export function digestIn(config: Pick<Config, "secret" | "dataDir">, token: string): string {
  const parts = tokenParts(token);
  if (parts === undefined) throw new Refusal("explore.link_dead");
  const [given, right] = [Buffer.from(parts.signature), Buffer.from(signatureOf(config, parts.id))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refusal("explore.link_dead");
  return parts.id;
}

function signatureOf(config: Pick<Config, "secret" | "dataDir">, digestId: string): string {
  return createHmac("sha256", installationSecret(config)).update(`explore.digest:${digestId}`).digest("base64url");
}

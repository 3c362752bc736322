import { createHmac, timingSafeEqual } from "node:crypto";

import { Refusal } from "#kit/refusal";
import type { Config } from "#platform/config";
import { installationSecret } from "#platform/secret";

import { tokenParts } from "../rules/token.ts";

type Secret = Pick<Config, "secret" | "dataDir">;

/** What a link without signing in is for: ending a subscription, or opening a publication. Neither opens the other. */
export type LinkPurpose = "digest" | "publication";

/** A token for one thing and nothing else; nobody can guess it, and it stays valid as long as the installation's secret. */
export function tokenOf(config: Secret, purpose: LinkPurpose, id: string): string {
  return `${id}.${signatureOf(config, purpose, id)}`;
}

/** What a token is for. @throws Refusal `explore.link_dead` */
export function idIn(config: Secret, purpose: LinkPurpose, token: string): string {
  const parts = tokenParts(token);
  if (parts === undefined) throw new Refusal("explore.link_dead");
  const [given, right] = [Buffer.from(parts.signature), Buffer.from(signatureOf(config, purpose, parts.id))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refusal("explore.link_dead");
  return parts.id;
}

function signatureOf(config: Secret, purpose: LinkPurpose, id: string): string {
  return createHmac("sha256", installationSecret(config)).update(`explore.${purpose}:${id}`).digest("base64url");
}

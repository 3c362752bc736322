import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

import type { Config } from "#platform/config";
import { installationSecret } from "#platform/secret";

type Keeper = Pick<Config, "secret" | "dataDir">;

/** Encrypts what the database must keep and must not show (AES-256-GCM); `purpose` keeps one use apart from another. */
export function seal(config: Keeper, purpose: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(config, `seal ${purpose}`), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** What was sealed; undefined when it was touched, or sealed with another secret of the installation. */
export function unseal(config: Keeper, purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyFor(config, `seal ${purpose}`), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

/** Keyed hash: who reads the database cannot find out what it stands for, nor make one. */
export function keyedHash(config: Keeper, purpose: string, text: string): string {
  return createHmac("sha256", keyFor(config, purpose)).update(text).digest("base64url");
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

/** Hash of a token that is random already, so that no salt is needed. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/**
 * The token of a link: the id of its row and a keyed hash. Nothing of it is kept, so who reads the database opens
 * nothing, and a job makes it anew when it writes the mail.
 */
export function linkToken(config: Keeper, purpose: string, id: string, generation = 0): string {
  return `${id}.${keyedHash(config, `link ${purpose}`, `${id}:${generation}`)}`;
}

/** Id of the row that a token is for, before it is known whether the token is right. */
export function idInToken(token: string): string | undefined {
  const id = token.split(".")[0] ?? "";
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id) ? id : undefined;
}

function keyFor(config: Keeper, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", installationSecret(config), "", `holos access ${purpose}`, 32));
}

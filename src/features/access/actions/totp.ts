import { createHmac } from "node:crypto";

import { isSameSecret } from "./secrets.ts";

/** Seconds for which one code holds (RFC 6238, X). */
const period = 30;
const digits = 6;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code of a time step: HMAC-SHA-1, truncated (RFC 4226, 5.3). */
export function codeAt(secret: Uint8Array, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** length).padStart(length, "0");
}

/** The time step of a moment. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / period);
}

/**
 * The time step whose code this is: now, one before or one after, for clocks that differ by half a minute (RFC 6238,
 * 5.2). Undefined when it is none of them.
 */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | undefined {
  const current = stepAt(now);
  return [current, current - 1, current + 1].find((step) => isSameSecret(codeAt(secret, step), code));
}

/** Base32 without padding (RFC 4648, 6), as authenticator apps take it. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** The address that an authenticator app reads from the picture. */
export function otpauthUri(secret: Uint8Array, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({ secret: base32(secret), issuer, period: `${period}`, digits: `${digits}` });
  return `otpauth://totp/${label}?${query.toString().replaceAll("+", "%20")}`;
}

import { createHmac } from "node:crypto";

import type { Clock } from "#platform/clock";

/** What an authenticator app shows now (RFC 6238), written apart from the product's own code. */
export function codeNow(secret: string, clock: Clock): string {
  const bits = Array.from(secret).map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const key = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(clock.now().getTime() / 30_000), 4);
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

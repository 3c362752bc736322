import { randomBytes, randomFillSync } from "node:crypto";

/** Where the product gets chance from, so that a test can replay it. */
export interface Random {
  /** UUID version 7 (RFC 9562): unique, and later ones of one process sort after earlier ones. */
  uuid(): string;
  /** Secret of that many random bytes, as base64url. */
  token(bytes: number): string;
  /** Uniform in [0, 1) with 53 random bits. */
  next(): number;
}

/** Cryptographic randomness of the machine. */
export const systemRandom: Random = createSystemRandom();

function createSystemRandom(): Random {
  const pool = Buffer.alloc(1024);
  let used = pool.length;
  let lastTime = 0;
  let counter = 0;

  function take(count: number): number {
    if (used + count > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += count;
    return used - count;
  }

  /** Within one millisecond the 12 bits of rand_a count up (RFC 9562, 6.2 method 1). */
  function uuid(): string {
    const now = Date.now();
    if (now > lastTime) {
      lastTime = now;
      counter = pool.readUInt16BE(take(2)) & 0x7ff;
    } else if (++counter > 0xfff) {
      lastTime += 1;
      counter = 0;
    }
    const at = take(8);
    const time = lastTime.toString(16).padStart(12, "0");
    const variant = ((pool[at] ?? 0) & 0x3f) | 0x80;
    const tail = pool.toString("hex", at + 1, at + 8);
    const ordered = counter.toString(16).padStart(3, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${ordered}-${variant.toString(16)}${tail.slice(0, 2)}-${tail.slice(2)}`;
  }

  return {
    uuid,
    token: (bytes) => randomBytes(bytes).toString("base64url"),
    next: () => {
      const at = take(8);
      return ((pool.readUInt32BE(at) >>> 5) * 2 ** 26 + (pool.readUInt32BE(at + 4) >>> 6)) / 2 ** 53;
    },
  };
}

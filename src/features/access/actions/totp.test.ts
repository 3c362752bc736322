import assert from "node:assert/strict";
import { test } from "node:test";

import { base32, codeAt, stepAt, stepOfCode } from "./totp.ts";

/** RFC 6238, Appendix B: the secret in ASCII, seconds since 1970 and the code of eight digits (SHA-1). */
const secret = Buffer.from("12345678901234567890");
const published: readonly (readonly [seconds: number, code: string])[] = [
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
];

test("codes are those that RFC 6238 publishes", () => {
  for (const [seconds, code] of published) {
    const now = new Date(seconds * 1000);
    assert.equal(codeAt(secret, stepAt(now), 8), code, String(seconds));
    assert.equal(stepOfCode(secret, code.slice(2), now), Math.floor(seconds / 30));
  }
});

test("a code holds for half a minute more on either side, and no longer", () => {
  const now = new Date(1_111_111_111_000);
  const steps = [-2, -1, 0, 1, 2].map((step) => stepOfCode(secret, codeAt(secret, stepAt(now) + step), now));
  const here = stepAt(now);
  assert.deepEqual(steps, [undefined, here - 1, here, here + 1, undefined]);
});

test("secrets are written in Base32 as RFC 4648 has it", () => {
  assert.equal(base32(Buffer.from("foobar")), "MZXW6YTBOI");
  assert.equal(base32(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
});

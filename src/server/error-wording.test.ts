import assert from "node:assert/strict";
import { test } from "node:test";

import { platformErrors } from "#platform/http/problem";

import { errorWording } from "./error-wording.ts";
import { allErrors } from "./slices.ts";

const codes = { ...platformErrors, ...allErrors };

test("every error code has words in Russian and Ukrainian, with the holes of the English text (imports word theirs)", () => {
  const params = new Proxy({}, { has: () => true, get: (_, name) => `<${String(name)}>` });
  for (const [code, { message }] of Object.entries(codes)) {
    const holes = [...message.matchAll(/\{(\w+)\}/g)].map((match) => `<${match[1]}>`);
    for (const language of ["ru", "uk"]) {
      const words = errorWording(code, language, params);
      assert.match(words ?? "", /\p{Script=Cyrillic}/u, `${code} in ${language}`);
      if (code.startsWith("imports.")) continue;
      for (const hole of holes) assert.ok(words?.includes(hole), `${code} in ${language} lacks ${hole}`);
    }
  }
});

test("English stays with the contracts, and an unknown code has no words", () => {
  assert.equal(errorWording("answers.conflict", "en", {}), undefined);
  assert.equal(errorWording("nothing.of_ours", "uk", {}), undefined);
});

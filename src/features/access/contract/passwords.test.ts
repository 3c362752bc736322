import assert from "node:assert/strict";
import { test } from "node:test";

import { passwordFault, passwordStrength } from "./passwords.ts";

const owner = { name: "Олена Коваль", email: "o.koval@example.org" };
const policy = { passwordMinLength: 10 };
const faultOf = (password: string) => passwordFault(password, owner, policy);

test("short and endless ones are refused; length counts signs as people see them", () => {
  assert.equal(faultOf("n8#kQz2!p"), "short");
  assert.equal(faultOf("🐈🐕🐎🐄🐖🐑🐐🐓🦆"), "short");
  assert.equal(faultOf("x1y2".repeat(51)), "long");
  assert.equal(passwordFault("nine tall trees", owner, { passwordMinLength: 20 }), "short");
});

test("what leads the lists of leaked passwords is refused, decorated or not", () => {
  const common = ["password12", "P@ssw0rd!!", "qwertyuiop", "1234567890", "0987654321", "aaaaaaaaaa", "iloveyou123"];
  const more = [
    "Qwerty12345",
    "passwordadmin",
    "йцукенгшщз",
    "Пароль2024!",
    "1q2w3e4r5t6y",
    "abcdefghijk",
    "qwerqwerqwer",
  ];
  for (const one of [...common, ...more]) assert.equal(faultOf(one), "common", one);
});

test("one's own name and address are refused, also with little around them; a long phrase may hold them", () => {
  for (const one of ["Коваль2026", "o.koval@example.org", "koval12345"]) assert.equal(faultOf(one), "personal", one);
  assert.equal(faultOf("koval counts nine lazy herons"), undefined);
});

test("phrases and random ones are taken, and the hint grows with them", () => {
  for (const one of ["correct horse battery", "тихая река на рассвете", "n8#kQz2!pL"])
    assert.equal(faultOf(one), undefined);
  assert.equal(passwordStrength("password12", owner, policy), 0);
  assert.ok(passwordStrength("correct horse battery", owner, policy) >= 2);
  assert.equal(passwordStrength("n8#kQz2!pLw0^tVd", owner, policy), 3);
});

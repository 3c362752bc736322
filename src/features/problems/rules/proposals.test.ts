import assert from "node:assert/strict";
import { test } from "node:test";

import type { KnownCode } from "./known-codes.ts";
import { subjectsOf } from "./proposals.ts";

const code = (key: string): KnownCode => ({
  code: `${key}-`,
  key,
  side: "pain",
  reach: "not-the-happy",
  title: key,
  names: {},
  about: "",
});
const known = ["queue", "disappointment", "recommend"].map(code);
const ground = { known, side: "pain", merged: new Map<string, string>() } as const;

test("what follows from what happened is proposed as no cause of the score", () => {
  const consequences = new Set(["disappointment", "recommend"]);
  const keys = (left: ReadonlySet<string>) => subjectsOf([], { ...ground, consequences: left }).map(({ key }) => key);
  assert.deepEqual(keys(consequences), ["queue"]);
  assert.deepEqual(keys(new Set()), ["queue", "disappointment", "recommend"]);
});

test("somebody may register a feeling all the same, and it keeps what it was given", () => {
  const row = { key: "let-down", side: "pain", codes: ["disappointment-"] } as const;
  const subjects = subjectsOf([row], { ...ground, consequences: new Set(["disappointment"]) });
  assert.deepEqual(subjects.find(({ key }) => key === "let-down")?.codes, ["disappointment-"]);
});

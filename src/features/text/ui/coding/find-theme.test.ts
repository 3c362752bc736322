import assert from "node:assert/strict";
import { test } from "node:test";

import type { Theme } from "../../contract.ts";
import { movedTo, placeOf, stepOf, treeOf } from "../codebook/tree.ts";
import { markedParts } from "../marked-parts.ts";
import { codeOfFound, findable, findThemes, likelySide } from "./find-theme.ts";

function theme(key: string, more: Partial<Theme> = {}): Theme {
  return {
    key,
    parent: null,
    kind: "topic",
    names: { en: key },
    problemNames: null,
    praiseNames: null,
    about: {},
    patterns: {},
    examples: {},
    name: key,
    sideNames: { problem: key, praise: key, neutral: key },
    industries: ["any"],
    position: 1,
    isSeeded: true,
    isEdited: false,
    isArchived: false,
    mergedInto: null,
    revision: 1,
    mentions: { problem: 0, praise: 0, neutral: 0 },
    ...more,
  };
}

const book = [
  theme("branches"),
  theme("queue", {
    parent: "branches",
    names: { en: "Queue on a visit", uk: "Черга під час візиту" },
    problemNames: { en: "Long wait in the branch" },
    praiseNames: { en: "Served at once" },
    mentions: { problem: 90, praise: 10, neutral: 0 },
  }),
  theme("wifi", {
    parent: "branches",
    names: { en: "Wi-Fi for visitors" },
    mentions: { problem: 1, praise: 9, neutral: 0 },
  }),
  theme("old", { parent: "branches", names: { en: "Queue tickets" }, isArchived: true }),
  theme("mood", { kind: "judgement", names: { en: "Antique look" } }),
];
const all = findable(book);
const keys = (typed: string) => findThemes(all, typed, 5).map((found) => found.theme.key);

test("themes are found by the beginnings of words of any language and side; groups and what is put away are not", () => {
  assert.deepEqual(keys("que"), ["queue", "mood"], "within a word comes last");
  assert.deepEqual(keys("черга віз"), ["queue"]);
  assert.deepEqual(keys("wait long"), ["queue"]);
  assert.deepEqual(keys("wifi"), ["wifi"]);
  assert.deepEqual([keys("branches"), keys("")], [[], []]);
});

test("the side that is meant follows from the words, then the score, then what is said more often", () => {
  const [queue, wifi] = [all.find((one) => one.theme.key === "queue"), all.find((one) => one.theme.key === "wifi")];
  assert.ok(queue && wifi);
  assert.equal(likelySide(queue, "served", null), "praise");
  assert.equal(likelySide(wifi, "wifi", { kind: "recommendation", value: 2 }), "problem");
  assert.equal(likelySide(wifi, "wifi", { kind: "rating", value: 2 }), "praise");
  assert.equal(codeOfFound(queue, { typed: "served", score: null, side: "neutral" }), "queue~");
});

test("the tree keeps its order, shows groups of what is found, and steps stay within a group", () => {
  const shown = (words: string, state: "use" | "away" | "all") =>
    treeOf(book, { words, state }).map(({ group, themes }) => [group.key, ...themes.map(({ key }) => key)]);
  assert.deepEqual(shown("", "use"), [["branches", "queue", "wifi"], ["mood"]]);
  assert.deepEqual(shown("tickets", "away"), [["branches", "old"]]);
  assert.deepEqual(
    shown("branches", "use"),
    [["branches", "queue", "wifi"]],
    "a group that is found brings its themes",
  );
  assert.deepEqual(shown("nothing", "all"), []);
  assert.deepEqual(stepOf(book, { key: "queue", parent: "branches" }, 1), { before: "old" });
  assert.deepEqual(stepOf(book, { key: "old", parent: "branches" }, 1), undefined);
  const moved = movedTo(book, "old", { parent: "branches", before: "queue" });
  assert.deepEqual(
    moved.map(({ key }) => key),
    ["branches", "old", "queue", "wifi", "mood"],
  );
  assert.equal(movedTo(book, "wifi", { parent: null, before: null }).at(-1)?.parent, null);
  assert.deepEqual(placeOf(book, { key: "old", parent: "branches" }), { parent: "branches", before: null });
});

test("hits that overlap are each marked, and those out of the text are left out", () => {
  const hit = (from: number, to: number) => ({ code: "queue-", from, to, pattern: `${from}` });
  const parts = markedParts("A long queue", [hit(2, 6), hit(2, 12), hit(50, 60)]);
  assert.deepEqual(
    parts.map(({ from, to, hits }) => [from, to, hits.length]),
    [
      [0, 2, 0],
      [2, 6, 2],
      [6, 12, 1],
    ],
  );
  assert.deepEqual(markedParts("", []), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import type { TextToCode } from "../../contract.ts";
import { deedOf, type KeyDeed } from "./keys.ts";
import { emptyQueue, queueAfter, type Queue, type QueueEvent } from "./queue.ts";

function text(id: string, codes: readonly string[] = []): TextToCode {
  return {
    responseId: id,
    question: "why",
    title: "Why?",
    text: `Words of ${id}`,
    language: "en",
    answeredAt: "2026-02-01T10:00:00",
    score: null,
    suggestions: [],
    hits: [],
    codes: [...codes],
    revision: 0,
  };
}

function after(...events: readonly QueueEvent[]): Queue {
  return events.reduce(queueAfter, emptyQueue);
}

const came = (id: string, codes?: readonly string[]): QueueEvent => ({ what: "came", text: text(id, codes) });

test("the first comment is in hand with what the machine gave; those in advance wait behind it", () => {
  const queue = after(came("a", ["queue-"]), came("b", ["staff+"]), came("b", ["staff+"]));
  assert.deepEqual(
    queue.texts.map(({ responseId }) => responseId),
    ["a", "b"],
  );
  assert.deepEqual([queue.codes, queue.at], [["queue-"], "queue-"]);
});

test("a theme has one side at a time, and a side goes to the theme that was touched last", () => {
  const queue = after(came("a", ["queue-", "staff+"]), { what: "toggled", code: "queue+" });
  assert.deepEqual(queue.codes, ["staff+", "queue+"]);
  const sided = queueAfter(queue, { what: "sided", side: "neutral" });
  assert.deepEqual([sided.codes, sided.at], [["staff+", "queue~"], "queue~"]);
  assert.deepEqual(queueAfter(sided, { what: "toggled", code: "queue~" }).codes, ["staff+"]);
  assert.deepEqual(queueAfter(sided, { what: "dropped" }).at, "staff+");
});

test("accepting goes on to the next comment at once, and skipping leaves nothing to take back", () => {
  const queue = after(came("a", ["queue-"]), came("b", ["staff+"]), { what: "passed", codes: ["queue-"] });
  assert.deepEqual([queue.texts[0]?.responseId, queue.codes, queue.done.length], ["b", ["staff+"], 1]);
  const skipped = queueAfter(queue, { what: "passed", codes: null });
  assert.deepEqual([skipped.texts.length, skipped.codes, skipped.done.length], [0, [], 1]);
});

test("what is taken back or was not taken stands in hand again with what was said of it, and nothing is lost", () => {
  const queue = after(came("a", ["queue-"]), came("b"), { what: "passed", codes: ["price-"] });
  const back = queueAfter(queue, { what: "returned", text: { ...text("a"), revision: 2 } });
  assert.deepEqual(
    back.texts.map(({ responseId, revision }) => [responseId, revision]),
    [
      ["a", 2],
      ["b", 0],
    ],
  );
  assert.deepEqual([back.codes, back.done.length], [["price-"], 0]);
  const refused = queueAfter(queue, { what: "returned", text: text("a", ["staff-"]), codes: ["price-"] });
  assert.deepEqual(refused.codes, ["price-"], "not what somebody else said meanwhile");
});

test("a queue that is over begins again when somebody asks or takes something back", () => {
  const over = after({ what: "came", text: null });
  assert.equal(over.isEmpty, true);
  assert.equal(queueAfter(over, { what: "asked" }).isEmpty, false);
  assert.equal(queueAfter(over, { what: "returned", text: text("a") }).isEmpty, false);
});

const press = (key: string, words = "", more: { ctrlKey?: boolean } = {}): KeyDeed | undefined =>
  deedOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...more }, words);

test("while nothing is typed every key acts at once, on keyboards of all three languages", () => {
  assert.deepEqual(press("3"), { do: "suggestion", index: 2 });
  assert.deepEqual(press("-"), { do: "side", side: "problem" });
  for (const key of ["=", "+"]) assert.deepEqual(press(key), { do: "side", side: "praise" });
  assert.deepEqual(
    ["Enter", "0", "ArrowRight", "ArrowLeft", "Backspace", "?"].map((key) => press(key)?.do),
    ["accept", "nothing", "skip", "back", "drop", "help"],
  );
  for (const key of ["q", "ч", "ї", "Є"]) assert.deepEqual(press(key), { do: "search" });
});

test("while words are typed they are looked for, and a side key takes what was found with that side", () => {
  assert.deepEqual(press("Enter", "que"), { do: "choose", side: undefined });
  assert.deepEqual(press("-", "que"), { do: "choose", side: "problem" });
  assert.deepEqual(press("ArrowDown", "que"), { do: "step", by: 1 });
  assert.equal(press("4", "g"), undefined, "4g is a word");
  assert.equal(press("ArrowLeft", "que"), undefined, "the caret moves");
  assert.equal(press("k", "", { ctrlKey: true }), undefined, "the palette opens");
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { themeWishSchema } from "../../contract.ts";
import { draftOf, emptyDraft, isSameDraft, mergeDrafts, wishOf } from "./draft.ts";

const wish = themeWishSchema.parse({
  parent: "branches",
  kind: "topic",
  names: { en: "Queue", uk: "Черга" },
  problemNames: { en: "Long queue" },
  patterns: { en: { problem: ["long queue", "/wait \\d+/"], praise: [], topic: ["queue"] } },
  examples: { ru: { problem: ["Стояли час"], praise: [] } },
});

test("a theme comes back from its draft as it was, lists line by line, empty lines left out", () => {
  assert.deepEqual(themeWishSchema.parse(wishOf(draftOf(wish))), wish);
  const draft = { ...draftOf(wish), "patterns.en.problem": "  long queue \n\n/wait \\d+/\n" };
  assert.deepEqual(wishOf(draft).patterns.en?.problem, ["long queue", "/wait \\d+/"]);
  assert.deepEqual(themeWishSchema.safeParse(wishOf(emptyDraft)).success, false, "a theme needs a name");
});

test("what two people changed in different fields is brought together", () => {
  const base = draftOf(wish);
  const mine = { ...base, "names.en": "Waiting" };
  const theirs = { ...base, "patterns.uk.topic": "черг*", kind: "judgement" };
  const { draft, clashes } = mergeDrafts(base, mine, theirs);
  assert.deepEqual(clashes, []);
  assert.deepEqual([draft["names.en"], draft["patterns.uk.topic"], draft["kind"]], ["Waiting", "черг*", "judgement"]);
});

test("where both changed a field, what was typed here stands and the field is named", () => {
  const base = draftOf(wish);
  const merged = mergeDrafts(base, { ...base, "names.en": "Mine" }, { ...base, "names.en": "Theirs" });
  assert.deepEqual([merged.draft["names.en"], merged.clashes], ["Mine", ["names.en"]]);
  const alike = mergeDrafts(base, { ...base, "names.en": "Same" }, { ...base, "names.en": "Same" });
  assert.deepEqual(alike.clashes, []);
  assert.ok(isSameDraft(base, draftOf(wish)));
  assert.ok(!isSameDraft(base, merged.draft));
});

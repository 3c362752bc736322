import assert from "node:assert/strict";
import { test } from "node:test";

import { array, assert as check, integer, property, record } from "fast-check";

import { never, postAround, postOn, withPost, type Post } from "./rules/posts.ts";
import { mayLead } from "./rules/reporting-lines.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

test("whatever posts begin in whatever order, they never overlap and what was before a change stays", () => {
  const wishes = array(record({ at: integer({ min: 0, max: 60 }), unit: integer({ min: 0, max: 3 }) }), {
    maxLength: 12,
  });
  check(
    property(wishes, (some) => {
      let posts: readonly Post[] = [];
      for (const { at, unit } of some) {
        const before = posts;
        posts = withPost(posts, { from: day(at), unitId: `u${unit}`, position: "" });
        for (let n = 0; n < at; n += 1) assert.deepEqual(postOn(posts, day(n))?.unitId, postOn(before, day(n))?.unitId);
        assert.equal(postOn(posts, day(at))?.unitId, `u${unit}`);
        assert.deepEqual(posts, withPost(posts, { from: day(at), unitId: `u${unit}`, position: "" }));
      }
      posts.forEach(({ from, to }, index) => assert.ok(from < to && (posts[index + 1]?.from ?? never) >= to));
    }),
  );
});

test("of somebody who left the last post is told", () => {
  const posts = [{ from: day(0), to: day(10), unitId: "a", position: "teller" }];
  assert.equal(postOn(posts, day(20)), undefined);
  assert.equal(postAround(posts, day(20))?.unitId, "a");
  assert.equal(postAround([], day(20)), undefined);
});

test("nobody leads those above them, and a circle that is there already is walked once", () => {
  const managers = new Map([
    ["b", "a"],
    ["c", "b"],
    ["x", "y"],
    ["y", "x"],
  ]);
  assert.equal(mayLead(managers, "c", "a"), false);
  assert.equal(mayLead(managers, "a", "a"), false);
  assert.equal(mayLead(managers, "a", "c"), true);
  assert.equal(mayLead(managers, "x", "a"), true);
});

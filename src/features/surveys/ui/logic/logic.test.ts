import assert from "node:assert/strict";
import { test } from "node:test";

import { structureProblems } from "#feature/surveys/runtime";
import { holds, type Condition } from "#kit/condition";

import { withQuestionMoved } from "../builder/structure.ts";
import { findingsOf } from "../check/findings.ts";
import { mentionedIn, naming, withName } from "../comments/mentions.ts";
import { branching, long } from "../example-surveys.ts";
import { isReadable, nearestReadable, colourIn } from "../look/readable.ts";
import { layoutOf } from "../map/layout.ts";
import { changedAt } from "../words/tree.ts";
import {
  isUnfinished,
  kindOfField,
  operatorsFor,
  readableFields,
  simplified,
  startingComparison,
  withOperator,
} from "./comparisons.ts";
import { brokenNames, withoutReading, withQuestionBefore } from "./fixes.ts";

test("a condition is offered the questions before it, an ending all of them, each in a comparison that can be saved", () => {
  const fields = readableFields(branching, { page: 2, index: 0 });
  const asked = fields.filter(({ question }) => question !== undefined).map(({ field }) => field);
  assert.deepEqual(asked, ["score", "why_high", "why_low"]);
  assert.ok(readableFields(long, "ending").some(({ field }) => field === "speed.result"));

  for (const { field } of readableFields(long, "ending")) {
    const endings = changedAt(long, "endings.0.condition", () => startingComparison(long, field));
    assert.deepEqual(structureProblems(endings), [], field);
  }
});

test("another operator keeps the values that still fit", () => {
  const kind = kindOfField(branching, "score");
  const between = startingComparison(branching, "score");
  assert.deepEqual(between, { field: "score", op: "between", value: [0, 5] });
  assert.deepEqual(withOperator(between, "gte", kind), { field: "score", op: "gte", value: 0 });
  assert.deepEqual(withOperator(between, "answered", kind), { field: "score", op: "answered" });
  for (const op of operatorsFor(kind)) assert.equal(isUnfinished(withOperator(between, op, kind)), false);
  assert.equal(isUnfinished(startingComparison(branching, "customer")), true);
});

test("groups of one or none disappear, and the condition holds as before", () => {
  const low: Condition = { field: "score", op: "lte", value: 6 };
  const nested: Condition = { all: [{ any: [low] }, { all: [] }, { not: { any: [] } }] };
  assert.deepEqual(simplified(nested), low);
  assert.equal(simplified({ all: [{ any: [] }] }), undefined);
  for (const score of [3, 9])
    assert.equal(
      holds(low, () => score),
      holds({ any: [low] }, () => score),
    );
});

test("a condition that reads what comes later or is gone is found, and each way to put it right does", () => {
  const moved = withQuestionMoved(branching, "score", { page: 2, index: 0 });
  const owner = { page: 0, index: 0 } as const;
  const condition = moved.pages[0]?.questions[0]?.condition;
  assert.ok(condition !== undefined);
  assert.deepEqual(brokenNames(moved, condition, owner), [{ field: "score", code: "reads_later" }]);
  assert.ok(structureProblems(moved).length > 0);
  assert.deepEqual(structureProblems(withQuestionBefore(moved, "score", owner)), []);

  const gone: Condition = { all: [condition, { field: "gone", op: "answered" }] };
  assert.deepEqual(withoutReading(gone, "gone"), condition);
  assert.equal(withoutReading(condition, "score"), undefined);
});

test("findings lead to their part, and what offers to be put right is right afterwards", () => {
  const found = findingsOf(long, "transactional");
  const open = found.find(({ code }) => code === "no_open_question");
  assert.ok(open?.fix !== undefined);
  assert.equal(
    findingsOf(open.fix(long), "transactional").some(({ code }) => code === "no_open_question"),
    false,
  );

  const blank = changedAt(branching, "pages.1.questions.0.title", () => ({ en: "Why?" }));
  const missing = findingsOf(blank, "transactional").find(({ code }) => code === "missing_text");
  assert.deepEqual(missing?.part, { kind: "question", key: "why_high" });
  assert.deepEqual(missing?.text, { path: "pages.1.questions.0.title", language: "uk" });
  assert.equal(missing?.weight, "blocks");
});

test("the map puts every point below all that leads to it, and endings last", () => {
  const node = (id: string, kind: "start" | "question" | "ending") => {
    return { id, key: id, kind, page: null, isReachable: true, isDeadEnd: false } as const;
  };
  const edge = (from: string, to: string) => ({ from, to, when: null });
  const { nodes, edges } = layoutOf({
    nodes: [
      node("start", "start"),
      node("a", "question"),
      node("b", "question"),
      node("c", "question"),
      node("end", "ending"),
    ],
    edges: [edge("start", "a"), edge("a", "b"), edge("a", "c"), edge("b", "end"), edge("c", "end"), edge("a", "end")],
    problems: [],
  });
  const y = new Map(nodes.map((each) => [each.node.id, each.y]));
  for (const { edge: way } of edges) assert.ok((y.get(way.from) ?? 0) < (y.get(way.to) ?? 0));
  assert.equal(y.get("b"), y.get("c"));
  assert.equal(edges.length, 6);
});

test("the nearest readable colour can be read, and is the colour itself when that can", () => {
  for (const background of ["#ffffff", "#000000", "#777777", "#ffd400", "#2f5bd0"]) {
    for (const colour of ["#ffffff", "#000000", "#888888", "#ffcc00", "#123456"]) {
      const nearest = nearestReadable(colour, background);
      assert.ok(isReadable(nearest, background), `${colour} on ${background}: ${nearest}`);
      if (isReadable(colour, background)) assert.equal(nearest, colour);
    }
  }
  assert.deepEqual(["#FA0", "2f5bd0", "#12", "red"].map(colourIn), ["#ffaa00", "#2f5bd0", undefined, undefined]);
});

test("who is named in a comment is found, the longer of two names first", () => {
  const colleagues = [
    { id: "1", name: "Ann" },
    { id: "2", name: "Ann Lee" },
    { id: "3", name: "Олена Коваль" },
  ];
  assert.deepEqual(
    mentionedIn("@Ann Lee, see @олена коваль", colleagues).map(({ id }) => id),
    ["3", "2"],
  );
  assert.deepEqual(
    naming("ask @ков", 8, colleagues)?.found.map(({ id }) => id),
    ["3"],
  );
  assert.equal(naming("mail a@ann", 10, colleagues), undefined);
  assert.equal(withName("ask @ков now", { from: 4, cursor: 8 }, "Олена Коваль"), "ask @Олена Коваль  now");
});

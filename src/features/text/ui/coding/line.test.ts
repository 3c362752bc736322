import assert from "node:assert/strict";
import { test } from "node:test";

import { Problem } from "#web/api/problem.ts";

import type { TextToCode } from "../../contract.ts";
import { accept, back, createLine, retry, skip, tell, type CodingLine, type CodingServer } from "./line.ts";

function text(id: string, revision = 0): TextToCode {
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
    codes: [],
    revision,
  };
}

/** A server with these comments: it serves none that is held, coded or skipped, as the real one does. */
function serverOf(ids: readonly string[], refuse: (id: string) => Problem | undefined = () => undefined) {
  const said = new Map<string, readonly string[]>();
  const skipped = new Set<string>();
  let held: string[] = [];
  const next = async (holding: readonly { readonly responseId: string }[] = []) => {
    held = holding.map(({ responseId }) => responseId);
    const id = ids.find((one) => !held.includes(one) && !said.has(one) && !skipped.has(one));
    if (id !== undefined) held.push(id);
    return { text: id === undefined ? null : text(id), left: 0, codedThisHour: said.size };
  };
  const server: CodingServer = {
    next: ({ skip: isSkip = false, holding = [] }) => {
      const stays = new Set(holding.map(({ responseId }) => responseId));
      if (isSkip) for (const id of held.filter((one) => !stays.has(one))) skipped.add(id);
      return next(holding);
    },
    code: async ({ responseId, codes, revision, holding = [] }) => {
      assert.ok(!said.has(responseId) || revision > 0, `${responseId} came twice`);
      const problem = refuse(responseId);
      if (problem?.code === "text.no_such_text") skipped.add(responseId);
      if (problem !== undefined && revision === 0) throw problem;
      said.set(responseId, codes);
      return next(holding);
    },
    undo: async () => {
      const last = [...said.keys()].at(-1) ?? "";
      said.delete(last);
      return { text: text(last, 2), left: 1, codedThisHour: said.size };
    },
    read: async ({ responseId }) => text(responseId, 1),
  };
  return { server, said, skipped };
}

function lineOf(server: CodingServer): { readonly line: CodingLine; readonly problems: unknown[] } {
  const problems: unknown[] = [];
  const line = createLine(server, (problem) => problems.push(problem));
  tell(line, { what: "asked" });
  return { line, problems };
}

async function settled(line: CodingLine): Promise<void> {
  for (let tail = line.tail; ; tail = line.tail) {
    await tail;
    if (tail === line.tail) return;
  }
}

const inHand = (line: CodingLine) => line.state.queue.texts.map(({ responseId }) => responseId);
const ids = Array.from({ length: 12 }, (_, index) => `t${index}`);

test("the next comments are there in advance, and whoever is faster than the server codes each once", async () => {
  const { server, said } = serverOf(ids);
  const { line } = lineOf(server);
  await settled(line);
  assert.deepEqual(inHand(line), ["t0", "t1", "t2"]);
  accept(line, ["queue-"]);
  accept(line, []);
  assert.deepEqual(inHand(line), ["t2"], "at once, before the server said anything");
  skip(line);
  await settled(line);
  while (inHand(line).length > 0) {
    accept(line, ["staff+"]);
    if (inHand(line).length === 0) await settled(line);
  }
  assert.deepEqual([...said.keys()].toSorted(), ids.filter((id) => id !== "t2").toSorted());
  assert.deepEqual([said.get("t0"), said.get("t1")], [["queue-"], []]);
  assert.deepEqual([line.state.queue.isEmpty, line.state.codedThisHour], [true, 11]);
});

test("only what is in hand is skipped, not what is there in advance", async () => {
  const { server, skipped } = serverOf(ids);
  const { line } = lineOf(server);
  await settled(line);
  skip(line);
  skip(line);
  await settled(line);
  assert.deepEqual([...skipped], ["t0", "t1"]);
  assert.deepEqual(inHand(line).slice(0, 2), ["t2", "t3"]);
});

test("what somebody else coded meanwhile comes back as it is now, with what was said of it here", async () => {
  const elsewhere = new Problem(409, "text.coded_elsewhere", "Somebody coded this comment meanwhile.");
  const { server, said } = serverOf(ids, (id) => (id === "t0" ? elsewhere : undefined));
  const { line, problems } = lineOf(server);
  await settled(line);
  accept(line, ["queue-"]);
  await settled(line);
  const [first] = line.state.queue.texts;
  assert.deepEqual([first?.responseId, first?.revision, line.state.queue.codes], ["t0", 1, ["queue-"]]);
  assert.deepEqual(problems, [elsewhere]);
  accept(line, line.state.queue.codes);
  await settled(line);
  assert.deepEqual(said.get("t0"), ["queue-"]);
});

test("a comment that is gone stays away; one that did not reach the server comes back", async () => {
  const gone = new Problem(404, "text.no_such_text", "There is no such comment.");
  const away = new Problem(0, "web.unreachable", "No answer came.");
  const { server } = serverOf(ids, (id) => ({ t0: gone, t1: away })[id]);
  const { line } = lineOf(server);
  await settled(line);
  accept(line, ["a-"]);
  accept(line, ["b-"]);
  await settled(line);
  assert.equal(inHand(line)[0], "t1");
  assert.deepEqual(line.state.queue.codes, ["b-"]);
  assert.ok(!inHand(line).includes("t0"));
});

test("the last coding is taken back and stands in hand with what was said; an error waits until one asks on", async () => {
  const { server } = serverOf(ids);
  const { line } = lineOf(server);
  await settled(line);
  accept(line, ["queue-"]);
  back(line);
  await settled(line);
  assert.deepEqual([inHand(line)[0], line.state.queue.codes, line.state.codedThisHour], ["t0", ["queue-"], 0]);

  let isDown = true;
  const down = new Problem(503, "http.503", "Down");
  const shaky = {
    ...server,
    next: (body: Parameters<CodingServer["next"]>[0]) => (isDown ? Promise.reject(down) : server.next(body)),
  };
  const { line: other } = lineOf(shaky);
  await settled(other);
  assert.deepEqual([other.state.error, inHand(other)], [down, []]);
  isDown = false;
  retry(other);
  await settled(other);
  assert.ok(other.state.error === null && inHand(other).length > 0);
});

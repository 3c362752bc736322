import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";

import type { Survey } from "#feature/surveys/contract";

import { branching } from "../example-surveys.ts";
import { createDraftStore, type Kept } from "./draft-store.ts";

const conflict = new Error("somebody else saved");

test("what is typed is saved once, after a quiet while", async (t) => {
  const { store, server, wait } = open(t);
  store.change({ name: "A" });
  store.change({ name: "AB" });
  assert.equal(store.view().state, "waiting");

  await wait();
  assert.equal(store.view().state, "saved");
  assert.deepEqual([server.saves, server.survey.name], [1, "AB"]);
});

test("what changes during a save is saved after it, never beside it", async (t) => {
  const { store, server, wait } = open(t);
  const first = server.hold();
  store.change({ name: "A" });
  await wait();
  store.change({ name: "B" });
  await wait();
  assert.deepEqual([server.saves, store.view().state], [1, "saving"]);

  first.resolve();
  assert.equal(await store.flush(), true);
  assert.deepEqual([server.saves, server.survey.name, store.view().state], [2, "B", "saved"]);
});

test("somebody else's save is noticed; one's own can be kept or given up", async (t) => {
  const { store, server, wait } = open(t);
  server.change("Theirs");
  store.change({ name: "Mine" });
  await wait();
  assert.equal(store.view().state, "conflict");
  assert.equal(await store.flush(), false);

  await store.keepMine();
  assert.deepEqual([server.survey.name, store.view().state], ["Mine", "saved"]);

  server.change("Theirs again");
  store.change({ name: "Mine again" });
  await wait();
  await store.loadTheirs();
  assert.deepEqual([store.view().edited.name, store.view().state], ["Theirs again", "saved"]);
});

test("a draft that refers into the void, or has no name, is not sent", async (t) => {
  const { store, server, wait } = open(t);
  store.change(({ draft }) => ({ draft: { ...draft, title: { en: "Hello {{nobody}}" } } }));
  await wait();
  assert.deepEqual([store.view().state, server.saves, await store.flush()], ["broken", 0, false]);

  store.change(({ draft }) => ({ draft: { ...draft, title: { en: "Hello" } } }));
  await wait();
  assert.deepEqual([store.view().state, server.saves], ["saved", 1]);
});

test("a failed save keeps what was typed and goes through when tried again", async (t) => {
  const { store, server, wait } = open(t);
  server.isAway = true;
  store.change({ name: "A" });
  await wait();
  assert.equal(store.view().state, "failed");

  server.isAway = false;
  assert.equal(await store.flush(), true);
  assert.equal(server.survey.name, "A");
});

test("news from the server is shown only while nothing of one's own is unsaved", async (t) => {
  const { store, server, wait } = open(t);
  server.change("Theirs");
  store.take(server.survey);
  assert.equal(store.view().edited.name, "Theirs");

  store.change({ name: "Mine" });
  server.change("Theirs again");
  store.take(server.survey);
  assert.equal(store.view().edited.name, "Mine");
  await wait();
});

test("letters typed in one go are one step of undo, other changes steps of their own", async (t) => {
  const { store, server, clock, wait } = open(t);
  store.change({ name: "A" }, "name");
  clock.now = 300;
  store.change({ name: "AB" }, "name");
  clock.now = 5000;
  store.change({ name: "ABC" }, "name");
  store.change({ anonymous: true });

  store.undo();
  assert.deepEqual([store.view().edited.name, store.view().edited.anonymous], ["ABC", false]);
  store.undo();
  assert.equal(store.view().edited.name, "AB");
  store.undo();
  assert.deepEqual([store.view().edited.name, store.view().mayUndo], ["Survey", false]);
  store.redo();
  await wait();
  assert.deepEqual([server.survey.name, store.view().mayRedo], ["AB", true]);

  store.change({ name: "Z" });
  assert.equal(store.view().mayRedo, false);
});

test("unsaved work is kept on the device until it is saved, and goes on from there", async (t) => {
  const first = open(t);
  first.server.isAway = true;
  first.store.change({ name: "Typed on a train" });
  await first.wait();
  assert.equal(first.device.kept?.edited.name, "Typed on a train");

  mock.timers.reset();
  const second = open(t, first.device.kept);
  assert.equal(second.store.view().edited.name, "Typed on a train");
  await second.wait();
  assert.deepEqual([second.server.survey.name, second.device.kept], ["Typed on a train", undefined]);
});

test("work kept from before somebody else saved is laid beside theirs, not over it", (t) => {
  const kept = { revision: 0, edited: { name: "Mine", anonymous: false, draft: branching } };
  const { store } = open(t, kept);

  const { state, edited, theirs } = store.view();
  assert.deepEqual([state, edited.name, theirs?.name], ["conflict", "Mine", "Survey"]);
});

test("two who made the same change are in no conflict", async (t) => {
  const { store, server, wait } = open(t);
  server.change("Same");
  store.change({ name: "Same" });
  await wait();

  assert.deepEqual([store.view().state, store.view().edited.name], ["saved", "Same"]);
});

test("taking theirs can be undone: what was mine comes back", async (t) => {
  const { store, server, wait } = open(t);
  server.change("Theirs");
  store.change({ name: "Mine" });
  await wait();
  await store.loadTheirs();
  store.undo();
  await wait();

  assert.deepEqual([server.survey.name, store.view().state], ["Mine", "saved"]);
});

/** A store on a server in memory that keeps revisions as the real one does, with the clock in our hands. */
function open(t: TestContext, kept?: Kept) {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const server = serverOf(surveyOf());
  const clock = { now: 0 };
  const device: { kept: Kept | undefined } = { kept };
  const store = createDraftStore({
    survey: server.survey,
    delay: 700,
    now: () => clock.now,
    kept,
    keep: (next) => (device.kept = next),
    save: server.save,
    readLatest: () => Promise.resolve(server.survey),
    isConflict: (error) => error === conflict,
  });
  const wait = async () => {
    mock.timers.tick(700);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { store, server, wait, clock, device };
}

function serverOf(survey: Survey) {
  let held: Promise<void> | undefined;
  const server = {
    survey,
    saves: 0,
    isAway: false,
    hold: () => {
      const gate = Promise.withResolvers<void>();
      held = gate.promise;
      return gate;
    },
    change: (name: string) => {
      server.survey = { ...server.survey, name, revision: server.survey.revision + 1 };
    },
    save: async (edited: Pick<Survey, "name" | "anonymous" | "draft">, revision: number) => {
      if (server.isAway) throw new Error("away");
      if (revision !== server.survey.revision) throw conflict;
      server.saves += 1;
      await held;
      held = undefined;
      server.survey = { ...server.survey, ...edited, revision: revision + 1 };
      return server.survey;
    },
  };
  return server;
}

function surveyOf(): Survey {
  return {
    id: "01900000-0000-7000-8000-000000000001",
    slug: "abc",
    name: "Survey",
    programme: "transactional",
    state: "draft",
    origin: "built",
    anonymous: false,
    publishedVersion: null,
    draft: branching,
    changed: true,
    revision: 1,
    answers: 0,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
  };
}

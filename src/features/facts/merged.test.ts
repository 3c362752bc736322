import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { answersOfPersons } from "#feature/answers";
import { updateSettings } from "#feature/organisation";
import { findPerson, mergePersons, registerAnswersOfPersons, undoMerge } from "#feature/people";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { slice } from "./actions/slice.ts";
import { createProjector } from "./projector.ts";
import { publishSample, recordSample } from "./sample.test.ts";

const stores = await testStores({ after });
const call = { ...testCall(stores), viewer: viewerForTest() };
const projector = createProjector(stores, { interval: 5 });
const people = ["m-0", "m-1", "m-2", "m-3", "m-4"];

before(async () => {
  registerAnswersOfPersons(answersOfPersons);
  await updateSettings(call, { minimumN: 5 });
  const { slug } = await publishSample(call, "Team", { programme: "employee" });
  await recordSample(
    stores,
    call.viewer,
    people.map((value, index) => ({
      survey: slug,
      person: { kind: "crm", value } as const,
      answers: { csat: 1 + index },
      answeredAt: "2026-01-10T10:00:00Z",
    })),
  );
  await projector.drain();
});

test("a merge takes a group of five below the least size, and undoing gives it back", async () => {
  assert.equal(await stateOfGroup(), "ok");

  const [survivorId = "", mergedId = ""] = await Promise.all(people.map(idOf));
  const { mergeId } = await mergePersons(call, { survivorId, mergedId, choices: {} });
  await projector.drain();
  assert.equal(await stateOfGroup(), "hidden");

  await undoMerge(call, mergeId);
  await projector.drain();
  assert.equal(await stateOfGroup(), "ok");
});

async function stateOfGroup(): Promise<string> {
  return (await slice(call, { measure: "csat:employee", by: [] })).total.figure.state;
}

async function idOf(value: string): Promise<string> {
  return (await findPerson(call, { kind: "crm", value })).items[0]?.id ?? "";
}

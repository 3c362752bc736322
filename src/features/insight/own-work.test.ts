import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { readOwnWork } from "./actions/own-work.ts";
import { filterSchema, ownWorkSchema } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const everything = filterSchema.parse({});
const ann = viewerForTest({ permissions: ["own.read"], units: [], employee: "E-1" });

async function publish(name: string, programme: Programme): Promise<string> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [
      {
        key: "one",
        questions: [
          { kind: "recommendation", key: "score", title: { en: "Would you recommend us?" } },
          { kind: "text", key: "why", title: { en: "Why?" } },
        ],
      },
    ],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const { id } = await createSurvey(call, { name, programme, definition, anonymous: false });
  return (await publishSurvey(call, id)).slug;
}

before(async () => {
  const [contact, staff] = [await publish("After a call", "transactional"), await publish("Pulse", "employee")];
  const of = (survey: string, employee: string, index: number) =>
    submissionSchema.parse({
      survey,
      answers: { score: index % 11, why: `${employee} said ${index}` },
      answeredAt: new Date(Date.UTC(2026, 0, 1 + (index % 20))).toISOString(),
      context: { employee },
      person: { kind: "email", value: `person${index}@example.org` },
    });
  const responses = [
    ...Array.from({ length: 40 }, (_, index) => of(contact, "E-1", index)),
    ...Array.from({ length: 40 }, (_, index) => of(contact, "E-2", index)),
    ...Array.from({ length: 40 }, (_, index) => of(staff, "E-1", index)),
  ];
  await recordResponses(call, responses, { source: "api" });
  await createProjector(stores).drain();
});

test("an employee sees what customers said about their own work, and not who said it", async () => {
  const shown = ownWorkSchema.parse(await readOwnWork({ stores, viewer: ann }, everything));

  assert.deepEqual(
    shown.items.map(({ measure, figure }) => [measure.ref, figure.n]),
    [["nps:transactional", 40]],
  );
  assert.equal(shown.comments.length, 30);
  assert.ok(shown.comments.every(({ text }) => text.startsWith("E-1 said")));
  assert.doesNotMatch(JSON.stringify(shown), /person\d+@|E-2/);
});

test("a filter narrows it, and cannot reach what was said about others", async () => {
  const others = { ...everything, where: { field: "employee", op: "in", value: ["E-2"] } as const };
  const shown = await readOwnWork({ stores, viewer: ann }, others);

  assert.deepEqual([shown.items.length, shown.comments.length], [0, 0]);
});

test("who is linked to no employee, or may not, is told so", async () => {
  const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
  const unlinked = viewerForTest({ permissions: ["own.read"] });

  await assert.rejects(readOwnWork({ stores, viewer: unlinked }, everything), refusedWith("access.no_employee"));
  const barred = viewerForTest({ permissions: ["insight.read"], employee: "E-1" });
  await assert.rejects(readOwnWork({ stores, viewer: barred }, everything), refusedWith("access.forbidden"));
});

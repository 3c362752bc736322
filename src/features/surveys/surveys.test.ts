import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { systemViewer, viewerForTest } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { updateSettings } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testStores } from "#testing/database";

import { definitionSchema, surveyOperations, surveySchema, type Definition } from "./contract.ts";
import {
  createLinks,
  createSurvey,
  ensureImportedSurvey,
  findPublished,
  linksPersonalData,
  listSurveys,
  publishSurvey,
  readLink,
  readSurvey,
  readVersion,
  setState,
  takeLink,
  updateSurvey,
} from "./index.ts";
import { surveysRoutes } from "./routes.ts";

const stores = await testStores({ after });
const author = { stores, viewer: systemViewer("test") };

describe("a draft", () => {
  test("is made from a template and shaped like the contract", async () => {
    const survey = await fromTemplate("relational-nps");
    surveySchema.parse(survey);
    assert.deepEqual([survey.state, survey.publishedVersion, survey.changed, survey.answers], ["draft", null, true, 0]);
    assert.match(survey.slug, /^[2-9a-z]{7}$/);
  });

  test("from a template speaks the organisation's own language first", async () => {
    await updateSettings(author, { languages: ["uk", "en"], defaultLanguage: "uk" });
    assert.equal((await fromTemplate("ces")).draft.defaultLanguage, "uk");
    await updateSettings(author, { languages: ["en", "pl"], defaultLanguage: "pl" });
    assert.equal((await fromTemplate("ces")).draft.defaultLanguage, "en");
  });

  test("of the employee template is anonymous", async () => {
    assert.equal((await fromTemplate("enps")).anonymous, true);
  });

  test("cannot be made from a template that does not exist", async () => {
    await refused(fromTemplate("nosuch"), "surveys.unknown_template");
  });

  test("that is broken in itself is refused with every problem; missing texts may wait", async () => {
    const broken = definition({ defaultLanguage: "uk" });
    const problem = await refused(
      createSurvey(author, { name: "X", definition: broken, anonymous: false }),
      "surveys.invalid_definition",
    );
    assert.deepEqual(
      problem.fields.map(({ field, code }) => [field, code]),
      [["defaultLanguage", "language_not_listed"]],
    );
    await createSurvey(author, { name: "X", definition: definition({ languages: ["en", "uk"] }), anonymous: false });
  });

  test("that somebody changed meanwhile is not overwritten, even at the same moment", async () => {
    const survey = await fromTemplate("csat");
    const saves = ["one", "two", "three"].map((name) =>
      updateSurvey(author, survey.id, { revision: survey.revision, name }),
    );
    const results = await Promise.allSettled(saves);
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
    await refused(
      updateSurvey(author, survey.id, { revision: survey.revision, name: "late" }),
      "surveys.changed_meanwhile",
    );
  });

  test("is seen and changed only by those who may", async () => {
    const reader = { stores, viewer: viewerForTest({ permissions: ["surveys.read"] }) };
    const survey = await fromTemplate("csat");
    assert.equal((await readSurvey(reader, survey.id)).id, survey.id);
    await refused(publishSurvey(reader, survey.id), "access.forbidden");
    await refused(
      listSurveys({ stores, viewer: viewerForTest({ permissions: [] }) }, { limit: 5 }),
      "access.forbidden",
    );
  });
});

test("what was promised about anonymity cannot change once somebody has answered", async () => {
  const draft = await fromTemplate("csat", "promise");
  const open = await publishSurvey(author, draft.id);
  const anonymous = await updateSurvey(author, open.id, { revision: open.revision, anonymous: true });
  assert.equal(anonymous.anonymous, true);

  const answer = submissionSchema.parse({ survey: open.id, answers: { satisfaction: 5 } });
  await recordResponses(author, [answer], { source: "api" });
  const change = { revision: anonymous.revision, anonymous: false };
  await refused(updateSurvey(author, open.id, change), "surveys.anonymity_fixed");
  const renamed = await updateSurvey(author, open.id, { ...change, anonymous: true, name: "Promise kept" });
  assert.deepEqual([renamed.name, renamed.anonymous], ["Promise kept", true]);
});

describe("publishing", () => {
  test("makes a version; an unchanged draft makes no other, a changed one the next", async () => {
    const draft = await fromTemplate("csat");
    const first = await publishSurvey(author, draft.id);
    assert.deepEqual([first.state, first.publishedVersion, first.changed], ["open", 1, false]);
    assert.equal((await publishSurvey(author, draft.id)).publishedVersion, 1);

    const title = { ...first.draft.title, en: "New title" };
    const changed = await updateSurvey(author, draft.id, {
      revision: first.revision,
      draft: { ...first.draft, title },
    });
    assert.deepEqual([changed.changed, changed.publishedVersion], [true, 1]);
    assert.equal((await publishSurvey(author, draft.id)).publishedVersion, 2);

    const [one, two] = await stores.postgres.read(async (tx) => [
      await readVersion(tx, draft.id, 1),
      await readVersion(tx, draft.id, 2),
    ]);
    assert.deepEqual(one?.definition, first.draft);
    assert.equal(two?.definition.title["en"], "New title");
  });

  test("at the same moment makes one version", async () => {
    const { id } = await fromTemplate("ces");
    await Promise.all(Array.from({ length: 8 }, () => publishSurvey(author, id)));
    const rows = await stores.postgres.read((tx) =>
      tx.query(sql`select version from survey_version where survey_id = ${id}`),
    );
    assert.equal(rows.length, 1);
  });

  test("refuses a definition that lacks texts", async () => {
    const incomplete = definition({ languages: ["en", "uk"] });
    const { id } = await createSurvey(author, { name: "X", definition: incomplete, anonymous: false });
    const problem = await refused(publishSurvey(author, id), "surveys.invalid_definition");
    assert.ok(problem.fields.every(({ code }) => code === "missing_text"));
  });

  test("a published version can never be changed or removed", async () => {
    const { id } = await publishSurvey(author, (await fromTemplate("csat")).id);
    const change = (statement: ReturnType<typeof sql>) => stores.postgres.transaction((tx) => tx.execute(statement));
    await assert.rejects(
      change(sql`update survey_version set definition = '{}' where survey_id = ${id}`),
      /cannot be changed/,
    );
    await assert.rejects(change(sql`delete from survey_version where survey_id = ${id}`), /cannot be changed/);
  });

  test("a version that was rolled back is not remembered", async () => {
    const { id } = await fromTemplate("csat");
    const version = definition({});
    await assert.rejects(
      stores.postgres.transaction(async (tx) => {
        await tx.execute(sql`insert into survey_version (survey_id, version, definition, published_at, published_by)
          values (${id}, 1, ${sql.json(version)}, now(), 'test')`);
        assert.ok(await readVersion(tx, id, 1));
        throw new Error("rolled back");
      }),
      /rolled back/,
    );
    assert.equal(await stores.postgres.read((tx) => readVersion(tx, id, 1)), undefined);
  });

  test("only a published survey opens and closes", async () => {
    const { id, slug } = await fromTemplate("csat");
    await refused(setState(author, id, "open"), "surveys.not_published");
    assert.equal(await stores.postgres.read((tx) => findPublished(tx, slug)), undefined);
    await publishSurvey(author, id);
    assert.equal((await setState(author, id, "closed")).state, "closed");
    const byId = await stores.postgres.read((tx) => findPublished(tx, id));
    assert.deepEqual([byId?.survey.slug, byId?.survey.state, byId?.version.version], [slug, "closed", 1]);
  });
});

describe("the list", () => {
  test("pages through every survey once, newest change first, without archived ones", async () => {
    for (let made = 0; made < 5; made += 1) {
      stores.clock.advance(1000);
      await fromTemplate("ces", `Паром 50%_${made}`);
    }
    const archived = await fromTemplate("ces", "Паром 50%_old");
    await setState(author, archived.id, "archived");

    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSurveys(author, { search: "паром 50%_", limit: 2, cursor });
      surveyOperations.listSurveys.output.parse(page);
      names.push(...page.items.map((item) => item.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(
      names,
      [4, 3, 2, 1, 0].map((number) => `Паром 50%_${number}`),
    );
  });

  test("refuses a cursor that is none", async () => {
    await refused(listSurveys(author, { limit: 5, cursor: "%%%" }), "request.invalid");
  });
});

describe("a survey made by an import", () => {
  const wanted = (more: Partial<Definition> = {}) => ({
    slug: "airport-2017",
    name: "Airport",
    programme: "relational" as const,
    anonymous: false,
    definition: definition(more),
  });
  const ensure = (input: ReturnType<typeof wanted>) =>
    stores.postgres.transaction((tx) => ensureImportedSurvey(tx, author.viewer, input));

  test("is made once even by imports at the same moment, and gets a version only when it grew", async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => ensure(wanted())));
    assert.equal(new Set(made.map((one) => `${one.surveyId} ${one.version}`)).size, 1);
    const { surveyId } = made[0]!;
    assert.deepEqual(await ensure(wanted()), { surveyId, version: 1 });

    const grown = await ensure(wanted({ hiddenFields: ["gate"] }));
    assert.deepEqual(grown, { surveyId, version: 2 });
    assert.deepEqual(await ensure(wanted()), grown, "the older import still fits");
    const version = await stores.postgres.read((tx) => readVersion(tx, surveyId, 2));
    assert.deepEqual(version?.definition.hiddenFields, ["gate"]);
  });

  test("never takes over a survey that was made here, nor mixes programmes", async () => {
    await ensure(wanted());
    const { slug } = await fromTemplate("csat");
    await refused(ensure({ ...wanted(), slug }), "surveys.slug_taken");
    await refused(
      stores.postgres.transaction((tx) =>
        ensureImportedSurvey(tx, author.viewer, { ...wanted(), programme: "employee" }),
      ),
      "surveys.programme_differs",
    );
  });
});

describe("single-use links", () => {
  const now = () => stores.clock.now();

  test("hold their context, are kept as hashes and taken by one response", async () => {
    const survey = await publishSurvey(author, (await fromTemplate("csat")).id);
    const { items } = await createLinks(author, survey.id, {
      links: [{ context: { unit: "kyiv-1" }, person: { kind: "crm", value: "7" } }],
      origin: "https://x.test",
    });
    const token = items[0]?.token ?? "";
    assert.equal(items[0]?.url, `https://x.test/s/${survey.slug}/${token}`);
    const found = await stores.postgres.read((tx) => readLink(tx, token, now()));
    assert.deepEqual(
      [found?.context, found?.person, found?.usedAt],
      [{ unit: "kyiv-1" }, { kind: "crm", value: "7" }, null],
    );
    const kept = await stores.postgres.read((tx) =>
      tx.query<{ row: string }>(sql`select survey_link::text as row from survey_link`),
    );
    assert.ok(kept.every(({ row }) => !row.includes(token)));

    const take = (submissionKey: string, complete: boolean) =>
      stores.postgres.transaction((tx) => takeLink(tx, token, { submissionKey, complete, now: now() }));
    const taken = await Promise.all(["a", "b", "c", "d"].map((key) => take(key, false)));
    const winner = ["a", "b", "c", "d"][taken.findIndex(({ ok }) => ok)]!;
    assert.equal(taken.filter(({ ok }) => ok).length, 1);
    assert.equal((await take(winner, true)).ok, true);
    assert.equal((await take(winner, true)).ok, true, "the same response again");
    assert.deepEqual(await take("z", true), { ok: false, code: "answers.link_used" });
  });

  test("expire, and an unknown token is no link", async () => {
    const survey = await publishSurvey(author, (await fromTemplate("csat")).id);
    const expiresAt = new Date(now().getTime() + 1000).toISOString();
    const { items } = await createLinks(author, survey.id, { links: [{ context: {}, expiresAt }], origin: "" });
    stores.clock.advance(2000);
    const token = items[0]?.token ?? "";
    assert.equal(await stores.postgres.read((tx) => readLink(tx, token, now())), undefined);
    const take = (token: string) =>
      stores.postgres.transaction((tx) => takeLink(tx, token, { submissionKey: "a", complete: true, now: now() }));
    assert.deepEqual(await take(token), { ok: false, code: "answers.link_unknown" });
    assert.deepEqual(await take("nonsense"), { ok: false, code: "answers.link_unknown" });
  });

  test("of an anonymous survey carry no person", async () => {
    const survey = await publishSurvey(author, (await fromTemplate("enps")).id);
    const { items } = await createLinks(author, survey.id, {
      links: [{ context: {}, person: { kind: "email", value: "a@b.c" } }],
      origin: "",
    });
    const found = await stores.postgres.read((tx) => readLink(tx, items[0]?.token ?? "", now()));
    assert.equal(found?.person, null);
  });

  test("carry only what answers of the survey can keep", async () => {
    const survey = await publishSurvey(author, (await fromTemplate("csat")).id);
    const context = { unit: "U-1", shoe_size: "43" };
    const refusal = await refused(
      createLinks(author, survey.id, { links: [{ context }], origin: "" }),
      "surveys.unknown_field",
    );
    assert.deepEqual(
      refusal.fields.map(({ field }) => field),
      ["links.0.context.shoe_size"],
    );
  });

  test("forget whom they were made for when that person is erased, and do not work again", async () => {
    const survey = await publishSurvey(author, (await fromTemplate("csat")).id);
    const person = { kind: "email", value: " Petro@Example.com" } as const;
    const links = [
      { context: { account: "petro-ltd" }, person },
      { context: { account: "petro-ltd" }, person },
      { context: {}, person: { ...person, value: "other@example.com" } },
    ];
    const { items } = await createLinks(author, survey.id, { links, origin: "" });
    const [used = "", open = "", other = ""] = items.map(({ token }) => token);
    const use = { submissionKey: "petro-1", complete: true, now: now() };
    await stores.postgres.transaction((tx) => takeLink(tx, used, use));

    const known = { identities: [{ kind: "email", value: "petro@example.com" }] } as const;
    const held = await stores.postgres.read((tx) => linksPersonalData.export(tx, "", known));
    assert.equal((held as unknown[]).length, 2);
    await stores.postgres.transaction((tx) => linksPersonalData.erase(tx, "", { ...known, keepScores: true }));

    const rows = await stores.postgres.read((tx) =>
      tx.query<{ row: string }>(sql`select survey_link::text as row from survey_link where survey_id = ${survey.id}`),
    );
    assert.deepEqual([rows.length, rows.filter(({ row }) => row.includes("petro")).length], [2, 0]);
    const take = (token: string) => stores.postgres.transaction((tx) => takeLink(tx, token, use));
    assert.deepEqual(await take(used), { ok: false, code: "answers.link_used" });
    assert.deepEqual(await take(open), { ok: false, code: "answers.link_unknown" });
    assert.equal((await take(other)).ok, true);
  });

  test("need a published survey", async () => {
    await refused(
      createLinks(author, (await fromTemplate("csat")).id, { links: [{ context: {} }], origin: "" }),
      "surveys.not_published",
    );
  });
});

test("every operation of the contract has its route", () => {
  assert.deepEqual(
    surveysRoutes.map(({ operation }) => operation.id).toSorted(),
    Object.values(surveyOperations)
      .map(({ id }) => id)
      .toSorted(),
  );
});

function fromTemplate(template: string, name = template) {
  return createSurvey(author, { name, template, anonymous: false });
}

function definition(more: Partial<Definition>): Definition {
  const title = { en: "Title" };
  return definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title,
    pages: [{ key: "p", questions: [{ kind: "recommendation", key: "score", title }] }],
    endings: [{ key: "thanks", title }],
    ...more,
  });
}

async function refused(work: Promise<unknown>, code: string): Promise<Refusal> {
  let refusal: unknown;
  await work.catch((error: unknown) => {
    refusal = error;
  });
  assert.ok(refusal instanceof Refusal, `expected ${code}, got ${String(refusal)}`);
  assert.equal(refusal.code, code);
  return refusal;
}

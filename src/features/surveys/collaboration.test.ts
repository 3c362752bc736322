import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { addUser, systemViewer, viewerForTest } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { sql } from "#platform/postgres";
import { testStores } from "#testing/database";

import { addComment, deleteComment, listComments, setCommentResolved } from "./actions/comments.ts";
import { copySurvey, listVersions, restoreVersion } from "./actions/versions.ts";
import { commentSchema, versionItemSchema, type Survey } from "./contract.ts";
import { createSurvey, publishSurvey, readSurvey, updateSurvey } from "./index.ts";

const stores = await testStores({ after });
const author = { stores, viewer: systemViewer("test") };

describe("two editors of one survey", () => {
  test("the slower one learns whose change came first and when, and loses nothing of it", async () => {
    const survey = await fromTemplate();
    const [olena, ihor] = [await editor("Olena"), await editor("Ihor")];
    const first = await updateSurvey({ stores, viewer: olena }, survey.id, {
      revision: survey.revision,
      draft: titled(survey, "Hers"),
    });
    const refusal = await refused(
      updateSurvey({ stores, viewer: ihor }, survey.id, { revision: survey.revision, draft: titled(survey, "His") }),
      "surveys.changed_meanwhile",
    );
    assert.deepEqual(refusal.params, { revision: first.revision, by: olena.name, at: first.updatedAt });
    const theirs = await readSurvey({ stores, viewer: ihor }, survey.id);
    assert.equal(theirs.draft.title["en"], "Hers");

    const both = await updateSurvey({ stores, viewer: ihor }, survey.id, {
      revision: theirs.revision,
      draft: titled(theirs, "Both"),
    });
    assert.equal(both.draft.title["en"], "Both");
  });

  test("of many at the same moment exactly one wins, and every other is told by whom", async () => {
    const survey = await fromTemplate();
    const saves = Array.from({ length: 12 }, (_, index) =>
      updateSurvey(author, survey.id, { revision: survey.revision, draft: titled(survey, `Title ${index}`) }),
    );
    const results = await Promise.allSettled(saves);
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
    for (const result of results) {
      if (result.status === "rejected") assert.equal((result.reason as Refusal).params["by"], "test");
    }
    assert.equal((await readSurvey(author, survey.id)).revision, survey.revision + 1);
  });

  test("saving the same twice, even at once and late, is one revision", async () => {
    const survey = await fromTemplate();
    const change = { revision: survey.revision, draft: titled(survey, "Once") };
    const saved = await Promise.all([1, 2, 3].map(() => updateSurvey(author, survey.id, change)));
    assert.deepEqual(
      saved.map(({ revision }) => revision),
      [1, 2, 3].map(() => survey.revision + 1),
    );
  });
});

describe("versions", () => {
  test("are listed newest first with who published them and their note, by pages", async () => {
    const olena = await editor("Olena V.");
    const survey = await fromTemplate();
    await publishSurvey({ stores, viewer: olena }, survey.id, { note: "First" });
    await publishNext(survey.id, "Second");
    const third = await publishNext(survey.id, undefined);
    assert.equal(third.publishedVersion, 3);

    const page = await listVersions(author, survey.id, { limit: 2 });
    page.items.forEach((item) => versionItemSchema.parse(item));
    const rest = await listVersions(author, survey.id, { limit: 2, cursor: Number(page.nextCursor) });
    assert.deepEqual(
      [...page.items, ...rest.items].map(({ version, note }) => [version, note]),
      [
        [3, null],
        [2, "Second"],
        [1, "First"],
      ],
    );
    assert.deepEqual(rest.items[0]?.publishedBy, { id: olena.id, name: olena.name });
    assert.equal(rest.nextCursor, null);
  });

  test("one taken back becomes the draft, once, and is published as the next", async () => {
    const survey = await fromTemplate();
    const one = await publishSurvey(author, survey.id);
    const two = await publishNext(survey.id, undefined);
    await refused(
      restoreVersion(author, survey.id, { version: 1, revision: one.revision }),
      "surveys.changed_meanwhile",
    );
    const back = await restoreVersion(author, survey.id, { version: 1, revision: two.revision });
    assert.deepEqual(back.draft, one.draft);
    assert.deepEqual([back.changed, back.publishedVersion], [true, 2]);
    const again = await restoreVersion(author, survey.id, { version: 1, revision: two.revision });
    assert.equal(again.revision, back.revision);
    assert.equal((await publishSurvey(author, survey.id)).publishedVersion, 3);
    await refused(restoreVersion(author, survey.id, { version: 9, revision: 1 }), "surveys.not_found");
  });

  test("a copy holds the draft and nothing else of the original", async () => {
    const survey = await fromTemplate();
    await publishSurvey(author, survey.id);
    await addComment(author, survey.id, wish("On the original"));
    const copy = await copySurvey(author, survey.id, { name: "Copy" });
    assert.deepEqual(copy.draft, survey.draft);
    assert.deepEqual([copy.name, copy.state, copy.publishedVersion], ["Copy", "draft", null]);
    assert.notEqual(copy.slug, survey.slug);
    assert.deepEqual((await listComments(author, copy.id, { open: false, limit: 10 })).items, []);
  });
});

describe("comments", () => {
  test("stand on a survey or a question, are answered, settled and opened again", async () => {
    const survey = await fromTemplate();
    const first = commentSchema.parse(await addComment(author, survey.id, { ...wish("Too long?"), question: "score" }));
    const answer = await addComment(author, survey.id, { ...wish("No"), parent: first.id });
    const deeper = await addComment(author, survey.id, { ...wish("Yes"), parent: answer.id });
    assert.deepEqual([answer.question, answer.parent, deeper.parent], ["score", first.id, first.id]);
    await addComment(author, survey.id, wish("Another"));

    const settled = await setCommentResolved(author, survey.id, { comment: answer.id, resolved: true });
    assert.deepEqual([settled.id, settled.isResolved, settled.resolvedBy], [first.id, true, "test"]);
    assert.deepEqual(await texts(survey.id, true), ["Another"]);
    await setCommentResolved(author, survey.id, { comment: first.id, resolved: false });
    assert.deepEqual(await texts(survey.id, true), ["Too long?", "No", "Yes", "Another"]);

    const page = await listComments(author, survey.id, { open: false, limit: 3 });
    const rest = await listComments(author, survey.id, { open: false, limit: 3, cursor: page.nextCursor ?? "" });
    assert.deepEqual(
      rest.items.map(({ text }) => text),
      ["Another"],
    );
    await refused(addComment(author, survey.id, { ...wish("?"), question: "gone" }), "surveys.unknown_question");
  });

  test("tell whom they mention and whom they answer, once, and not the writer", async () => {
    const [olena, ihor] = [await editor("Olena T."), await editor("Ihor T.")];
    const survey = await fromTemplate();
    const id = stores.random.uuid();
    const saying = { ...wish("Look, @Ihor"), id, mentions: [ihor.id, olena.id] };
    await addComment({ stores, viewer: olena }, survey.id, saying);
    const again = await addComment({ stores, viewer: olena }, survey.id, saying);
    assert.deepEqual(
      again.mentions.map(({ name }) => name),
      ["Ihor T.", "Olena T."],
    );
    await addComment({ stores, viewer: ihor }, survey.id, { ...wish("I see"), parent: id });
    assert.deepEqual(await noticesOf(ihor), [{ survey: survey.name, name: "Olena T." }]);
    assert.deepEqual(await noticesOf(olena), [{ survey: survey.name, name: "Ihor T." }]);
    const refusal = await refused(
      addComment(author, survey.id, { ...wish("Hey"), mentions: [stores.random.uuid()] }),
      "surveys.unknown_colleague",
    );
    assert.deepEqual(refusal.fields, [{ field: "mentions.0", code: "unknown_colleague" }]);
  });

  test("are deleted by their author or an owner, with their answers, and only on their own survey", async () => {
    const [olena, ihor] = [await editor("Olena D."), await editor("Ihor D.")];
    const [survey, other] = [await fromTemplate(), await fromTemplate()];
    const said = await addComment({ stores, viewer: olena }, survey.id, wish("Mine"));
    await addComment({ stores, viewer: ihor }, survey.id, { ...wish("Answer"), parent: said.id });
    await refused(deleteComment({ stores, viewer: ihor }, survey.id, said.id), "surveys.not_author");
    await refused(deleteComment({ stores, viewer: olena }, other.id, said.id), "surveys.comment_unknown");
    await deleteComment({ stores, viewer: olena }, survey.id, said.id);
    assert.deepEqual(await texts(survey.id, false), []);

    const owner = viewerForTest({ grants: [{ role: "owner", permissions: ["surveys.write"], units: "all" }] });
    const second = await addComment({ stores, viewer: olena }, survey.id, wish("Mine again"));
    await deleteComment({ stores, viewer: owner }, survey.id, second.id);
    await refused(deleteComment({ stores, viewer: owner }, survey.id, second.id), "surveys.comment_unknown");
  });

  test("and everything else people do here is in the audit trail, without its words", async () => {
    const survey = await fromTemplate();
    const said = await addComment(author, survey.id, wish("Secret words"));
    await setCommentResolved(author, survey.id, { comment: said.id, resolved: true });
    await deleteComment(author, survey.id, said.id);
    await publishSurvey(author, survey.id);
    await restoreVersion(author, survey.id, { version: 1, revision: (await publishNext(survey.id, "n")).revision });
    const rows = await stores.postgres.read((tx) =>
      tx.query<{ action: string; details: unknown }>(
        sql`select action, details from audit_entry where subject_id = ${survey.id} order by id`,
      ),
    );
    const done = new Set(rows.map(({ action }) => action));
    for (const deed of ["commented", "comment_resolved", "comment_deleted", "version_restored"])
      assert.ok(done.has(`surveys.${deed}`), deed);
    assert.doesNotMatch(JSON.stringify(rows), /Secret/);
  });
});

function fromTemplate(): Promise<Survey> {
  return createSurvey(author, { name: "Recommendation", template: "relational-nps", anonymous: false });
}

function titled({ draft }: Survey, title: string): Survey["draft"] {
  return { ...draft, title: { ...draft.title, en: title } };
}

async function publishNext(id: string, note: string | undefined): Promise<Survey> {
  const survey = await readSurvey(author, id);
  const draft = titled(survey, `Revision ${survey.revision}`);
  await updateSurvey(author, id, { revision: survey.revision, draft });
  return publishSurvey(author, id, { note });
}

function wish(text: string) {
  return { question: null, parent: null, text, mentions: [] };
}

async function texts(surveyId: string, open: boolean): Promise<string[]> {
  const { items } = await listComments(author, surveyId, { open, limit: 100 });
  return items.map(({ text }) => text);
}

async function editor(name: string): Promise<Viewer> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]/g, "")}@example.org`;
  const { id } = await addUser(author, { name, email, role: "analyst", password: "long enough to pass" });
  return { ...viewerForTest({ id, permissions: ["surveys.read", "surveys.write"] }), name };
}

async function noticesOf(viewer: Viewer): Promise<unknown[]> {
  const rows = await stores.postgres.read((tx) =>
    tx.query<{ params: unknown }>(sql`select params from notice where user_id = ${viewer.id}::uuid order by id`),
  );
  return rows.map(({ params }) => params);
}

async function refused(promise: Promise<unknown>, code: string): Promise<Refusal> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Refusal, `not refused: ${String(error)}`);
  assert.equal(error.code, code);
  return error;
}

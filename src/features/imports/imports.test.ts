import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { eraseResponse } from "#feature/answers";
import { listUnresolved } from "#feature/organisation";
import type { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { carryOutAbandoned, carryOutImport } from "./actions/carry-out.ts";
import { removeOldFiles } from "./actions/clean-up.ts";
import { errorsFile } from "./actions/errors-file.ts";
import { fileOf } from "./actions/file-store.ts";
import { importFile, previewFile } from "./actions/import-file.ts";
import { listImports, readImport } from "./actions/list.ts";
import { previewImport } from "./actions/preview.ts";
import { listProfiles, profileYaml, putProfile, readProfileYaml } from "./actions/profiles.ts";
import { cancelImport, runImport } from "./actions/run.ts";
import { carryOutUndo, undoImport } from "./actions/undo.ts";
import { uploadFile } from "./actions/upload.ts";
import {
  importSchema,
  inspectionSchema,
  previewSchema,
  profileSchema,
  type Import,
  type Profile,
  type ProfileInput,
} from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "holos-imports-"));
const made = await testStores({ after });
const stores = { ...made, config: { ...made.config, dataDir: join(folder, "data") } };
const call = testCall(stores);
after(() => rmSync(folder, { recursive: true, force: true }));

test("a file is inspected, previewed and imported, and the preview has said what came", async () => {
  const file = csv(["9,good service,01/02/2026,B1", "3,slow,02/02/2026,B2", ",,03/02/2026,B1", "12,x,03/02/2026,B1"]);
  const inspection = inspectionSchema.parse(await upload(file));
  assert.deepEqual(
    [inspection.rows, inspection.columns.map(({ name }) => name)],
    [4, ["score", "why", "when", "branch"]],
  );

  const wish = profile("flow");
  const preview = previewSchema.parse(await previewImport(call, inspection.importId, wish));
  const written = await runToEnd(inspection.importId, wish);

  assert.deepEqual([preview.willCreate, preview.unchanged, preview.willSkip, preview.refused], [2, 0, 1, 1]);
  assert.deepEqual([written.created, written.unchanged, written.skipped, written.refused], [2, 0, 1, 1]);
  assert.deepEqual([written.state, written.rowsDone, written.surveyName], ["done", 4, "flow"]);
  assert.deepEqual(preview.measures, [
    { key: "score", kind: "recommendation", n: 2, distribution: { "3": 1, "9": 1 } },
  ]);
  assert.deepEqual(preview.errors[0], {
    row: 5,
    column: "score",
    value: "12",
    code: "score.out_of_scale",
    message: "Outside the scale 0–10. If it means «no answer», add it to those codes.",
  });
  assert.deepEqual(await responsesOf("flow"), [
    { answers: { score: 9, why: "good service" }, unit: "B1", at: "2026-01-31T22:00:00.000Z", known: true },
    { answers: { score: 3, why: "slow" }, unit: "B2", at: "2026-02-01T22:00:00.000Z", known: true },
  ]);
});

test("the same file again changes nothing, in whatever order its rows stand", async () => {
  const rows = ["9,good,01/02/2026,B1", "9,good,01/02/2026,B1", "3,slow,02/02/2026,B2", "7,fair,03/02/2026,B2"];
  const first = await bring(csv(rows), profile("again"));
  const second = await bring(csv(rows), profile("again"));
  const third = await bring(csv([...rows.toReversed(), "1,new,04/02/2026,B1"]), profile("again"));

  assert.deepEqual(
    [first, second, third].map(({ created, unchanged }) => [created, unchanged]),
    [
      [4, 0],
      [0, 4],
      [1, 4],
    ],
  );
  assert.equal((await responsesOf("again")).length, 5);
});

test("a row that comes again with other answers under the same number is a conflict and stays as it was", async () => {
  const byNumber = profile("numbers", { id: { columns: ["branch"] } });
  await bring(csv(["9,good,01/02/2026,17"]), byNumber);
  const again = await bring(csv(["2,bad,01/02/2026,17", "5,new,01/02/2026,18"]), byNumber);

  assert.deepEqual([again.created, again.refused], [1, 1]);
  assert.match(await errorsText(again.id), /^\uFEFFrow,column,value,problem\r\n2,,,"?This row was imported before/);
  assert.equal((await responsesOf("numbers"))[0]?.answers["score"], 9);
});

test("rows without a time keep the one they came with, when the profile's fixed time has moved on", async () => {
  const fixed = (fixedTime: string) => profile("fixed", { time: undefined, fixedTime });
  await bring(csv(["9,good,,B1"]), fixed("2026-01-01T12:00:00Z"));
  const again = await bring(csv(["9,good,,B1"]), fixed("2026-02-01T12:00:00Z"));

  assert.equal(again.unchanged, 1);
  assert.equal((await responsesOf("fixed"))[0]?.at, "2026-01-01T12:00:00.000Z");
});

test("a preview writes nothing, not even when it is repeated", async () => {
  const counts = () =>
    stores.postgres.read((tx) =>
      tx.one(sql`select (select count(*) from response) as responses, (select count(*) from survey) as surveys,
        (select count(*) from reference) as "references", (select count(*) from import) as imports`),
    );
  const before = await counts();
  const path = csv(["9,good,01/02/2026,Z9", "8,fine,01/02/2026,Z9"]);

  const preview = previewSchema.parse(
    await previewFile(call, path, profile("nothing", { dimensions: [{ field: "unit", column: "branch" }] })),
  );

  assert.deepEqual(preview.unresolved, [{ field: "unit", code: "Z9", rows: 2 }]);
  assert.deepEqual(await counts(), before);
});

test("a cancelled import keeps what is in and goes on where it stopped", async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `${row % 11},row ${row},01/02/2026,B1`);
  const { importId } = await upload(csv(rows));
  await runImport(call, importId, { profile: profile("cancelled"), saveProfile: false });
  await carryOutImport(stores, importId, { onBatch: () => void cancelImport(call, importId) });
  const stopped = await readImport(call, importId);

  const resumed = await runToEnd(importId, profile("cancelled"));

  assert.equal(stopped.state, "cancelled");
  assert.ok(stopped.rowsDone > 0 && stopped.rowsDone < 20_000, String(stopped.rowsDone));
  assert.deepEqual([resumed.state, resumed.created, resumed.unchanged, resumed.rowsDone], ["done", 20_000, 0, 20_000]);
  assert.equal((await responsesOf("cancelled")).length, 20_000);
});

test("two processes at one import do its work once", async () => {
  const rows = Array.from({ length: 5000 }, (_, row) => `${row % 11},row ${row},01/02/2026,B1`);
  const { importId } = await upload(csv(rows));
  await runImport(call, importId, { profile: profile("twice"), saveProfile: false });

  await Promise.all([carryOutImport(stores, importId), carryOutAbandoned(stores), carryOutImport(stores, importId)]);

  assert.equal((await readImport(call, importId)).created, 5000);
  assert.equal((await responsesOf("twice")).length, 5000);
});

test("an import that is running cannot be started again, and one without a file cannot be started at all", async () => {
  const { importId } = await upload(csv(["9,good,01/02/2026,B1"]));
  await runImport(call, importId, { profile: profile("running"), saveProfile: false });
  await assert.rejects(runImport(call, importId, { profile: profile("running"), saveProfile: false }), {
    code: "imports.running",
  });
  await carryOutImport(stores, importId);

  stores.clock.advance(31 * 24 * 3_600_000);
  await removeOldFiles(stores);
  assert.equal(existsSync(fileOf(stores, importId)), false);
  await assert.rejects(runToEnd(importId, profile("running")), { code: "imports.not_found" });
  assert.equal((await readImport(call, importId)).state, "done");
});

test("a stored file that shrank fails the import with words, and what is in stays", async () => {
  const { importId } = await upload(csv(["9,good,01/02/2026,B1", "8,fine,01/02/2026,B1"]));
  await runImport(call, importId, { profile: profile("shrunk"), saveProfile: false });
  writeFileSync(fileOf(stores, importId), "score,why,when,branch\n9,good,01/02/2026,B1\n");

  await carryOutImport(stores, importId);

  const failed = importSchema.parse(await readImport(call, importId));
  assert.equal(failed.state, "failed");
  assert.match(failed.problem?.message ?? "", /uploaded copy is gone or was changed/);
  const inUkrainian = await readImport(testCall(stores, { viewer: { ...call.viewer, language: "uk" } }), importId);
  assert.match(inUkrainian.problem?.message ?? "", /^Файл не читається: завантаженої копії немає/);
});

test("an import that gets nowhere is given up after a few attempts", async () => {
  const { importId } = await upload(csv(["9,good,01/02/2026,B1"]));
  await runImport(call, importId, { profile: profile("stalled"), saveProfile: false });
  await stores.postgres.transaction((tx) => tx.execute(sql`update import set stalls = 5 where id = ${importId}`));

  await carryOutImport(stores, importId);

  assert.match((await readImport(call, importId)).problem?.message ?? "", /stopped 5 times at row 0/);
});

const badUploads: readonly (readonly [string, string | Buffer, string])[] = [
  ["an empty file", "", "empty"],
  ["a header without rows", "score,why\n", "no_rows"],
  ["binary junk", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), "binary"],
  ["a row of two megabytes", `score,why\n9,${"x".repeat(2_000_000)}\n`, "row_too_long"],
  ["half a workbook", "PK\u0003\u0004 half", "damaged"],
];

for (const [name, content, why] of badUploads) {
  test(`${name} is refused on upload and leaves nothing behind`, async () => {
    const files = () => readdirSync(join(stores.config.dataDir, "imports")).length;
    const imports = async () => (await listImports(call, { limit: 100 })).items.length;
    const before = [files(), await imports()];
    const path = join(folder, "bad.csv");
    writeFileSync(path, content);

    await assert.rejects(upload(path), (refusal: Refusal) => refusal.params["why"] === why);
    await assert.rejects(importFile(call, path, profile("bad")), (refusal: Refusal) => {
      return ["imports.file_unreadable", "imports.missing_column"].includes(refusal.code);
    });

    assert.deepEqual([files(), await imports()], before);
  });
}

test("a missing column is named, and importing from the command line leaves nothing behind then", async () => {
  const path = join(folder, "columns.csv");
  writeFileSync(path, "Score,comment\n9,good\n");
  const before = (await listImports(call, { limit: 100 })).items.length;

  await assert.rejects(importFile(call, path, profile("columns")), (refusal: Refusal) => {
    return refusal.code === "imports.missing_column" && refusal.params["column"] === "why, when, branch";
  });
  assert.equal((await listImports(call, { limit: 100 })).items.length, before);
});

test("an upload that breaks off leaves nothing behind", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("score,why\n9,");
    throw new Error("the line went dead");
  }
  const before = readdirSync(join(stores.config.dataDir, "imports"));

  await assert.rejects(uploadFile(call, { name: "x.csv", content: broken() }), /the line went dead/);

  assert.deepEqual(readdirSync(join(stores.config.dataDir, "imports")), before);
});

test("values that a spreadsheet would run as formulas come out harmless in the file of errors", async () => {
  const imported = await bring(
    csv(['"=HYPERLINK(""http://x"")",x,01/02/2026,B1', "@sum,y,01/02/2026,B1"]),
    profile("formula"),
  );

  assert.equal(imported.refused, 2);
  assert.deepEqual((await errorsText(imported.id, "ru")).split("\r\n").slice(0, 3), [
    "\uFEFFстрока,столбец,значение,ошибка",
    `2,score,"'=HYPERLINK(""http://x"")",Это не число. Добавьте его к кодам «нет ответа» или задайте ему значение.`,
    "3,score,'@sum,Это не число. Добавьте его к кодам «нет ответа» или задайте ему значение.",
  ]);
});

test("texts with broken characters and half emoji are kept as text, and refused ones can be shown", async () => {
  const long = "😀".repeat(3000);
  const imported = await bring(
    csv([`9,"${long}",01/02/2026,B1`, `${"😀".repeat(150)}x,y,01/02/2026,B1`]),
    profile("emoji"),
  );

  assert.deepEqual([imported.created, imported.refused], [1, 1]);
  assert.match(await errorsText(imported.id), /😀/);
});

test("profiles are saved, found by the columns of a file, and travel as YAML", async () => {
  const wish = profile("travel", {
    scores: [{ key: "score", column: "score", kind: "recommendation", missing: [11] }],
  });
  const yaml = profileYaml(wish);

  assert.deepEqual(readProfileYaml(yaml), wish);
  await putProfile(call, "Travel", yaml);
  const saved = (await listProfiles(call)).items.find(({ name }) => name === "Travel");
  const inspection = await upload(csv(["9,good,01/02/2026,B1"]));

  assert.deepEqual(saved?.profile, { ...wish, name: "Travel" });
  assert.ok(inspection.matching.includes("Travel"));
});

test("a profile that cannot be read says what is wrong where", () => {
  assert.throws(
    () => readProfileYaml("name: x\nprogramme: nothing\nsurvey: OK no\n"),
    (refusal: Refusal) => {
      return (
        refusal.code === "imports.invalid_profile" &&
        refusal.fields.map(({ field }) => field).join() === "programme,survey"
      );
    },
  );
  assert.throws(() => readProfileYaml("a: [1,"), { code: "imports.invalid_profile" });
  assert.throws(() => readProfileYaml("a: &a [1]\nb: *a\n"), { code: "imports.invalid_profile" });
});

test("a profile that maps nothing, names a zone that is none, or a scale no question has, is refused with its reason", async () => {
  const path = csv(["9,good,01/02/2026,B1"]);
  const cases: readonly Partial<ProfileInput>[] = [
    { scores: [], comments: [] },
    { time: { columns: ["when"], format: "dd/MM/yyyy", zone: "Mars/Olympus" } },
    { time: { columns: ["when"], format: "dd/MM/yyyy", zone: "US/Pacific-New" } },
    { scores: [{ key: "score", column: "score", kind: "satisfaction", scale: { from: 1, to: 4 } }] },
    { comments: [{ key: "score", column: "why" }] },
  ];
  for (const differences of cases)
    await assert.rejects(previewFile(call, path, profile("wrong", differences)), { code: "imports.invalid_profile" });
});

test("a whole import is taken back as if it had never come, and can be brought in again", async () => {
  const path = csv(["9,good,01/02/2026,B1", "3,slow,02/02/2026,UNDO-X", "7,fair,03/02/2026,B2"]);
  const wish = profile("undone", { dimensions: [{ field: "unit", column: "branch" }] });
  const { importId: id } = await upload(path);
  const { created } = await runToEnd(id, wish);
  const kept = await bring(csv(["10,other,05/02/2026,B1"]), wish);

  await undoImport(call, id);
  await undoImport(call, id);
  await assert.rejects(runImport(call, id, { profile: wish, saveProfile: false }), { code: "imports.running" });
  await carryOutAbandoned(stores);
  const undone = importSchema.parse(await readImport(call, id));

  assert.deepEqual([created, undone.state, undone.undone], [3, "undone", 3]);
  assert.equal((await responsesOf("undone")).length, kept.created);
  const unresolved = await listUnresolved(call, "unit");
  assert.equal(unresolved.items.filter(({ code }) => code === "UNDO-X").length, 0);

  const again = await runToEnd(id, wish);
  assert.deepEqual([again.state, again.created, again.undone], ["done", 3, 0]);
});

test("what was erased for a person is not taken back, and not brought in again", async () => {
  const wish = profile("undone-erased");
  const { importId: id } = await upload(csv(["9,keep,01/02/2026,B1", "3,forget me,02/02/2026,B1"]));
  await runToEnd(id, wish);
  const [forgotten] = await stores.postgres.read((tx) =>
    tx.query<{ id: string }>(sql`select id from response where import_id = ${id} and answers ->> 'why' = 'forget me'`),
  );
  await eraseResponse(call, forgotten?.id ?? "");

  await undoImport(call, id);
  await carryOutUndo(stores, id);
  assert.equal((await readImport(call, id)).undone, 1);
  const again = await runToEnd(id, wish);
  assert.deepEqual([again.created, again.unchanged], [1, 1]);
});

test("the preview tells persons who are known from those who are new, each once", async () => {
  const wish = profile("persons", { person: { column: "branch", kind: "email" } });
  await bring(csv(["9,known,01/02/2026,ann@example.org"]), wish);
  const rows = ["7,a,01/03/2026,ANN@example.org", "8,b,01/03/2026,bo@example.org", "9,c,01/03/2026,bo@example.org"];
  const { importId } = await upload(csv([...rows, "9,d,01/03/2026,"]));

  const { persons } = await previewImport(call, importId, wish);
  assert.deepEqual(persons, { known: 1, fresh: 1, rowsWithout: 1 });
  assert.equal((await previewImport(call, importId, profile("persons-none"))).persons, null);
});

test("a file that detection cannot read is read as one says", async () => {
  const { Readable } = await import("node:stream");
  const bytes = Buffer.from("just a title\nscore|why\n9|good\n");
  const file = () => ({ name: "odd.csv", content: Readable.from([bytes]) });
  const inspection = await uploadFile(call, file(), { delimiter: "|", headerRow: 2 });
  assert.deepEqual([inspection.columns.map(({ name }) => name), inspection.rows], [["score", "why"], 1]);
});

test("whoever may not import sees and does nothing here", async () => {
  const stranger = { stores, viewer: viewerForTest({ permissions: ["answers.read"] }) };
  const { importId } = await upload(csv(["9,good,01/02/2026,B1"]));
  const attempts = [
    () => listImports(stranger, { limit: 10 }),
    () => readImport(stranger, importId),
    () => uploadFile(stranger, { name: "a.csv", content: [Buffer.from("a\n1\n")] as never }),
    () => previewImport(stranger, importId, profile("stranger")),
    () => runImport(stranger, importId, { profile: profile("stranger"), saveProfile: true }),
    () => cancelImport(stranger, importId),
    () => undoImport(stranger, importId),
    () => errorsFile(stranger, importId, "en").next(),
    () => listProfiles(stranger),
  ];
  for (const attempt of attempts) await assert.rejects(attempt(), { code: "access.forbidden" });
});

test("imports are listed newest first, a page at a time", async () => {
  const all = (await listImports(call, { limit: 100 })).items;
  const first = await listImports(call, { limit: 2 });
  const rest = await listImports(call, { limit: 100, cursor: first.nextCursor ?? "" });

  assert.deepEqual([...first.items, ...rest.items], all);
  assert.equal(rest.nextCursor, null);
});

function csv(rows: readonly string[]): string {
  const path = join(folder, `${stores.random.uuid()}.csv`);
  writeFileSync(path, `score,why,when,branch\n${rows.join("\n")}\n`);
  return path;
}

function profile(survey: string, differences: Partial<ProfileInput> | { time: undefined } = {}): Profile {
  return profileSchema.parse({
    name: survey,
    programme: "transactional",
    survey,
    scores: [{ key: "score", column: "score", kind: "recommendation" }],
    comments: [{ key: "why", column: "why" }],
    time: { columns: ["when"], format: "dd/MM/yyyy", zone: "Europe/Kyiv" },
    dimensions: [{ field: "unit", column: "branch", create: true }],
    ...differences,
  });
}

async function upload(path: string) {
  const { createReadStream } = await import("node:fs");
  return uploadFile(call, { name: path, content: createReadStream(path) });
}

async function runToEnd(importId: string, wish: Profile): Promise<Import> {
  await runImport(call, importId, { profile: wish, saveProfile: true });
  await carryOutImport(stores, importId);
  return readImport(call, importId);
}

function bring(path: string, wish: Profile): Promise<Import> {
  return importFile(call, path, wish);
}

async function errorsText(id: string, language = "en"): Promise<string> {
  let text = "";
  for await (const line of errorsFile(call, id, language)) text += line;
  return text;
}

interface Kept {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly unit: string;
  readonly at: string;
  readonly known: boolean;
}

async function responsesOf(survey: string): Promise<readonly Kept[]> {
  const rows = await stores.postgres.read((tx) =>
    tx.query<
      Omit<Kept, "at"> & { at: Date }
    >(sql`select answers, context ->> 'unit' as unit, answered_at as at, unit_id is not null as known
      from response where survey_id = (select id from survey where slug = ${survey}) order by answered_at, answers ->> 'why'`),
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";

import ExcelJS from "exceljs";

import { systemViewer, viewerForTest } from "#feature/access";
import { putUnits } from "#feature/organisation";
import { listStaff, readStaff } from "#feature/workforce";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { carryOutImport } from "./actions/carry-out.ts";
import { errorsFile, templateFile } from "./actions/files.ts";
import { inspectImport } from "./actions/inspect.ts";
import { previewImport } from "./actions/preview.ts";
import { cancelImport, runImport } from "./actions/run.ts";
import { uploadDirectory } from "./actions/upload.ts";
import { listImports, readImport } from "./actions/views.ts";
import { directoryKinds, type DirectoryKind } from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "holos-directory-"));
const made = await testStores({ after });
const stores = { ...made, config: { ...made.config, dataDir: folder } };
const call = testCall(stores, { viewer: systemViewer("test") });
after(() => rmSync(folder, { recursive: true, force: true }));

async function upload(kind: DirectoryKind, content: string | Buffer, viewer: Viewer = call.viewer) {
  const name = `${kind}.csv`;
  return uploadDirectory({ stores, viewer }, { kind, name, content: Readable.from([Buffer.from(content)]) });
}

async function preview(kind: DirectoryKind, content: string | Buffer) {
  const seen = await upload(kind, content);
  return { seen, shown: await previewImport(call, seen.importId, { mapping: seen.suggested, reading: {} }) };
}

async function bringIn(kind: DirectoryKind, content: string | Buffer) {
  const { seen, shown } = await preview(kind, content);
  await runImport(call, seen.importId, { mapping: seen.suggested, reading: {} });
  await carryOutImport(stores, seen.importId);
  const done = await readImport(call, seen.importId);
  const of = ({ created, changed, unchanged, refused }: typeof done | typeof shown) => [
    created,
    changed,
    unchanged,
    refused,
  ];
  if (done.state === "done") assert.deepEqual(of(done), of(shown), "the preview was exact");
  return { ...done, errors: shown.errors, id: seen.importId };
}

const isCode = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test("units come in with parents below their children, and the same file again changes nothing", async () => {
  const file = "Код;Назва;Код батьківського;Часовий пояс\nB1;Відділення 1;R1;Europe/Kyiv\nR1;Регіон;;\n";
  const first = await bringIn("units", file);
  assert.deepEqual([first.state, first.created, first.refused], ["done", 2, 0]);
  const again = await bringIn("units", file);
  assert.deepEqual([again.created, again.changed, again.unchanged], [0, 0, 2]);
});

test("a circle, a second manager, an unknown kind and an unknown parent are told by row, and no unit is written", async () => {
  const file =
    "code,name,parent,manager,kind\nC1,One,C2,,\nC2,Two,C1,,\nC3,Three,,E1,\nC3,Three,,E2,\nC4,Four,NOWHERE,,\nC5,Five,,,Galaxy\nC6,Fine,,,\n";
  const failed = await bringIn("units", file);
  assert.equal(failed.state, "failed");
  assert.equal(failed.problem?.code, "directory.units_refused");
  assert.deepEqual(
    failed.errors.map(({ row, column, value, code }) => [row, column, value, code]),
    [
      [2, "parent", "C2", "organisation.cycle"],
      [5, "manager", "E2", "organisation.two_managers"],
      [6, "parent", "NOWHERE", "organisation.unknown_parent"],
      [7, "kind", "Galaxy", "organisation.unknown_kind"],
    ],
  );
  const { count } = await stores.postgres.read((tx) =>
    tx.one<{ count: number }>(sql`select count(*) from reference where kind = 'unit' and code like 'C%'`),
  );
  assert.equal(count, 0);
});

test("two columns that name different managers are refused in the row", async () => {
  const seen = await upload("units", "code,name,manager,head 2\nM1,One,E1,E2\nM2,Two,E1,e1\n");
  const mapping = { ...seen.suggested, "head 2": "manager" };
  const shown = await previewImport({ ...call, language: "uk" }, seen.importId, { mapping, reading: {} });
  assert.deepEqual(
    shown.errors.map(({ row, column, code }) => [row, column, code]),
    [[2, "head 2", "organisation.two_managers"]],
  );
  assert.match(shown.errors[0]?.message ?? "", /один керівник/);
});

test("staff come in whatever the order of managers; each wrong row is refused by itself", async () => {
  const lines = Array.from(
    { length: 30 },
    (_, index) => `S${index},Name ${index},S${index + 1},01.03.2024,B1,"a; b|c"`,
  );
  const file = `Табельный номер,ФИО,Код руководителя,Дата приёма,Код подразделения,Навыки\n${lines.join("\n")}\nS30,Top,,2020-02-30,B1,\nS31,Odd,S31,,B1,\nS32,Lost,,,NOPE,\nS0,Again,,,B1,\n`;
  const done = await bringIn("staff", file);
  // Whoever is at the top is refused, and so is everybody who would be led by them.
  assert.equal(done.errors.filter(({ code }) => code === "workforce.unknown_manager").length, 30);
  assert.deepEqual(
    done.errors.slice(30).map(({ row, column, code }) => [row, column, code]),
    [
      [32, "Дата приёма", "directory.not_a_day"],
      [33, "Код руководителя", "workforce.manager_cycle"],
      [34, "Код подразделения", "workforce.unknown_unit"],
      [35, "Табельный номер", "workforce.repeated_code"],
    ],
  );
  const mended = await bringIn("staff", file.replace("2020-02-30", "2020-02-28"));
  assert.equal(mended.refused, 3);
  const one = await readStaff(call, "S0");
  assert.deepEqual(
    [one.manager?.code, one.hiredOn, one.unit?.code, one.skills],
    ["S1", "2024-03-01", "B1", ["a", "b", "c"]],
  );
  assert.equal((await bringIn("staff", file.replace("2020-02-30", "2020-02-28"))).unchanged, 31);
});

test("an empty cell changes nothing, a dash clears", async () => {
  await bringIn("staff", "code,name,email,left\nD1,Dash,d1@example.org,\n");
  await bringIn("staff", "code,name,email\nD1,,\n");
  assert.equal((await readStaff(call, "D1")).email, "d1@example.org");
  await bringIn("staff", "code,name,email\nD1,,-\n");
  assert.equal((await readStaff(call, "D1")).email, null);
});

test("persons with one phone both come in; without a key of their own the second row is told", async () => {
  const both = await bringIn(
    "persons",
    "CRM ID,Name,Phone,Role\nP1,One,+380501112233,клієнт\nP2,Two,380501112233,customer\n",
  );
  assert.deepEqual([both.created, both.refused], [2, 0]);
  const twice = await bringIn("persons", "Name,Phone\nA,+380509998877\nB,+38 (050) 999-88-77\n,\nC,\n");
  assert.deepEqual(
    twice.errors.map(({ row, code }) => [row, code]),
    [
      [3, "people.repeated_key"],
      [5, "directory.identity_needed"],
    ],
  );
});

test("a workbook: hidden sheets are left out, formulas are never run, dates are days", async () => {
  const book = new ExcelJS.Workbook();
  const hidden = book.addWorksheet("Hidden", { state: "hidden" });
  hidden.addRows([
    ["code", "name"],
    ["X1", "Secret"],
  ]);
  const sheet = book.addWorksheet("Staff");
  sheet.addRows([
    ["Employee code", "Name", "Hire date", "Position"],
    ["X2", "Dated", new Date("2023-05-06T00:00:00Z"), "Cashier"],
    ["X3", { formula: 'HYPERLINK("http://x")' } as ExcelJS.CellValue, null, "Cashier"],
    ["X4", { formula: '"Kept"', result: "Kept" } as ExcelJS.CellValue, 45_000, "=cmd()"],
  ]);
  const done = await bringIn("staff", Buffer.from(await book.xlsx.writeBuffer()));
  assert.deepEqual([done.created, done.refused], [2, 1]);
  assert.deepEqual(
    done.errors.map(({ row, column, code }) => [row, column, code]),
    [[3, "Name", "formula_without_result"]],
  );
  assert.equal((await readStaff(call, "X2")).hiredOn, "2023-05-06");
  assert.equal((await readStaff(call, "X4")).hiredOn, "2023-03-15");
  const lines = [];
  for await (const line of errorsFile(call, done.id, "en")) lines.push(line);
  assert.equal(lines.length, 2);
});

test("the file of errors cannot run in a spreadsheet", async () => {
  const done = await bringIn("staff", 'code,name,unit\nF1,Formula,"=cmd|calc"\n');
  const lines = [];
  for await (const line of errorsFile(call, done.id, "ru")) lines.push(line);
  assert.match(lines[1] ?? "", /^2,unit,'=cmd\|calc,/);
});

test("a file whose columns were said once is understood the next time", async () => {
  const seen = await upload("staff", "Zeichen;Wer\nZ1;Zed\n");
  assert.deepEqual(seen.suggested, {});
  await assert.rejects(
    previewImport(call, seen.importId, { mapping: { Wer: "name" }, reading: {} }),
    isCode("directory.key_needed"),
  );
  await runImport(call, seen.importId, { mapping: { Zeichen: "code", Wer: "name" }, reading: {} });
  await carryOutImport(stores, seen.importId);
  const next = await upload("staff", "Wer;Zeichen\nZed;Z1\n");
  assert.deepEqual(next.suggested, { Zeichen: "code", Wer: "name" });
  assert.deepEqual(
    next.columns.map(({ reason }) => reason),
    ["saved", "saved"],
  );
});

test("templates are understood by themselves in every language", async () => {
  for (const kind of directoryKinds)
    for (const language of ["en", "ru", "uk"]) {
      const seen = await upload(kind, templateFile(kind, language));
      const left = seen.columns.filter(({ name }) => seen.suggested[name] === undefined);
      assert.deepEqual(left, [], `${kind} in ${language}`);
      const { refused } = await previewImport(call, seen.importId, { mapping: seen.suggested, reading: {} });
      assert.equal(refused, 0, `${kind} in ${language}`);
    }
});

test("two who start one file at once: one goes, the other is told; a cancelled one goes on", async () => {
  const seen = await upload("staff", "code,name\nT1,Twice\n");
  const wish = { mapping: seen.suggested, reading: {} };
  const both = await Promise.allSettled([runImport(call, seen.importId, wish), runImport(call, seen.importId, wish)]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  await cancelImport(call, seen.importId);
  await carryOutImport(stores, seen.importId);
  assert.equal((await readImport(call, seen.importId)).state, "cancelled");
  await runImport(call, seen.importId, wish);
  await Promise.all([carryOutImport(stores, seen.importId), carryOutImport(stores, seen.importId)]);
  const done = await readImport(call, seen.importId);
  assert.deepEqual([done.state, done.created, done.rowsDone], ["done", 1, 1]);
});

test("rights: by kind, and only one's own within some units", async () => {
  const [unit] = await stores.postgres.read((tx) =>
    tx.query<{ id: string }>(sql`select id from reference where kind = 'unit' and code = 'B1'`),
  );
  const manager = viewerForTest({
    permissions: ["staff.write", "staff.read"],
    units: [unit?.id ?? ""],
    id: stores.random.uuid(),
  });
  await assert.rejects(upload("units", "code\nQ\n", manager), isCode("access.forbidden"));
  const others = await upload("staff", "code,name\nQ1,Other\n");
  const limited = { ...call, viewer: manager };
  await assert.rejects(inspectImport(limited, others.importId), isCode("directory.not_found"));
  const own = await upload("staff", "code,name,unit\nQ2,Mine,B1\nQ3,Not mine,R1\n", manager);
  const shown = await previewImport(limited, own.importId, { mapping: own.suggested, reading: {} });
  assert.deepEqual([shown.created, shown.errors.map(({ code }) => code)], [1, ["workforce.unknown_unit"]]);
  assert.deepEqual(
    (await listImports(limited, { limit: 10 })).items.map(({ id }) => id),
    [own.importId],
  );
  assert.ok((await listImports(call, { limit: 3 })).nextCursor !== null);
  await runImport(limited, own.importId, { mapping: own.suggested, reading: {} });
  await carryOutImport(stores, own.importId);
  assert.equal((await readImport(limited, own.importId)).problem?.code, "directory.starter_gone");
});

test("what is kept of a unit put by hand stays when a preview is taken back", async () => {
  await stores.postgres.transaction((tx) => putUnits(tx, call.viewer, [{ code: "HAND", name: "By hand" }]));
  const { shown } = await preview("units", "code,name\nHAND,Renamed\n");
  assert.equal(shown.changed, 1);
  const { name } = await stores.postgres.read((tx) =>
    tx.one<{ name: string }>(sql`select name from reference where kind = 'unit' and code = 'HAND'`),
  );
  assert.equal(name, "By hand");
  assert.equal((await listStaff(call, { query: { search: "Nobody", state: "all", limit: 1 } } as never)).total, 0);
});

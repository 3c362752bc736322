import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";

import exceljs from "exceljs";

import { viewerForTest } from "#feature/access";
import { putReference, updateSettings } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import { chunksOf, companyOf, fillChunk } from "#seeds";
import { createRandom, type RandomSource } from "#statistics/random";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { explain } from "./actions/explain.ts";
import { exportChange } from "./actions/export.ts";
import { suggest } from "./actions/suggest.ts";
import { tellChange } from "./actions/told.ts";
import { changeQuerySchema, explanationSchema, suggestionsSchema, type ChangeQueryInput } from "./contract.ts";

const stores = await testStores({ after });
stores.clock.set("2026-06-15T09:00:00Z");
const call = testCall(stores);
const [march, april] = [
  { from: "2026-03-01", to: "2026-03-31" },
  { from: "2026-04-01", to: "2026-04-30" },
];
const survey = "0197c1a0-0000-7000-8000-0000000000aa";

const unitIds = new Map<string, string>();

interface Row {
  readonly programme: string;
  readonly day: string;
  readonly score: number;
  readonly [column: string]: unknown;
}

/** Answers to a recommendation question, straight into the facts. */
async function insert(rows: readonly Row[]): Promise<void> {
  await stores.clickhouse.insert(
    "answer_v1",
    rows.map(({ score, day, ...rest }) => ({
      unit_path: [unitIds.get(String(rest["unit"])) ?? ""],
      kind: "nps",
      survey,
      question: "score",
      day,
      response_id: randomUUID(),
      lead: 1,
      weekday: 1,
      hour: 9,
      answered_at: `${day} 09:00:00.000`,
      survey_version: 1,
      score,
      step: 640 + score,
      respondent: randomUUID(),
      source: "api",
      version: 1,
      ...rest,
    })),
  );
}

interface Plan {
  readonly n: number;
  /** Shares of the segments young, grown and old. */
  readonly segments: readonly [number, number, number];
  /** Chance of a promoter by segment, less what a unit lost. */
  readonly lost?: (row: { unit: string; channel: string }) => number;
}

const segments = ["young", "grown", "old"];
const promoters = [0.25, 0.5, 0.7];
const units = ["NORTH", "SOUTH", "EAST", "WEST", "CENTRE"];
const channels = ["web", "phone", "shop"];

/** So many answers of a month: promoters by segment, the others half detractors. */
function answers(random: RandomSource, programme: string, day: string, { n, segments: shares, lost }: Plan): Row[] {
  return Array.from({ length: n }, () => {
    const u = random.uniform();
    const segment = u < shares[0] ? 0 : u < shares[0] + shares[1] ? 1 : 2;
    const unit = units[Math.floor(random.uniform() * units.length)]!;
    const channel = channels[Math.floor(random.uniform() * channels.length)]!;
    const isPromoter = random.uniform() < (promoters[segment] ?? 0) - (lost?.({ unit, channel }) ?? 0);
    const score = isPromoter ? 10 : random.uniform() < 0.5 ? 3 : 7;
    return { programme, day, score, segment: segments[segment], unit, channel };
  });
}

before(async () => {
  await updateSettings(call, { timeZone: "UTC", minimumN: 10 });
  for (const code of units)
    unitIds.set(code, (await putReference(call, { kind: "unit", code, name: code.toLowerCase() })).id);
  const random = createRandom(2026);
  const usual = { n: 2500, segments: [0.2, 0.4, 0.4] } as const;
  await insert([
    ...answers(random, "mixonly", "2026-03-10", usual),
    ...answers(random, "mixonly", "2026-04-10", { n: 2500, segments: [0.6, 0.3, 0.1] }),
    ...answers(random, "oneunit", "2026-03-10", usual),
    ...answers(random, "oneunit", "2026-04-10", { ...usual, lost: ({ unit }) => (unit === "WEST" ? 0.35 : 0) }),
    ...answers(random, "onepair", "2026-03-10", usual),
    ...answers(random, "onepair", "2026-04-10", {
      ...usual,
      lost: ({ unit, channel }) => (unit === "EAST" && channel === "phone" ? 0.45 : 0),
    }),
    ...answers(random, "still", "2026-03-10", usual),
    ...answers(random, "still", "2026-04-10", usual),
    ...answers(random, "tiny", "2026-03-10", { ...usual, n: 4 }),
    ...answers(random, "tiny", "2026-04-10", { ...usual, n: 6 }),
    ...answers(random, "alike", "2026-03-10", { ...usual, n: 100 }).map((row) => ({ ...row, score: 9 })),
    ...answers(random, "alike", "2026-04-10", { ...usual, n: 100 }).map((row) => ({ ...row, score: 9 })),
    ...answers(random, "employee", "2026-03-10", { ...usual, n: 300 }),
    ...answers(random, "employee", "2026-04-10", { ...usual, n: 300 }),
    ...answers(random, "secret", "2026-03-10", { ...usual, n: 300 }).map((row) => ({ ...row, anonymous: 1 })),
    ...answers(random, "secret", "2026-04-10", { ...usual, n: 300 }).map((row) => ({ ...row, anonymous: 1 })),
  ]);
  await insert(
    Array.from({ length: 2000 }, (_, index) => ({
      programme: "themed",
      day: index < 1000 ? "2026-03-10" : "2026-04-10",
      score: index % 10,
      segment: segments[index % 3],
      survey_version: index < 1000 ? 1 : 2,
      codes: [index % (index < 1000 ? 10 : 4) === 0 ? "queue-" : "price-", ...(index % 7 === 0 ? ["staff+"] : [])],
    })),
  );
});

async function ask(differences: Partial<ChangeQueryInput> & { readonly measure: string }) {
  const query = changeQuerySchema.parse({ a: { period: march }, b: { period: april }, ...differences });
  return explanationSchema.parse(await explain(call, query, { language: "en" }));
}

test("a change that only the mix made is explained as mix, by the dimension whose mix it was", async () => {
  const found = await ask({ measure: "nps:mixonly" });
  const parts = found.parts ?? assert.fail();
  const first = parts.dimensions[0] ?? assert.fail();
  assert.deepEqual([found.verdict, first.dimension], ["down", "segment"]);
  assert.ok(parts.mix.clear && parts.mix.value < -15, JSON.stringify(parts.mix));
  assert.equal(parts.performance.clear, false, JSON.stringify(parts.performance));
  assert.ok(Math.abs(first.mix.value - parts.mix.value) < 2);
  const young = first.categories.find(({ key }) => key[0]?.value === "young") ?? assert.fail();
  assert.ok(young.mix.value < -4 && (young.b.share ?? 0) > 0.55);
  assert.ok(Math.abs(parts.mix.value + parts.performance.value - parts.difference.value) < 1e-9);
  assert.ok(found.warnings.some(({ kind, dimension }) => kind === "composition" && dimension === "segment"));
});

test("a change in one unit is found in that unit, as performance, and nowhere else", async () => {
  const found = await ask({ measure: "nps:oneunit" });
  assert.ok(found.parts?.performance.clear && !found.parts.mix.clear);
  const unit = found.parts.dimensions.find(({ dimension }) => dimension === "unit");
  assert.equal(unit?.heterogeneity?.clear, true);
  assert.equal(unit?.categories[0]?.key[0]?.value, "WEST");
  const clear = found.places.filter((place) => place.clear && place.key.length === 1);
  assert.deepEqual(
    clear.map(({ key }) => key[0]?.name),
    ["west"],
  );
  assert.ok((clear[0]?.change.value ?? 0) < -40 && clear[0]?.rank === 1);
});

test("a change in one pair of values is found there, beyond both its values", async () => {
  const { places } = await ask({ measure: "nps:onepair" });
  const pairs = places.filter(({ clear, key }) => clear && key.length === 2);
  assert.ok(pairs.length >= 1);
  assert.deepEqual(new Set(pairs[0]?.key.map(({ value }) => value)), new Set(["EAST", "phone"]));
});

test("where nothing changed it says so, and what it would have seen", async () => {
  const found = await ask({ measure: "nps:still" });
  assert.equal(found.verdict, "no-clear-change");
  assert.ok((found.detectable ?? 0) > 3 && (found.detectable ?? 0) < 10);
  assert.deepEqual(
    found.places.filter(({ clear }) => clear),
    [],
  );
  assert.deepEqual(found.reversals, []);
});

test("too few, nobody, all alike, protected and counted answers each have a clear state", async () => {
  const few = await ask({ measure: "nps:tiny" });
  assert.deepEqual([few.verdict, few.parts, few.without], ["too-few", null, "too-few"]);
  const none = await ask({ measure: "nps:nowhere" });
  assert.deepEqual([none.verdict, none.parts], ["none", null]);
  const alike = await ask({ measure: "nps:alike" });
  assert.equal(alike.verdict, "no-clear-change");
  assert.ok(
    alike.parts !== null && Number.isFinite(alike.parts.mix.value) && alike.parts.performance.standardError > 0,
  );
  const staff = await ask({ measure: "nps:employee" });
  assert.deepEqual([staff.parts, staff.without, staff.places], [null, "protected", []]);
  assert.ok(staff.a.n === 300);
  assert.deepEqual([(await ask({ measure: "nps:secret" })).without], ["protected"]);
  await assert.rejects(
    ask({ measure: `choice:relational:${survey}:reasons` }),
    (error) => error instanceof Refusal && error.code === "facts.no_mean",
  );
});

test("two groups are compared without those in both, and not by what tells them apart", async () => {
  const inUnits = (...value: string[]) => ({ field: "unit", op: "in" as const, value });
  const found = await ask({
    measure: "nps:oneunit",
    a: { period: april, where: inUnits("WEST") },
    b: { period: april, where: inUnits("WEST", "EAST") },
  });
  assert.equal(found.verdict, "up");
  assert.ok(found.warnings.some(({ kind }) => kind === "overlap"));
  assert.ok(found.looked.every(({ dimension }) => dimension !== "unit"));
  assert.equal(
    changeQuerySchema.safeParse({
      measure: "nps:still",
      a: { period: april },
      b: { period: { from: "2026-04-20", to: "2026-05-02" } },
    }).success,
    false,
  );
  assert.equal(changeQuerySchema.safeParse({ measure: "nps:still", a: {}, b: {} }).success, false);
});

test("themes whose share moved are found, a reworded survey is told, chosen dimensions are kept", async () => {
  const found = await ask({ measure: "nps:themed", dimensions: ["segment"] });
  const queue = found.themes.find(({ code }) => code === "queue-");
  assert.ok(queue?.clear && queue.side === "problem" && queue.name === "queue");
  assert.ok(Math.abs(queue.difference.value - 15) < 1);
  assert.equal(found.themes.find(({ code }) => code === "staff+")?.clear, false);
  assert.ok(found.warnings.some(({ kind }) => kind === "version"));
  assert.deepEqual(
    found.parts?.dimensions.map(({ dimension }) => dimension),
    ["segment"],
  );
});

test("units bound everything that a viewer is told", async () => {
  const { id } = await putReference(call, { kind: "unit", code: "EMPTY", name: "empty" });
  const narrow = {
    ...call,
    viewer: viewerForTest({ id: call.viewer.id, grants: [{ role: "x", permissions: ["insight.read"], units: [id] }] }),
  };
  const found = await explain(
    narrow,
    changeQuerySchema.parse({ measure: "nps:oneunit", a: { period: march }, b: { period: april } }),
    { language: "en" },
  );
  assert.deepEqual([found.verdict, found.parts, found.places, found.themes], ["none", null, [], []]);
});

/** The workbook of one comparison, as somebody takes it along. */
async function workbook(
  measure: string,
  as: Pick<typeof call, "viewer" | "stores"> & { language: string },
  title = "",
) {
  const query = changeQuerySchema.parse({ measure, a: { period: march }, b: { period: april } });
  const response = await exportChange(as, { params: {}, query: {}, body: { query, title } });
  const book = new exceljs.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const rows = (at: number) => {
    const found: string[] = [];
    book.worksheets[at]?.eachRow((row) => found.push((row.values as unknown[]).slice(1).map(String).join(" | ")));
    return found;
  };
  return { names: book.worksheets.map(({ name }) => name), rows };
}

/** Somebody who sees one unit only. */
async function readerOf(code: string) {
  const id = unitIds.get(code) ?? (await putReference(call, { kind: "unit", code, name: code.toLowerCase() })).id;
  const grants = [{ role: "x", permissions: ["insight.read" as const], units: [id] }];
  return { ...call, viewer: viewerForTest({ id: call.viewer.id, grants }) };
}

test("the workbook says what the page says, with the numbers behind it and how they were made", async () => {
  const { names, rows } = await workbook("nps:oneunit", { ...call, language: "ru" }, "=cmd()");
  assert.deepEqual(names, ["Ответ", "Части", "Значения признаков", "Места", "Метод"]);
  const said = rows(0).join("\n");
  assert.match(said, /Есть ли изменение\? \| NPS · oneunit: снижение на \d+ пункт/);
  assert.match(said, /west: −\d+ пункт/u);
  const places = rows(3);
  assert.ok(
    places.some((row) => row.startsWith("west | Подразделение |") && row.includes("да")),
    places.join("\n"),
  );
  const method = rows(4).join("\n");
  assert.ok(method.includes("'=cmd()") && method.includes("Kitagawa") && method.includes("Benjamini"));
});

test("a protected measure is taken along as the whole difference only", async () => {
  for (const measure of ["nps:employee", "nps:secret"]) {
    const { names, rows } = await workbook(measure, { ...call, language: "en" });
    assert.deepEqual(names, ["Answer", "Parts", "Method"]);
    assert.ok(rows(0).some((row) => row.includes("promised not to be traceable")));
    assert.equal(rows(1).length, 4);
  }
});

test("a reader of one unit takes along that unit and nothing else", async () => {
  const { rows } = await workbook("nps:oneunit", { ...(await readerOf("WEST")), language: "en" });
  const all = [0, 1, 2, 3].flatMap(rows).join("\n").toLowerCase();
  assert.ok(
    units.filter((code) => code !== "WEST").every((code) => !all.includes(code.toLowerCase())),
    all,
  );
  await assert.rejects(
    workbook("nps:oneunit", { ...call, viewer: viewerForTest({ id: call.viewer.id, grants: [] }), language: "en" }),
    (error) => error instanceof Refusal && error.code === "access.forbidden",
  );
});

test("where there is no screen the same is told, and nothing of fewer answers than asked for", async () => {
  const asked = { measure: "nps:oneunit", period: april };
  const told = (await tellChange(call, asked, { language: "uk", least: 0 })) ?? assert.fail();
  assert.match(told.sentence, /^NPS · oneunit: зниження на \d+ пункт.* Річ в оцінках/u);
  assert.deepEqual(
    told.rows.map(({ name }) => name.replaceAll(/\s/gu, " ")),
    ["1–31 бер. 2026 р.", "1–30 квіт. 2026 р.", "Підрозділ: west"],
  );
  const hidden = (await tellChange(call, asked, { language: "en", least: 100_000 })) ?? assert.fail();
  assert.deepEqual(hidden.rows, []);
  assert.doesNotMatch(hidden.sentence, /\d/);
  const most = (await tellChange(call, { period: april }, { language: "en", least: 50 })) ?? assert.fail();
  assert.ok(most.rows.some(({ name }) => name === "NPS · oneunit"));
  assert.equal(await tellChange(call, { measure: "nps:oneunit", by: "unit" }, { language: "en", least: 0 }), undefined);
});

test("bad input is refused or has a clear state: unknown fields, endless lists, text that is a script", async () => {
  const where = { field: "no_such_field", op: "eq" as const, value: "x" };
  await assert.rejects(
    ask({ measure: "nps:still", where }),
    (error) => error instanceof Refusal && error.code === "facts.unknown_field",
  );
  const script = "<script>alert(1)</script>";
  const nobody = await ask({ measure: "nps:still", where: { field: "segment", op: "eq", value: script } });
  assert.deepEqual([nobody.verdict, nobody.parts], ["none", null]);
  const dimensions = ["unit", "segment", "channel", "product", "device", "language", "touchpoint"] as const;
  const query = { measure: "nps:still", a: { period: march }, b: { period: april } };
  assert.equal(changeQuerySchema.safeParse({ ...query, dimensions }).success, false);
  const flat = await ask({ measure: "nps:still", dimensions: ["device"] });
  assert.deepEqual([flat.parts, flat.without], [null, "no-dimensions"]);
});

test("measures that changed come first, chance finds controlled; nothing is an answer too", async () => {
  const found = suggestionsSchema.parse(await suggest(call, { period: april, weight: false }));
  const clear = found.items.filter((item) => item.clear).map(({ measure }) => measure.programme);
  assert.ok(clear.includes("mixonly") && clear.includes("oneunit"), clear.join());
  assert.ok(!clear.includes("still") && !clear.includes("alike"));
  const latest = await suggest(call, { weight: false });
  assert.deepEqual(latest.period, { from: "2026-03-12", to: "2026-04-10" });
  const nobody = await suggest(call, { weight: false, where: { field: "unit", op: "eq", value: "EMPTY" } });
  assert.deepEqual([nobody.items, nobody.period], [[], null]);
});

test("the sample company's paradox is found by name, for a seed never tried before", async (t) => {
  const seed = Math.floor(Date.now() / 1000) % 1_000_000;
  t.diagnostic(`seed ${seed}`);
  const company = companyOf({ seed, scale: 0.25, end: "2026-05-31" });
  const rows = chunksOf(company)
    .filter(({ source }) => ["call", "visit", "app", "chat"].includes(source))
    .flatMap((chunk) => fillChunk(company, chunk, { texts: false }).submissions)
    .filter(({ context }) => ["OV-P-FLOW", "OV-P-CLASSIC"].includes(context.product ?? ""))
    .map(({ survey: of, answers: given, context, answeredAt }): Row => ({
      programme: "orvela",
      question: of,
      day: (answeredAt ?? "").slice(0, 10),
      score: Number(given["score"]),
      segment: context.segment ?? "",
      product: context.product ?? "",
      channel: context.channel ?? "",
    }));
  await insert(rows);
  const product = (value: string) => ({ where: { field: "product", op: "eq" as const, value } });
  const found = await ask({ measure: "nps:orvela", a: product("OV-P-CLASSIC"), b: product("OV-P-FLOW") });
  assert.equal(found.verdict, "down");
  const paradoxes = found.reversals.filter(({ kind }) => kind === "paradox").map(({ dimension }) => dimension);
  assert.ok(paradoxes.includes("segment"), JSON.stringify(found.reversals));
  assert.ok(found.parts?.mix.clear && found.parts.mix.value < 0);
  assert.ok(found.parts.performance.clear && found.parts.performance.value > 0);
});

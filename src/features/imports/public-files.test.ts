import assert from "node:assert/strict";
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { sql } from "#platform/postgres";
import { recommendationScore } from "#statistics/nps";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { importFile } from "./actions/import-file.ts";
import { previewImport } from "./actions/preview.ts";
import { readProfileYaml } from "./actions/profiles.ts";
import { uploadFile } from "./actions/upload.ts";

const data = join(import.meta.dirname, "../../../../shared/data");
const isHere = existsSync(data);
const options = isHere ? {} : { skip: `the public files are not at ../shared/data` };

const folder = mkdtempSync(join(tmpdir(), "holos-public-"));
const made = isHere ? await testStores({ after }) : undefined;
const stores = made && { ...made, config: { ...made.config, dataDir: folder } };
stores?.clock.set("2026-03-02T09:00:00Z");
after(() => rmSync(folder, { recursive: true, force: true }));

test(
  "the airport's survey of 2017 gives its published score, weighted and not, with Blank left out",
  options,
  async () => {
    const imported = await bring("nps/sfo_airport_survey_2017.csv", airport);
    const scores = await scoresOf("sfo-2017", "nps");

    assert.deepEqual([imported.created, imported.skipped, imported.refused], [2746, 85, 0]);
    assert.equal(scores.length, 2746);
    assert.equal(nps(scores).toFixed(2), "39.84");
    assert.equal(weightedNps(scores).toFixed(2), "40.40");
  },
);

test("the telecom's survey gives its score overall and by stage of the journey", options, async () => {
  const imported = await bring("nps/telecom_nps_verbatim_uk_2018.csv", telecom);
  const scores = await scoresOf("telecom-2018", "nps");

  assert.equal(imported.refused, 0);
  assert.deepEqual([scores.length, nps(scores).toFixed(2)], [1632, "-28.00"]);
  const stages = [...Map.groupBy(scores, ({ stage }) => stage).values()].toSorted((a, b) => b.length - a.length);
  assert.deepEqual(
    new Set(stages.slice(0, 3).map((group) => nps(group).toFixed(2))),
    new Set(["-12.26", "-31.88", "-63.33"]),
  );
  assert.equal(stages[3]?.length, 24);
  const years = new Set(scores.map(({ at }) => at.getUTCFullYear()));
  assert.deepEqual(years, new Set([2017, 2018]));
});

test("Russian bank reviews arrive with their language, stars and text", options, async () => {
  const imported = await bring("reviews/ru_otzovik_reviews_rated.csv", otzovik);
  const kept = await languagesOf("otzovik");

  assert.deepEqual([imported.rows, imported.created, imported.refused], [2469, 2469, 0]);
  assert.ok((kept["ru"] ?? 0) > 2400, JSON.stringify(kept));
  assert.deepEqual(await starsOf("otzovik"), [1, 2, 3, 4, 5]);
});

test("Ukrainian and Russian product reviews arrive told apart by their language", options, async () => {
  const imported = await bring("reviews/uk_ru_rozetka_product_reviews.csv", rozetka);
  const kept = await languagesOf("rozetka");

  assert.deepEqual([imported.rows, imported.refused], [7371, 0]);
  assert.equal(imported.created + imported.skipped + imported.unchanged, 7371);
  const told = Object.values(kept).reduce((sum, count) => sum + count, 0);
  assert.ok((kept["uk"] ?? 0) / told > 0.65 && (kept["uk"] ?? 0) / told < 0.85, JSON.stringify(kept));
  assert.ok((kept["ru"] ?? 0) / told > 0.08 && (kept["ru"] ?? 0) / told < 0.25, JSON.stringify(kept));
  assert.deepEqual(await starsOf("rozetka"), [1, 2, 3, 4, 5]);
});

const scored = [
  "nps/sfo_airport_survey_2017.csv",
  "nps/telecom_nps_verbatim_uk_2018.csv",
  "csat/skytrax_seat_reviews.csv",
  "employees/stackoverflow_2017_subset.csv",
  "reviews/en_amazon_alexa_reviews.tsv",
  "reviews/en_womens_clothing_reviews_first1000.csv",
  "reviews/ru_otzovik_reviews_rated.csv",
  "reviews/ru_wildberries_reviews.csv",
  "reviews/uk_ru_rozetka_product_reviews.csv",
];

for (const name of scored) {
  test(`${name} can be imported as Holos suggests it`, options, async () => {
    assert.ok(stores);
    const call = testCall(stores);
    const inspection = await uploadFile(call, { name, content: createReadStream(join(data, name)) });
    const preview = await previewImport(call, inspection.importId, inspection.suggested);

    assert.equal(preview.rows, inspection.rows);
    assert.ok(preview.refused <= preview.rows * 0.03, JSON.stringify(preview.errorsByCode));
    const best = Math.max(...preview.measures.map(({ n }) => n));
    assert.ok(best > preview.rows * 0.9, JSON.stringify(preview.measures.map(({ key, n }) => [key, n])));
  });
}

test("every public file of ordinary size is read, or refused with a reason", options, async () => {
  assert.ok(stores);
  const call = testCall(stores);
  const names = readdirSync(data, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(csv|tsv|pdf|txt)$/.test(name))
    .filter((name) => statSync(join(data, name)).size < 1_000_000);
  assert.ok(names.length > 15);
  for (const name of names) {
    const upload = uploadFile(call, { name, content: createReadStream(join(data, name)) });
    if (/\.(pdf|txt)$/.test(name))
      await upload.catch((error: { code?: string }) => assert.match(error.code ?? "", /^imports\./));
    else assert.ok((await upload).rows > 0, name);
  }
});

const airport = `
name: Airport 2017
programme: relational
survey: sfo-2017
scores:
  - key: nps
    column: NETPRO
    kind: recommendation
    missing: [11]
time:
  columns: [INTDATE]
  format: yyyy-MM-dd
  template: 2017-05-{1}
  zone: America/Los_Angeles
fixedTime: 2017-05-15T12:00:00-07:00
weight: { column: WEIGHT }
id: { columns: [RESPNUM] }
`;

const telecom = `
name: Telecom 2018
programme: transactional
survey: telecom-2018
scores:
  - { key: nps, column: NPS_SCORE, kind: recommendation }
comments:
  - { key: why, column: text }
time:
  columns: [CUSTOMER_RESPONSE_DATE]
  format: dd/MM/yyyy HH:mm
  zone: Europe/London
dimensions:
  - { field: stage, column: SURVEY_SUB_TYPE, create: true }
`;

const otzovik = `
name: Otzovik
programme: review
survey: otzovik
scores:
  - { key: stars, column: rating, kind: rating }
comments:
  - { key: review, column: text }
fixedTime: 2015-06-01T12:00:00Z
`;

const rozetka = `
name: Rozetka
programme: review
survey: rozetka
scores:
  - { key: stars, column: rating, kind: rating }
comments:
  - { key: review, column: text }
  - { key: pros, column: pros }
  - { key: cons, column: cons }
time: { columns: [review_date], format: iso, zone: Europe/Kyiv }
fixedTime: 2025-10-01T12:00:00Z
dimensions:
  - { field: product, column: product_name, create: true }
  - { field: brand, column: brand, create: true }
attributes:
  - { name: category, column: category_name }
`;

interface Scored {
  readonly score: number;
  readonly weight: number;
  readonly stage: string | null;
  readonly at: Date;
}

function bring(name: string, yaml: string) {
  assert.ok(stores);
  return importFile(testCall(stores), join(data, name), readProfileYaml(yaml));
}

async function scoresOf(survey: string, key: string): Promise<readonly Scored[]> {
  assert.ok(stores);
  return stores.postgres.read((tx) =>
    tx.query<Scored>(sql`select (answers ->> ${key})::int as score, weight, context ->> 'stage' as stage, answered_at as at
      from response where survey_id = (select id from survey where slug = ${survey}) and answers ? ${key}`),
  );
}

async function languagesOf(survey: string): Promise<Readonly<Record<string, number>>> {
  assert.ok(stores);
  const rows = await stores.postgres.read((tx) =>
    tx.query<{ language: string; count: number }>(sql`select language, count(*) as count from response
      where survey_id = (select id from survey where slug = ${survey}) and language is not null group by language`),
  );
  return Object.fromEntries(rows.map(({ language, count }) => [language, count]));
}

async function starsOf(survey: string): Promise<readonly number[]> {
  assert.ok(stores);
  const rows = await stores.postgres.read((tx) =>
    tx.query<{ stars: number }>(sql`select distinct (answers ->> 'stars')::int as stars from response
      where survey_id = (select id from survey where slug = ${survey}) and answers ? 'stars' order by stars`),
  );
  return rows.map(({ stars }) => stars);
}

function nps(scores: readonly Scored[]): number {
  const count = (from: number, to: number) => scores.filter(({ score }) => score >= from && score <= to).length;
  return recommendationScore({ detractors: count(0, 6), passives: count(7, 8), promoters: count(9, 10) }).value;
}

function weightedNps(scores: readonly Scored[]): number {
  const sum = (of: readonly Scored[]) => of.reduce((total, { weight }) => total + weight, 0);
  const promoters = sum(scores.filter(({ score }) => score >= 9));
  const detractors = sum(scores.filter(({ score }) => score <= 6));
  return (100 * (promoters - detractors)) / sum(scores);
}

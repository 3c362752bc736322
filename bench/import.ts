import { once } from "node:events";
import { createReadStream, createWriteStream, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";

import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

import { call, type Product } from "#testing/product";

import type { Figure } from "./figures.ts";

const header = "id,date,score,comment,branch,channel,city";

/** Importing a file of answers, beside `COPY` of the rows it became into a table with the same columns and indexes. */
export async function benchImport(product: Product, rows: number): Promise<readonly Figure[]> {
  const file = join(product.dataDir, "bench.csv");
  await writeRows(file, rows);
  const imported = rows / (await secondsToImport(product, file));
  const copied = rows / (await secondsToCopy(product.postgresUrl, join(product.dataDir, "bench.copy")));
  return [
    {
      what: `bulk import of ${rows.toLocaleString("en")} rows`,
      measured: imported,
      unit: "rows/s",
      limit: { what: "COPY of the same rows/s", value: copied },
      aim: { kind: "ratio-at-least", value: 0.5 },
    },
  ];
}

async function writeRows(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${header}\n`);
  for (let row = 0; row < rows; row += 1) {
    const day = String((row % 28) + 1).padStart(2, "0");
    const line = `${row},2026-09-${day} ${String(8 + (row % 12)).padStart(2, "0")}:15,${row % 11},"The branch was quick, the clerk ${row} was kind",branch-${row % 60},web,Kyiv\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}

async function secondsToCopy(url: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const imported =
    "select response.* from response join survey on survey.id = survey_id where survey.slug = 'bench-import'";
  await pipeline(client.query(copyTo(`copy (${imported}) to stdout`)), createWriteStream(file));
  await client.query("create table bench_copy (like response including all)");
  const started = performance.now();
  await pipeline(createReadStream(file), client.query(copyFrom("copy bench_copy from stdin")));
  const seconds = (performance.now() - started) / 1000;
  await client.query("drop table bench_copy");
  await client.end();
  return seconds;
}

async function secondsToImport(product: Product, file: string): Promise<number> {
  const upload = await fetch(`${product.url}/api/v1/imports?name=bench.csv`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${product.apiKey}`,
      "content-type": "text/csv",
      "content-length": String(statSync(file).size),
    },
    body: createReadStream(file),
    duplex: "half",
  });
  if (!upload.ok) throw new Error(`Upload: ${upload.status} ${await upload.text()}`);
  const { importId } = (await upload.json()) as { importId: string };

  const started = performance.now();
  await call(product, "POST", `/api/v1/imports/${importId}/run`, { profile, saveProfile: false });
  for (;;) {
    const { state, problem } = await call<{ state: string; problem: unknown }>(
      product,
      "GET",
      `/api/v1/imports/${importId}`,
    );
    if (state === "done") return (performance.now() - started) / 1000;
    if (state !== "running") throw new Error(`The import is ${state}: ${JSON.stringify(problem)}`);
    await pause(50);
  }
}

const profile = {
  name: "bench",
  programme: "transactional",
  survey: "bench-import",
  scores: [{ key: "score", column: "score", kind: "recommendation" }],
  comments: [{ key: "why", column: "comment" }],
  time: { columns: ["date"], format: "yyyy-MM-dd HH:mm" },
  dimensions: [
    { field: "unit", column: "branch", create: true },
    { field: "channel", column: "channel" },
  ],
  attributes: [{ name: "city", column: "city" }],
  id: { columns: ["id"] },
};

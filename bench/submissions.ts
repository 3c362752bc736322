import { setTimeout as pause } from "node:timers/promises";

import pg from "pg";

import { call, type Product } from "#testing/product";

import type { Figure } from "./figures.ts";
import { quantile } from "./figures.ts";
import { loadHttp, warmUp } from "./load.ts";
import { loadPosts } from "./post-load.ts";

const clients = 32;
const units = 60;

/** A survey of the transactional template, published; its id. */
export async function publishSurvey(product: Product): Promise<{ id: string; slug: string }> {
  const survey = await call<{ id: string; slug: string }>(product, "POST", "/api/v1/surveys", {
    name: "Bench",
    template: "transactional-nps",
  });
  return call(product, "POST", `/api/v1/surveys/${survey.id}/publish`);
}

/** The codes that submissions come with, under their names: an organisation that sends them knows them. */
export async function nameCodes(product: Product): Promise<void> {
  const name = (kind: string, code: string) =>
    call(product, "PUT", `/api/v1/references/${kind}/${code}`, { name: `${kind} ${code}` });
  for (let unit = 0; unit < units; unit += 1) await name("unit", `unit-${unit}`);
  await name("product", "card");
}

/** Validated submissions with their context over HTTP, beside raw single-row commits of the same Postgres. */
export async function benchSubmissions(product: Product, survey: string, seconds: number): Promise<readonly Figure[]> {
  const raw = await rawCommits(product.postgresUrl, seconds);
  const load = {
    url: `${product.url}/api/v1/answers`,
    connections: clients,
    headers: { authorization: `Bearer ${product.apiKey}`, "content-type": "application/json" },
    body: () => JSON.stringify(submissionOf(survey)),
  };
  await loadPosts({ ...load, seconds: warmUp });
  const http = await loadPosts({ ...load, seconds });
  if (http.failed > 0) throw new Error(`${http.failed} submissions were not accepted`);
  return [
    {
      what: "submissions over HTTP, validated, with context",
      measured: http.perSecond,
      unit: "/s",
      limit: { what: `raw commits/s, ${clients} clients`, value: raw },
      aim: { kind: "ratio-at-least", value: 0.5 },
    },
  ];
}

let submissions = 0;

/** A believable submission, each one different. */
export function submissionOf(survey: string): Record<string, unknown> {
  submissions += 1;
  return {
    survey,
    id: `bench-${process.pid}-${submissions}`,
    answers: answersOf(submissions % 11),
    language: "en",
    context: { channel: submissions % 2 === 0 ? "web" : "sms", unit: `unit-${submissions % units}`, product: "card" },
    attributes: { city: "Kyiv" },
  };
}

function answersOf(score: number): Record<string, unknown> {
  const why = score >= 9 ? "why_high" : score >= 7 ? "why_middle" : "why_low";
  return { score, [why]: "The courier came late, but the operator was kind." };
}

async function rawCommits(url: string, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  await pool.query(
    "create table if not exists bench_row (id bigint generated always as identity primary key, value jsonb not null)",
  );
  const value = JSON.stringify(submissionOf("bench"));
  const until = performance.now() + seconds * 1000;
  let commits = 0;
  const work = async () => {
    const client = await pool.connect();
    while (performance.now() < until) {
      await client.query({ name: "bench", text: "insert into bench_row (value) values ($1)", values: [value] });
      commits += 1;
    }
    client.release();
  };
  await Promise.all(Array.from({ length: clients }, work));
  await pool.query("drop table bench_row");
  await pool.end();
  return commits / seconds;
}

/** How far the facts lie behind the answers while 2,000 answers arrive each second. */
export async function benchLag(product: Product, survey: string, seconds: number): Promise<readonly Figure[]> {
  const perBatch = 40;
  const lags: number[] = [];
  const load = loadHttp({
    url: `${product.url}/api/v1/answers/batch`,
    seconds,
    connections: 4,
    rate: 2000 / perBatch,
    headers: { authorization: `Bearer ${product.apiKey}`, "content-type": "application/json" },
    body: () => JSON.stringify({ responses: Array.from({ length: perBatch }, () => submissionOf(survey)) }),
  });
  const ended = new AbortController();
  const sampling = (async () => {
    while (!ended.signal.aborted) {
      const { lagSeconds } = await call<{ lagSeconds: number }>(product, "GET", "/api/v1/facts/freshness");
      lags.push(lagSeconds);
      await pause(50);
    }
  })();
  const { failed, perSecond } = await load;
  ended.abort();
  await sampling;
  if (failed > 0) throw new Error(`${failed} batches were not accepted`);
  return [
    {
      what: `projector lag, p99, at ${Math.round(perSecond * perBatch)} answers/s`,
      measured: quantile(lags, 0.99),
      unit: "s",
      limit: null,
      aim: { kind: "at-most", value: 1 },
    },
  ];
}

import { setTimeout as pause } from "node:timers/promises";

import { call, type Product } from "#testing/product";

import type { Figure } from "./figures.ts";

interface Sample {
  readonly state: string;
  readonly answers: number;
}

/** Loading the sample company through the running product, until everything is counted. */
export async function benchSample(product: Product, scale: number): Promise<readonly Figure[]> {
  const started = performance.now();
  await call(product, "POST", "/api/v1/sample", { scale });
  let sample = await call<Sample>(product, "GET", "/api/v1/sample");
  while (sample.state !== "ready") {
    await pause(200);
    sample = await call<Sample>(product, "GET", "/api/v1/sample");
    if (sample.state === "cancelled") throw new Error("The load was stopped.");
  }
  const loaded = (performance.now() - started) / 1000;
  return [
    {
      what: `sample company, ${sample.answers.toLocaleString("en")} answers loaded`,
      measured: loaded,
      unit: "s",
      limit: null,
      aim: { kind: "at-most", value: 60 * scale },
    },
  ];
}

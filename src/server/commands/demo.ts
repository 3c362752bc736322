import { createProjector } from "#feature/facts";
import { carryOutLoad, carryOutRemoval, prepareLoad, prepareRemoval, readSample } from "#feature/sample";
import { sampleWishSchema, type Sample } from "#feature/sample/contract";
import { companyOf, countsOf, truthsOf } from "#seeds";

import { print, typed, withInstallation, type CommandContext } from "./command-run.ts";
import { progressBar } from "./progress-bar.ts";

/** Options of `holos demo`, as typed. */
export interface DemoOptions {
  readonly scale?: string;
  readonly seed?: string;
  readonly remove: boolean;
  readonly truths: boolean;
  readonly json: boolean;
}

/** `holos demo`: loads the sample company, takes it away, or prints what is true of it. Works beside a running server. */
export async function runDemoCommand(options: DemoOptions): Promise<void> {
  const wish = typed(sampleWishSchema, {
    ...(options.seed !== undefined && { seed: Number(options.seed) }),
    ...(options.scale !== undefined && { scale: Number(options.scale) }),
  });
  if (options.truths) return printTruths(wish);
  await withInstallation((context) =>
    options.remove ? remove(context, options.json) : load(context, wish, options.json),
  );
}

/** Needs no installation: the truths follow from the seed. */
function printTruths({ seed, scale }: { seed: number; scale: number }): void {
  const company = companyOf({ seed, scale, end: new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 10) });
  print(false, undefined, JSON.stringify(truthsOf(company, countsOf(company)), null, 2));
}

async function load(context: CommandContext, wish: { seed: number; scale: number }, json: boolean): Promise<void> {
  const { stores, viewer, signal } = context;
  await prepareLoad({ stores, viewer }, wish);
  const bar = progressBar("Loading", json);
  const started = performance.now();
  await carryOutLoad(stores, { signal, onProgress: (done, total) => bar.update(done, total) });
  bar.finish();
  const loaded = (performance.now() - started) / 1000;
  await createProjector(stores).drain();
  const sample = await readSample({ stores, viewer });
  const seconds = (performance.now() - started) / 1000;
  print(json, { ...sample, seconds }, loadedText(sample, loaded, seconds));
}

function loadedText({ state, answers, customers, units, employees }: Sample, loaded: number, seconds: number): string {
  const number = (value: number) => value.toLocaleString("en");
  if (state !== "ready") return `The sample company is ${state}: another process is at work on it, or it was stopped.`;
  return [
    `The sample company is here: ${number(answers)} answers of ${number(customers)} customers, ${units} units, ${number(employees)} employees.`,
    `  loaded in ${loaded.toFixed(0)} s, counted after ${seconds.toFixed(0)} s (${number(Math.round(answers / Math.max(seconds, 0.1)))} answers a second)`,
    "  what is true of it: holos demo --truths",
    "  take it away again: holos demo --remove",
  ].join("\n");
}

async function remove({ stores, viewer, signal }: CommandContext, json: boolean): Promise<void> {
  const before = await readSample({ stores, viewer });
  await prepareRemoval({ stores, viewer });
  const bar = progressBar("Removing", json);
  await carryOutRemoval(stores, { signal, onProgress: (done, total) => bar.update(done, total) });
  bar.finish();
  await createProjector(stores).drain();
  const after = await readSample({ stores, viewer });
  const text =
    after.state === "none"
      ? `The sample company is gone: ${before.answers.toLocaleString("en")} answers, ${before.customers.toLocaleString("en")} customers.`
      : "Another process removes it.";
  print(json, after, text);
}

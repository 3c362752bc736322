import { recordAudit, requireEverywhere } from "#feature/access";
import { addSums, differenceOf, sliceWithSums, type Asker, type Reading, type Sums } from "#feature/facts";
import type { Difference, SliceRow } from "#feature/facts/contract";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";

import type { PromiseAnswer, PromiseRequest } from "../contract.ts";
import { both } from "../rules/filters.ts";
import { selectPath, upsertPath } from "../store/paths.ts";

/** A step with what its gap is reckoned from; sums are null where they are hidden. */
interface Step {
  readonly row: SliceRow;
  readonly value: string;
  readonly sums: Sums | null;
}

/**
 * Scores along a journey held against what was promised; gaps that chance alone could give are not called gaps, all steps looked at
 * together (Benjamini and Hochberg). @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readPromise(asker: Asker, request: PromiseRequest): Promise<PromiseAnswer> {
  const { measure, dimension, journey, promise, period } = request;
  const where = both(
    request.where,
    journey === undefined ? undefined : { field: "journey", op: "in", value: [journey] },
  );
  const path = await asker.stores.postgres.read((tx) => selectPath(tx, dimension, journey ?? ""));
  const found = await sliceWithSums(asker, { measure, by: [dimension], where, period, limit: 60 });
  const all = found.slice.rows.map((row, index): Step => {
    return { row, value: row.key[0]?.value ?? "", sums: found.sums[index] ?? null };
  });
  const steps = inOrder(
    all.filter(({ value }) => value !== ""),
    path ?? [],
  );

  const held = promise === "first" ? steps[0] : steps.find(({ value }) => value === promise);
  const differences = steps.map((step) => {
    const against = promise === "others" ? restOf(step, steps) : step === held ? null : (held?.sums ?? null);
    return isShown(step) && (promise === "others" || isShown(held)) ? gapOf(step.sums, against, found.reading) : null;
  });
  const gaps = judged(differences);
  return {
    steps: steps.map(({ row, value }, index) => ({
      value,
      name: row.key[0]?.name ?? value,
      isPromise: promise !== "others" && steps[index] === held,
      ...shownOf(row),
      gap: gaps[index] ?? null,
    })),
    promiseName: promise === "others" ? null : (held?.row.key[0]?.name ?? null),
    isOrdered: path !== undefined,
    truncated: found.slice.truncated,
  };
}

/** Says in which order customers meet the steps. @throws Refusal `access.forbidden` */
export async function putPath(
  { stores, viewer }: Asker,
  path: { readonly dimension: string; readonly journey: string; readonly steps: readonly string[] },
): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    await upsertPath(tx, path, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "benchmarks.path_changed",
      subjectKind: "benchmarks",
      subjectId: path.journey === "" ? path.dimension : path.journey,
      details: { steps: path.steps.length },
    });
  });
  return { ok: true };
}

/** Steps that were put in order first; the others as they come. */
function inOrder(steps: readonly Step[], path: readonly string[]): readonly Step[] {
  const place = ({ value }: Step): number => {
    const index = path.indexOf(value);
    return index === -1 ? path.length : index;
  };
  return steps.toSorted((a, b) => place(a) - place(b));
}

function isShown(step: Step | undefined): boolean {
  return step !== undefined && step.row.figure.state === "ok" && step.sums !== null;
}

function restOf(step: Step, steps: readonly Step[]): Sums | null {
  const others = steps.filter((other) => other !== step).flatMap(({ sums }) => sums ?? []);
  return others.length === 0 ? null : addSums(others);
}

function gapOf(own: Sums | null, against: Sums | null, reading: Reading): Difference | null {
  return own === null || against === null ? null : differenceOf(own, against, reading);
}

function judged(differences: readonly (Difference | null)[]): PromiseAnswer["steps"][number]["gap"][] {
  const adjusted = adjustPValues(differences.flatMap((one) => (one === null ? [] : [one.p])));
  let next = 0;
  return differences.map((difference) => {
    if (difference === null) return null;
    const adjustedP = adjusted[next++] ?? 1;
    const { value, interval, clear } = difference;
    return {
      value,
      interval: { low: interval.low, high: interval.high },
      adjustedP,
      clear: clear && adjustedP <= FALSE_DISCOVERY_RATE,
    };
  });
}

function shownOf({ figure }: SliceRow): Pick<PromiseAnswer["steps"][number], "state" | "n" | "score" | "groups"> {
  const { state, n, estimate, groups } = figure;
  if (estimate === null) return { state, n, score: null, groups };
  const { low, high } = estimate.interval;
  return { state, n, score: { value: estimate.value, interval: { low, high } }, groups };
}

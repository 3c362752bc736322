import type { Asker } from "#feature/facts";
import { referenceNames, unitsInScope } from "#feature/organisation";

import type { TargetView } from "../contract.ts";
import { reviewDue } from "../rules/targets.ts";
import { selectTargets, type TargetRow } from "../store/targets.ts";
import { trackTarget } from "./target-months.ts";

/** A target as it is shown, and how its rule stood a month ago. */
export interface ReadTarget {
  readonly view: TargetView;
  readonly ruleBefore: TargetView["rule"];
}

/**
 * The targets of units that the viewer sees, with their months. Those of the whole organisation are tracked by what the
 * viewer sees of it.
 * @throws Refusal `access.forbidden`, `facts.too_heavy`
 */
export async function readTargets(asker: Asker, today: string): Promise<readonly ReadTarget[]> {
  const { postgres } = asker.stores;
  const { rows, sight, names } = await postgres.read(async (tx) => {
    const found = await selectTargets(tx);
    const ids = found.flatMap(({ unitId }) => unitId ?? []);
    return {
      rows: found,
      sight: await unitsInScope(tx, asker.viewer, "insight.read"),
      names: ids.length === 0 ? new Map<string, string>() : await referenceNames(tx, ids),
    };
  });
  const seen = rows.filter(({ unitId }) => sight === "all" || (unitId !== null && sight.includes(unitId)));
  const read: ReadTarget[] = [];
  for (const row of seen) read.push(await readTarget(asker, row, { today, names }));
  return read;
}

/** One target with its months. */
export async function readTarget(
  asker: Asker,
  row: TargetRow,
  { today, names }: { readonly today: string; readonly names: ReadonlyMap<string, string> },
): Promise<ReadTarget> {
  const { ruleBefore, ...tracked } = await trackTarget(asker, row, today);
  const { id, measure, unitId, value, better, tolerance, validFrom, reviewedAt, revision } = row;
  const due = reviewDue(reviewedAt);
  const view = {
    id,
    measure,
    unit: unitId,
    unitName: unitId === null ? "" : (names.get(unitId) ?? unitId),
    value,
    better,
    tolerance,
    from: validFrom,
    ...tracked,
    reviewedAt: reviewedAt.toISOString(),
    reviewDue: due,
    isReviewDue: due <= today,
    revision,
  };
  return { view, ruleBefore };
}

import { requirePermission, unitScope } from "#feature/access";
import type { Call } from "#platform/http/route";

import type { LateUnit, UnitBrief } from "../contract.ts";
import { belongingOn, placementOn } from "../rules/forest.ts";
import { listSplits } from "../store/unit-changes.ts";
import type { TreeUnit } from "../store/units.ts";
import { readForest, sightOf, type TreeNow } from "./forest.ts";
import { unitSources } from "./unit-sources.ts";

/**
 * Closed units that answers still come for, the most answers first, with what they were split into. Units with a successor
 * are not among them: their answers are the successor's. @throws Refusal `access.forbidden`
 */
export async function listLateUnits({
  stores,
  viewer,
}: Pick<Call, "stores" | "viewer">): Promise<{ items: LateUnit[]; nextCursor: null }> {
  requirePermission(viewer, "organisation.write");
  const tree = await stores.postgres.read(readForest);
  const sight = sightOf(tree, unitScope(viewer, "organisation.write"));
  const closed = [...tree.units.values()].flatMap((unit) => {
    const from = sight === "all" || sight.has(unit.id) ? closedSince(tree, unit) : undefined;
    return from === undefined ? [] : [{ unit, code: unit.code, from }];
  });
  if (closed.length === 0) return { items: [], nextCursor: null };

  const late = await unitSources.lateAnswers(
    stores,
    closed.map(({ code, from }) => ({ code, from })),
  );
  const of = new Map(late.map((one) => [one.code, one]));
  const found = closed.filter(({ code }) => of.has(code));
  const splits = await stores.postgres.read((tx) => listSplits(tx, idsOf(found)));
  const items = found.map(({ unit, code, from }): LateUnit => ({
    ...briefOf(unit),
    closedOn: from,
    answers: of.get(code)?.answers ?? 0,
    since: of.get(code)?.since ?? from,
    parts: partsOf(
      tree,
      splits.filter(({ id }) => id === unit.id).flatMap(({ parts }) => parts),
    ),
  }));
  return { items: items.toSorted((a, b) => b.answers - a.answers), nextCursor: null };
}

/** The first day on which the unit was closed, while nothing has taken its place; undefined for any other unit. */
function closedSince(tree: TreeNow, unit: TreeUnit): string | undefined {
  const step = belongingOn(tree.units, unit.id, tree.today);
  return step?.state === "closed" && step.path[0] === unit.id ? step.from : undefined;
}

function partsOf(tree: TreeNow, codes: readonly string[]): UnitBrief[] {
  const units = [...new Set(codes)].flatMap((code) => tree.byCode.get(code.toLowerCase()) ?? []);
  return units.filter((unit) => placementOn(unit, tree.today) !== undefined).map(briefOf);
}

function idsOf(found: readonly { readonly unit: TreeUnit }[]): string[] {
  return found.map(({ unit }) => unit.id);
}

function briefOf({ id, code, name }: TreeUnit): UnitBrief {
  return { id, code, name };
}

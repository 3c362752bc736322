import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { slice, type Asker } from "#feature/facts";
import { measureKinds, type MeasureKind } from "#feature/facts/contract";
import { Refusal } from "#kit/refusal";

import { pairWishSchema, type PairReading, type PairsRequest, type PairWish, type Side } from "../contract.ts";
import { both } from "../rules/filters.ts";
import { enteredSide, measuredSide, readingOf, type SeenSide } from "../rules/pairs.ts";
import { hasPair, insertPair, selectPairs, setPairDeleted, updatePairRow } from "../store/pairs.ts";

const mostPairs = 100;
const withoutBoxes: ReadonlySet<MeasureKind> = new Set(["number", "choice", "text", "gap"]);

/** Pairs with what each side says. @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy` */
export async function readPairs(
  asker: Asker,
  request: PairsRequest,
): Promise<{ items: PairReading[]; nextCursor: null }> {
  requirePermission(asker.viewer, "insight.read");
  const rows = await asker.stores.postgres.read(selectPairs);
  const items: PairReading[] = [];
  for (const { id, revision, ...written } of rows) {
    const wish = pairWishSchema.parse(written);
    const seen: SeenSide[] = [];
    for (const side of wish.sides) seen.push(await see(asker, side, request));
    items.push({ id, revision, wish, ...readingOf(wish, seen) });
  }
  return { items, nextCursor: null };
}

async function see(asker: Asker, side: Side, request: PairsRequest): Promise<SeenSide> {
  const { from } = side;
  if (from.kind === "entered") return enteredSide({ ...side, from });
  const where = both(request.where, from.where);
  const { total } = await slice(asker, { measure: from.measure, where, period: request.period });
  return measuredSide(side, kindOf(from.measure), total.figure);
}

/** Sets sides beside each other. @throws Refusal `benchmarks.no_answers`, `benchmarks.no_scale`, `benchmarks.too_many` */
export async function createPair({ stores, viewer }: Asker, wish: PairWish): Promise<{ id: string; revision: number }> {
  requireEverywhere(viewer, "weights.write");
  requireSound(wish);
  const id = stores.random.uuid();
  await stores.postgres.transaction(async (tx) => {
    if ((await selectPairs(tx)).length >= mostPairs) throw new Refusal("benchmarks.too_many", { most: mostPairs });
    await insertPair(tx, id, wish, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "benchmarks.pair_created",
      subjectKind: "benchmark-pair",
      subjectId: id,
      details: { title: wish.title },
    });
  });
  return { id, revision: 1 };
}

/** Changes them. @throws Refusal as `createPair`, `benchmarks.not_found`, `benchmarks.changed_elsewhere` */
export async function updatePair(
  { stores, viewer }: Asker,
  id: string,
  { revision, ...wish }: PairWish & { readonly revision: number },
): Promise<{ id: string; revision: number }> {
  requireEverywhere(viewer, "weights.write");
  requireSound(wish);
  await stores.postgres.transaction(async (tx) => {
    if (!(await hasPair(tx, id))) throw new Refusal("benchmarks.not_found");
    if (!(await updatePairRow(tx, { id, revision, wish }, stores.clock.now())))
      throw new Refusal("benchmarks.changed_elsewhere");
    await recordAudit(tx, viewer, {
      action: "benchmarks.pair_changed",
      subjectKind: "benchmark-pair",
      subjectId: id,
      details: { title: wish.title },
    });
  });
  return { id, revision: revision + 1 };
}

/** Deletes a pair. @throws Refusal `benchmarks.not_found` */
export function deletePair(asker: Asker, id: string): Promise<{ ok: true }> {
  return setDeleted(asker, id, asker.stores.clock.now());
}

/** Takes that back. @throws Refusal `benchmarks.not_found` */
export function restorePair(asker: Asker, id: string): Promise<{ ok: true }> {
  return setDeleted(asker, id, null);
}

async function setDeleted({ stores, viewer }: Asker, id: string, at: Date | null): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    if (!(await setPairDeleted(tx, id, at))) throw new Refusal("benchmarks.not_found");
    const action = at === null ? "benchmarks.pair_restored" : "benchmarks.pair_deleted";
    await recordAudit(tx, viewer, { action, subjectKind: "benchmark-pair", subjectId: id });
  });
  return { ok: true };
}

function requireSound({ sides }: PairWish): void {
  sides.forEach(({ from }, index) => {
    const field = `body.sides.${index}.from`;
    if (from.kind === "entered") {
      if (from.high + from.middle + from.low > 0) return;
      throw new Refusal("benchmarks.no_answers", {}, [{ field, code: "benchmarks.no_answers" }]);
    }
    if (withoutBoxes.has(kindOf(from.measure)))
      throw new Refusal("benchmarks.no_scale", {}, [{ field, code: "benchmarks.no_scale" }]);
  });
}

function kindOf(measure: string): MeasureKind {
  return measureKinds.find((kind) => measure.startsWith(`${kind}:`)) ?? "text";
}

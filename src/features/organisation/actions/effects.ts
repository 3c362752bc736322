import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Effect } from "../contract.ts";
import { belongingOn, type Day, type Forest } from "../rules/forest.ts";
import { concernedBy } from "../rules/growth.ts";
import { listScopes } from "../store/scopes.ts";
import type { TreeUnit } from "../store/units.ts";

/** Units a change is about, since when. */
export interface Concern {
  readonly units: readonly string[];
  readonly codes: readonly string[];
  readonly from: Day;
}

/** What another slice can tell about a change of the tree before it is made. */
export interface EffectSource {
  readonly name: "answers" | "links";
  /** How many of its things the change concerns. */
  count(stores: Stores, concern: Concern): Promise<number>;
}

/** Lets a slice to the right tell what a change would concern; the composition root calls it. The same name replaces. */
export function registerEffectSource(source: EffectSource): void {
  sources.set(source.name, source);
}

/** Units whose answers belong elsewhere after the change, with the first day, and those they belonged to. */
export function concernOf(before: Forest, after: Forest<TreeUnit>): Concern & { readonly moved: readonly string[] } {
  const concerned = concernedBy(before, after);
  const heads = [...concerned].flatMap(([id, day]) =>
    [before, after].flatMap((forest) => belongingOn(forest, id, day)?.path[0] ?? []),
  );
  const units = [...new Set([...concerned.keys(), ...heads])];
  const [from = "9999-12-31"] = [...concerned.values()].toSorted();
  return { units, codes: units.flatMap((id) => after.get(id)?.code ?? []), from, moved: [...concerned.keys()] };
}

/** What the change does, counted. */
export async function effectOf(
  stores: Stores,
  { before, after, from }: { readonly before: Forest; readonly after: Forest<TreeUnit>; readonly from: Day },
): Promise<Effect> {
  const concern = concernOf(before, after);
  const { moved } = concern;
  const brief = moved.slice(0, 20).flatMap((id) => after.get(id) ?? []);
  const sight = await stores.postgres.read((tx) => countSight(tx, { before, after }));
  const [answers, links] = await Promise.all([count(stores, "answers", concern), count(stores, "links", concern)]);
  return {
    isChange: moved.length > 0,
    from,
    units: brief.map(({ id, code, name }) => ({ id, code, name })),
    unitCount: moved.length,
    answers,
    links,
    ...sight,
  };
}

const sources = new Map<EffectSource["name"], EffectSource>();

function count(stores: Stores, name: EffectSource["name"], concern: Concern): Promise<number | null> {
  const source = sources.get(name);
  if (source === undefined) return Promise.resolve(null);
  return concern.units.length === 0 ? Promise.resolve(0) : source.count(stores, concern);
}

/** Users who lose sight of answers of some unit, and users who gain it. */
async function countSight(
  tx: Tx,
  { before, after }: { readonly before: Forest; readonly after: Forest },
): Promise<Pick<Effect, "losing" | "gaining">> {
  const scopes = await listScopes(tx);
  const paths = [...concernedBy(before, after)].map(([id, day]) => ({
    was: belongingOn(before, id, day)?.path ?? [],
    is: belongingOn(after, id, day)?.path ?? [],
  }));
  const counts = { losing: 0, gaining: 0 };
  for (const { units } of scopes) {
    const own = new Set(units);
    const sees = (path: readonly string[]) => path.some((id) => own.has(id));
    if (paths.some(({ was, is }) => sees(was) && !sees(is))) counts.losing += 1;
    if (paths.some(({ was, is }) => !sees(was) && sees(is))) counts.gaining += 1;
  }
  return counts;
}

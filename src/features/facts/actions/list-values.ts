import { requirePermission, unitScope } from "#feature/access";
import { Refusal } from "#kit/refusal";

import type { Dimension, Period } from "../contract.ts";
import { sourceOf } from "../rules/dimensions.ts";
import { partsOf } from "../rules/measure.ts";
import { readDimensionCounts, readValues } from "../store/lists.ts";
import { nameValues } from "./names.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** Which values of which dimension are wanted. */
export interface ValuesQuery {
  readonly dimension: Dimension;
  readonly measure?: string | undefined;
  readonly period?: Period | undefined;
  /** Part of the value or of its name. */
  readonly search?: string | undefined;
  readonly limit: number;
}

/**
 * The values a dimension takes within the viewer's scope, with how many answers of the measure (without one: responses)
 * carry each, most first.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`
 */
export async function listValues({ stores, viewer }: Asker, query: ValuesQuery) {
  requirePermission(viewer, "insight.read");
  const source = sourceOf(query.dimension);
  if (source === undefined) throw new Refusal("facts.unknown_field", { field: query.dimension });

  const { settings, words } = await readGround(stores, undefined);
  const found = await readValues(
    stores.clickhouse,
    {
      source,
      measure: query.measure === undefined ? null : partsOf(query.measure),
      period: query.period ?? null,
      scope: unitScope(viewer, "insight.read"),
      threshold: settings.smallGroup,
    },
    words,
  );

  const nameOf = await stores.postgres.read((tx) =>
    nameValues(
      tx,
      found.map(({ value }) => ({ dimension: query.dimension, value })),
      viewer.language,
    ),
  );
  const named = found.map(({ value, n }) => ({ value, name: nameOf(query.dimension, value).name, n }));
  const wanted = query.search?.toLocaleLowerCase() ?? "";
  const items = named.filter(({ value, name }) => `${value}\n${name}`.toLocaleLowerCase().includes(wanted));
  return { items: items.slice(0, query.limit), nextCursor: null };
}

/**
 * Dimensions with more than one value within the viewer's scope, attributes included; values are counted up to 100.
 * The answer may be up to half a minute old.
 * @throws Refusal `access.forbidden`
 */
export async function listDimensions({ stores, viewer }: Asker) {
  requirePermission(viewer, "insight.read");
  const scope = unitScope(viewer, "insight.read");
  const counts = await remembered(stores.clickhouse, JSON.stringify(scope), async () => {
    const { words } = await readGround(stores, undefined);
    return readDimensionCounts(stores.clickhouse, { period: null, scope }, words);
  });
  const items = [...counts].filter(([, values]) => values > 1);
  return { items: items.map(([dimension, values]) => ({ dimension, values })), nextCursor: null };
}

const age = 30_000;
const memory = new WeakMap<object, Map<string, { readonly at: number; readonly counts: Promise<Counts> }>>();

type Counts = ReadonlyMap<string, number>;

/** It reads nearly every column, and what dimensions there are changes rarely. */
function remembered(owner: object, key: string, read: () => Promise<Counts>): Promise<Counts> {
  const known = memory.get(owner) ?? new Map<string, { at: number; counts: Promise<Counts> }>();
  memory.set(owner, known);
  const held = known.get(key);
  if (held !== undefined && performance.now() - held.at < age) return held.counts;

  const counts = read();
  known.set(key, { at: performance.now(), counts });
  counts.catch(() => known.delete(key));
  return counts;
}

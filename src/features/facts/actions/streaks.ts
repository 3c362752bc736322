import { requirePermission, unitScope } from "#feature/access";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";

import type { Dimension, Period, StreakSums } from "../contract.ts";
import { isManyValued } from "../rules/dimensions.ts";
import { isScaled, partsOf } from "../rules/measure.ts";
import { requireKnownFields } from "../store/filter.ts";
import { readStreaks } from "../store/streaks.ts";
import { nameValues } from "./names.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** Whose moments are put in a row. */
export interface StreakQuery {
  readonly measure: string;
  readonly where?: Condition | undefined;
  readonly period?: Period | undefined;
  /** Rows are cut by this dimension too: a person's moments in one unit, on one journey. */
  readonly by?: Dimension | undefined;
}

/** Sequences of moments, added up over persons. */
export interface Streaks {
  /** Null when there is no answer. */
  readonly whole: StreakSums | null;
  /** Largest first; empty without a dimension. */
  readonly groups: readonly { readonly name: string; readonly sums: StreakSums }[];
  /** From how many persons on a group may be printed, by the organisation's setting. */
  readonly minimum: number;
}

/**
 * Positive, neutral and negative moments of each person in the order of time, within the viewer's scope: runs of positive ones,
 * the newest run, and what random order would give. Persons who are not known count as one each, with one moment.
 * Refuses employees' and anonymous answers: a sequence tells people apart.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`, `facts.protected`, `facts.no_scale`
 */
export async function streaksOf(asker: Asker, { measure: ref, where, period, by }: StreakQuery): Promise<Streaks> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  requireKnownFields(where);
  const measure = partsOf(ref);
  if (!isScaled(measure.kind)) throw new Refusal("facts.no_scale");
  if (measure.programme === "employee") throw new Refusal("facts.protected");
  if (by !== undefined && isManyValued(by)) throw new Refusal("facts.unknown_field", { field: by });

  const ground = await readGround(stores, where);
  const filter = { measure, where, period: period ?? null, scope: unitScope(viewer, "insight.read") };
  const read = (dimension: Dimension | null) =>
    readStreaks(stores.clickhouse, { ...filter, by: dimension }, ground.words);
  const [whole, groups] = await Promise.all([read(null), by === undefined ? Promise.resolve([]) : read(by)]);
  if (whole.some(({ isAnonymous }) => isAnonymous)) throw new Refusal("facts.protected");

  const rows = groups.filter(({ key }) => key !== "");
  const dimension = by ?? "";
  const nameOf = await stores.postgres.read((tx) =>
    nameValues(
      tx,
      rows.map(({ key }) => ({ dimension, value: key })),
      viewer.language,
    ),
  );
  return {
    whole: whole[0] ?? null,
    groups: rows
      .toSorted((a, b) => b.persons - a.persons || (a.key < b.key ? -1 : 1))
      .map((sums) => ({ name: nameOf(dimension, sums.key).name, sums })),
    minimum: ground.settings.minimumN,
  };
}

import { requirePermission, unitScope } from "#feature/access";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import type { Pattern } from "#statistics/drivers/logistic";

import type { Period } from "../contract.ts";
import { isScaled, partsOf } from "../rules/measure.ts";
import { isTelling, mostColumns, type MomentColumn, type OutcomeReading } from "../rules/moment-columns.ts";
import { isRevealing } from "../rules/protection.ts";
import { requireKnownFields } from "../store/filter.ts";
import {
  readMomentBlocks,
  readMomentPeople,
  readPatterns,
  type MomentBlocks,
  type MomentQuery,
} from "../store/moments.ts";
import { slice } from "./slice.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/** Which answers are the outcome, and what stands beside them. */
export interface MomentQuestion {
  readonly measure: string;
  readonly reading: OutcomeReading;
  readonly columns: readonly MomentColumn[];
  readonly where?: Condition | undefined;
  readonly period?: Period | undefined;
  readonly weight?: boolean | undefined;
}

/** Moments by block of persons; `isHidden` instead of them where the small-group rule forbids any. */
export interface Moments extends Omit<MomentBlocks, "isAnonymous"> {
  readonly isHidden: boolean;
  readonly isProtected: boolean;
}

/**
 * Moments of an outcome with columns of the same responses, by block of persons, within the viewer's scope; complete
 * responses only (listwise), with how many have each column.
 *
 * Employees' and anonymous answers stand only beside other answers of the same people: a column that says who somebody is would
 * give small groups away. They are hidden as the total of the same filter is, and where the complete
 * responses, or those that completeness leaves out, are fewer people than the threshold.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`, `facts.not_beside`, `facts.protected_column`
 */
export async function momentBlocks(asker: Asker, question: MomentQuestion): Promise<Moments> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  requireKnownFields(question.where);
  const measure = partsOf(question.measure);
  if (!isScaled(measure.kind) && measure.kind !== "number")
    throw new Refusal("facts.not_beside", { measure: question.measure });
  if (question.columns.length > mostColumns) throw new Refusal("facts.too_heavy");

  const { where, period, columns } = question;
  const ground = await readGround(stores, where);
  const query = queryOf(asker, question);
  const { isAnonymous, ...moments } = await readMomentBlocks(stores.clickhouse, query, ground.words);
  const isProtected = measure.programme === "employee" || isAnonymous;
  if (!isProtected) return { ...moments, isHidden: false, isProtected };
  if (columns.some(isTelling)) throw new Refusal("facts.protected_column");
  const threshold = ground.settings.smallGroup;
  const [{ people, leftOut }, { total }] = await Promise.all([
    readMomentPeople(stores.clickhouse, query, ground.words),
    slice(asker, { measure: question.measure, where, period }),
  ]);
  const isHidden =
    total.figure.state === "hidden" || [people, ...leftOut].some((count) => isRevealing(count, threshold));
  return isHidden ? { ...nothing, isHidden, isProtected } : { ...moments, isHidden, isProtected };
}

/** The most kinds of answers that a logistic regression is made from. */
const mostPatterns = 60_000;

/**
 * The same complete responses put together by what they have in common, for a yes or no as the outcome; null where there are too
 * many kinds of them, or where `momentBlocks` hides them.
 * @throws Refusal as `momentBlocks`
 */
export async function momentPatterns(asker: Asker, question: MomentQuestion): Promise<readonly Pattern[] | null> {
  const { isHidden } = await momentBlocks(asker, question);
  if (isHidden) return null;
  const { words } = await readGround(asker.stores, question.where);
  return readPatterns(asker.stores.clickhouse, queryOf(asker, question), { words, most: mostPatterns });
}

function queryOf(
  { viewer }: Asker,
  { measure, where, period, weight = false, columns, reading }: MomentQuestion,
): MomentQuery {
  const scope = unitScope(viewer, "insight.read");
  return { measure: partsOf(measure), where, period: period ?? null, scope, reading, columns, isWeighted: weight };
}

const nothing = { blocks: [], answered: 0, present: [] } as const;

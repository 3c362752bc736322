import type { z } from "zod";

import { requirePermission } from "#feature/access";
import { mostProblems, nameValues, namedTallies, type Asker, type NamedGroup } from "#feature/facts";
import { readSettings } from "#feature/organisation";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import { noAnswers } from "#statistics/problems/named-counts";

import {
  avoidables,
  stakesQuerySchema,
  type AvoidableContacts,
  type RegisterSettings,
  type SegmentRisk,
  type Uncertain,
} from "../contract.ts";
import { shareIn } from "../rules/shares.ts";
import { revenueOf, sumOfIndependent } from "../rules/stakes.ts";
import { readCatalogue, titleOf, type Catalogue } from "./catalogue.ts";
import { requireOutcome } from "./pain-map.ts";
import { shownSettings } from "./settings.ts";

type Query = z.input<typeof stakesQuerySchema>;

/**
 * Yearly revenue of the customers in the low group, for every segment of which it is known how many customers it has and what
 * they bring (R170): share (Wilson) × customers × revenue. It is what stands behind unhappy people, no forecast of who leaves.
 * The total's interval is that of a sum of independent parts (MOVER).
 * @throws Refusal `access.forbidden`, `problems.no_groups`, `problems.protected`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readSegmentRisk(asker: Asker, input: Query): Promise<SegmentRisk> {
  requirePermission(asker.viewer, "insight.read");
  const { measure, where, period, weight } = stakesQuerySchema.parse(input);
  requireOutcome(measure);
  const { register, settings } = await asker.stores.postgres.read(async (tx) => ({
    register: await shownSettings(tx),
    settings: await readSettings(tx),
  }));
  const { segments, currency } = register;
  const nothing = { currency, items: [], total: null };
  if (measure.includes(":transactional")) return { state: "contacts", ...nothing };
  if (segments.length === 0) return { state: "unknown", ...nothing };

  const catalogue = await readCatalogue(asker, "pain");
  const sets = catalogue.subjects.slice(0, mostProblems).map(({ codes }) => codes);
  const low: Condition = { field: "group", op: "eq", value: "low" };
  const inLow = where === undefined ? low : { all: [where, low] };
  const [all, unhappy] = await Promise.all([
    namedTallies(asker, { measure, where, period, weight, by: "segment", sets: [] }),
    namedTallies(asker, { measure, where: inLow, period, weight, by: "segment", sets }),
  ]);
  if ([...all, ...unhappy].some(({ isRounded }) => isRounded)) throw new Refusal("problems.protected");

  const nameOf = await asker.stores.postgres.read((tx) =>
    nameValues(
      tx,
      segments.map(({ segment }) => ({ dimension: "segment", value: segment })),
      asker.viewer.language,
    ),
  );
  const items = segments.map((segment) => ({
    segment: { code: segment.segment, name: nameOf("segment", segment.segment).name },
    ...riskOf(segment, {
      all: all.find(({ value }) => value === segment.segment),
      unhappy: unhappy.find(({ value }) => value === segment.segment),
      minimum: settings.minimumN,
      catalogue,
      language: asker.viewer.language,
    }),
  }));
  const known = items.flatMap(({ atRisk }) => (atRisk === null ? [] : [atRisk]));
  const ordered = items.toSorted((a, b) => (b.atRisk?.value ?? -1) - (a.atRisk?.value ?? -1));
  return { state: "ok", currency, items: ordered, total: known.length === 0 ? null : sumOfIndependent(known) };
}

interface InSegment {
  readonly all: NamedGroup | undefined;
  readonly unhappy: NamedGroup | undefined;
  readonly minimum: number;
  readonly catalogue: Catalogue;
  readonly language: string;
}

function riskOf(
  { customers, revenuePerCustomer }: RegisterSettings["segments"][number],
  { all, unhappy, minimum, catalogue, language }: InSegment,
): Omit<SegmentRisk["items"][number], "segment"> {
  const whole = all?.all ?? noAnswers;
  const revenue = customers * revenuePerCustomer;
  const shareLow = shareIn({ some: unhappy?.all ?? noAnswers, all: whole }, minimum);
  const shown = { customers, revenue, n: whole.n, shareLow };
  if (shareLow === null) return { ...shown, atRisk: null, first: null };
  const named = catalogue.subjects.flatMap((subject, index) => {
    const some = unhappy?.named[index] ?? noAnswers;
    const share = some.n < minimum ? null : shareIn({ some, all: whole }, minimum);
    return share === null ? [] : [{ subject, atRisk: revenueOf(share, revenue) }];
  });
  const [first] = named.toSorted((a, b) => b.atRisk.value - a.atRisk.value);
  const told =
    first === undefined
      ? null
      : { key: first.subject.key, name: titleOf(first.subject, language), atRisk: first.atRisk satisfies Uncertain };
  return { ...shown, atRisk: revenueOf(shareLow, revenue), first: told };
}

/**
 * How many contacts need not have been, by the reason that the register says (R177): the share of contacts asked about that name a
 * problem of this reason. It rests on what people name and on what the register says can be avoided; contacts that nobody
 * was asked about are not in it.
 * @throws Refusal `access.forbidden`, `problems.no_groups`, `problems.protected`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readAvoidable(asker: Asker, input: Query): Promise<AvoidableContacts> {
  requirePermission(asker.viewer, "insight.read");
  const { measure, where, period, weight } = stakesQuerySchema.parse(input);
  requireOutcome(measure);
  const nothing = { n: 0, whole: null, items: [] };
  if (!measure.includes(":transactional")) return { state: "not-contacts", ...nothing };
  const [catalogue, settings] = await Promise.all([
    readCatalogue(asker, "pain"),
    asker.stores.postgres.read(readSettings),
  ]);
  const reasons = avoidables.flatMap((reason) => {
    const problems = catalogue.subjects.filter(({ row }) => row?.avoidable === reason);
    return problems.length === 0 ? [] : [{ reason, problems, codes: problems.flatMap(({ codes }) => codes) }];
  });
  if (reasons.length === 0) return { state: "unsaid", ...nothing };

  const question = { measure, where, period, weight };
  const [[each], [together]] = await Promise.all([
    namedTallies(asker, { ...question, sets: reasons.map(({ codes }) => codes) }),
    namedTallies(asker, { ...question, sets: [reasons.flatMap(({ codes }) => codes)] }),
  ]);
  if (each === undefined || together === undefined) return { state: "none", ...nothing };
  if (each.isRounded) throw new Refusal("problems.protected");
  const shareOf = (group: NamedGroup, index: number) =>
    shareIn({ some: group.named[index] ?? noAnswers, all: group.all }, settings.minimumN);
  return {
    state: "ok",
    n: each.all.n,
    whole: shareOf(together, 0),
    items: reasons.map(({ reason, problems }, index) => ({
      reason,
      mentions: each.named[index]?.n ?? 0,
      share: shareOf(each, index),
      problems: problems.map((subject) => ({ key: subject.key, name: titleOf(subject, asker.viewer.language) })),
    })),
  };
}

import { listMeasures, listValues, mostProblems, namedTallies, type Asker, type NamedGroup } from "#feature/facts";
import type { Measure } from "#feature/facts/contract";
import { readSettings } from "#feature/organisation";
import { consequenceThemes, themeNames } from "#feature/text";
import { FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { noAnswers } from "#statistics/problems/named-counts";

import { topicGroups, type TopicGroup, type Topics, type TopicsQuery } from "../contract.ts";
import { topicsOf, type FoundTopics, type NamedTopic, type SpokenGroup } from "../rules/topics.ts";

/**
 * Which topics promoters, passives and detractors speak of, whichever way they speak of them, and whether they are the same
 * ones (R57). Only counts by group leave the database.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readTopics(asker: Asker, query: TopicsQuery): Promise<Topics> {
  const [{ items }, settings, topics] = await Promise.all([
    listMeasures(asker, { period: query.period }),
    asker.stores.postgres.read(readSettings),
    topicsSpoken(asker),
  ]);
  const measure = chosen(items, query.measure);
  const minimumN = settings.minimumN;
  if (measure === undefined) return nothing("none", minimumN);
  const about = { measure: measure.ref, programme: measure.programme };
  if (topics.length === 0) return { ...nothing("no-words", minimumN), ...about };

  const groups = await spokenGroups(asker, { ...query, measure: measure.ref }, topics);
  if (groups === undefined) return { ...nothing("hidden", minimumN), ...about };
  const spoken = { high: groups.high.all.n, middle: groups.middle.all.n, low: groups.low.all.n };
  const found = topicsOf(topics, groups, minimumN);
  return { ...nothing(stateOf(found, spoken), minimumN), ...about, ...found, spoken };
}

type Topic = NamedTopic & { readonly codes: readonly string[] };

function stateOf({ items, common }: FoundTopics, spoken: Topics["spoken"]): Topics["state"] {
  if (spoken.high + spoken.middle + spoken.low === 0) return "no-words";
  return items.length === 0 || common === null ? "too-few" : "ok";
}

function nothing(state: Topics["state"], minimumN: number): Topics {
  return {
    state,
    measure: null,
    programme: null,
    spoken: { high: 0, middle: 0, low: 0 },
    items: [],
    common: null,
    isAlike: false,
    tested: 0,
    falseDiscoveryRate: FALSE_DISCOVERY_RATE,
    minimumN,
  };
}

/** A recommendation asked for, that of the relationship, or the one with most answers. */
function chosen(measures: readonly Measure[], ref: string | undefined): Measure | undefined {
  const own = measures.filter(({ kind }) => kind === "nps");
  const asked = own.find((one) => one.ref === ref);
  const whole = own.filter(({ surveyId }) => surveyId === null).toSorted((a, b) => b.n - a.n);
  return asked ?? whole.find(({ programme }) => programme === "relational") ?? whole[0];
}

/** Topics that answers within the viewer's scope were coded with, each with its codes; feelings and judgements are none. */
async function topicsSpoken(asker: Asker): Promise<readonly Topic[]> {
  const { stores, viewer } = asker;
  const [{ items }, { consequences, nameOf }] = await Promise.all([
    listValues(asker, { dimension: "theme", limit: 500 }),
    stores.postgres.read(async (tx) => ({
      consequences: await consequenceThemes(tx),
      nameOf: await themeNames(tx, viewer.language),
    })),
  ]);
  const codes = items.map(({ value }) => value).filter((code) => /^[^:\s]+[-+~]$/.test(code));
  const topics = [...Map.groupBy(codes, (code) => code.slice(0, -1))].filter(([key]) => !consequences.has(key));
  return topics.slice(0, mostProblems).map(([key, own]) => ({ key, name: nameOf(key) ?? key, codes: own }));
}

type Question = TopicsQuery & { readonly measure: string };

/** Counts of each group; undefined where they are hidden to protect people. */
async function spokenGroups(
  asker: Asker,
  { measure, period, where, weight }: Question,
  topics: readonly Topic[],
): Promise<Readonly<Record<TopicGroup, SpokenGroup>> | undefined> {
  const ask = { measure, period, where, weight, by: "group" };
  const [each, atAll] = await Promise.all([
    namedTallies(asker, { ...ask, sets: topics.map(({ codes }) => codes) }),
    namedTallies(asker, { ...ask, sets: [topics.flatMap(({ codes }) => codes)] }),
  ]);
  if ([...each, ...atAll].some(({ isHidden, isRounded }) => isHidden || isRounded)) return undefined;
  const of = (groups: readonly NamedGroup[], group: TopicGroup) => groups.find(({ value }) => value === group);
  const spoken = topicGroups.map((group): readonly [TopicGroup, SpokenGroup] => [
    group,
    {
      all: of(atAll, group)?.named[0] ?? noAnswers,
      named: (of(each, group)?.named ?? []).map((one) => one ?? noAnswers),
    },
  ]);
  return Object.fromEntries(spoken) as Record<TopicGroup, SpokenGroup>;
}

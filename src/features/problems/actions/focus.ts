import { requirePermission } from "#feature/access";
import { addDays, nameValues, type Asker } from "#feature/facts";
import type { Condition } from "#kit/condition";
import { textIn } from "#kit/language";
import type { Tx } from "#platform/postgres";

import { mapQuerySchema, type MapItem, type Sources, type Uncertain } from "../contract.ts";
import { focusOf, type Focus, type Weighed } from "../rules/focus.ts";
import { spokenKey } from "../rules/proposals.ts";
import { selectLastWork } from "../store/events.ts";
import { selectProblems } from "../store/problems.ts";
import { readPainMap } from "./pain-map.ts";
import { readSources } from "./sources.ts";

/** Which score is hurt, for whom, and how long something may lie idle. */
export interface FocusQuestion {
  readonly measure: string;
  readonly where?: Condition | undefined;
  /** First day that is not over yet. */
  readonly today: string;
  /** Days that a heavy problem may wait. */
  readonly days: number;
}

/** A problem as somebody is told of it later, in whatever language. */
export interface NamedProblem {
  readonly key: string;
  /** What it is proposed from; where it is registered it has a name of its own. */
  readonly code: string;
}

/** Work that follows noise, and heavy problems that lie idle (R91), heaviest first. */
export interface FocusFound {
  /** Problems whose weight could be told. */
  readonly looked: number;
  readonly found: readonly (Omit<Focus, "own" | "louder"> & {
    readonly problem: NamedProblem;
    readonly lift: Uncertain;
    readonly n: number;
    readonly noiseRank: number | null;
    readonly impactRank: number;
    readonly louder: readonly NamedProblem[];
  })[];
}

/** Answers of so many days make the maps that are compared. */
const mapDays = 180;

/**
 * Heavy problems that nobody has worked on for so many days: their weight is beyond chance (false discovery rate 5 %) in the
 * answers up to today and was so in those up to the day when the waiting began. Where something that is clearly lighter and heard
 * more of is in work meanwhile, work follows noise. Lighter means that the 95 % intervals of the lifts do not meet, which is
 * stricter than a test of the difference whatever the two have in common.
 * @throws Refusal as `readPainMap`
 */
export async function readFocus(asker: Asker, { measure, where, today, days }: FocusQuestion): Promise<FocusFound> {
  requirePermission(asker.viewer, "insight.read");
  const before = addDays(today, -days);
  const periodTo = (end: string) => ({ from: addDays(end, -mapDays), to: addDays(end, -1) });
  const query = mapQuerySchema.parse({ measure, where, period: periodTo(today) });
  const [map, sources] = await Promise.all([readPainMap(asker, query), readSources(asker, query)]);
  const earlier = await readPainMap(asker, { ...query, period: periodTo(before) });
  const lastWork = await asker.stores.postgres.read(selectLastWork);

  const noiseOf = new Map(sources.rows.map((row) => [row.key, row]));
  const wasHeavy = new Set(earlier.items.filter(isHeavy).map(({ key }) => key));
  const weighed = map.items.flatMap((item) => weighedOf(item, noiseOf.get(item.key)));
  const found = focusOf(weighed, {
    wasHeavy: (key) => wasHeavy.has(key),
    workedSince: (key) => (lastWork.get(key)?.toISOString() ?? "") >= before,
  });
  const named = ({ item }: Weighed): NamedProblem => ({ key: item.key, code: item.codes[0] ?? "" });
  return {
    looked: weighed.length,
    found: found.map(({ own, louder, what }) => ({
      what,
      problem: named(own),
      lift: own.lift,
      n: own.item.mentions,
      noiseRank: own.noiseRank,
      impactRank: own.rank,
      louder: louder.map(named),
    })),
  };
}

/** Beyond chance, and among the heaviest. */
function isHeavy({ clear, rank }: MapItem): boolean {
  return clear && rank !== null && rank <= heaviest;
}

const heaviest = 5;

function weighedOf(item: MapItem, row: Sources["rows"][number] | undefined): readonly Weighed[] {
  const { lift, rank } = item;
  if (lift === null || rank === null) return [];
  return [{ item, rank, lift: lift.expected, isHeavy: isHeavy(item), noiseRank: row?.noiseRank ?? null }];
}

/** What problems are called today, in a reader's language; those that are gone by their keys. */
export async function problemNames(
  tx: Tx,
  problems: readonly NamedProblem[],
  language: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = new Map((await selectProblems(tx)).map((row) => [row.key, row]));
  const codes = problems.map(({ code }) => ({ dimension: code.includes(":") ? "option" : "theme", value: code }));
  const nameOf = await nameValues(tx, codes, language);
  return new Map(
    problems.map(({ key, code }) => {
      const registered = textIn(rows.get(key)?.name ?? {}, language, "en");
      if (registered !== "") return [key, registered];
      const { name, resolved } = nameOf(code.includes(":") ? "option" : "theme", code);
      return [key, resolved && name !== "" ? name : spokenKey(key)];
    }),
  );
}

import { requirePermission } from "#feature/access";
import { addDays, endOfStep, namedTallies, spanOf, type Asker } from "#feature/facts";
import type { Period } from "#feature/facts/contract";
import { readSettings } from "#feature/organisation";
import type { OperationInput } from "#kit/operation";

import { mapQuerySchema, type problemsOperations, type Timeline } from "../contract.ts";
import { changeOf, differenceOfParts, judgedWithGaps, shareIn } from "../rules/shares.ts";
import { stepFor } from "../rules/steps.ts";
import { columnsOf, partIn, surveysNaming } from "./askable.ts";
import { readCatalogue, titleOf, type Catalogue } from "./catalogue.ts";
import { requireOutcome } from "./pain-map.ts";
import { largest, subjectsOf } from "./subjects.ts";

type Query = OperationInput<typeof problemsOperations.timeline>["body"];

/**
 * Shares of problems over time, and with a day since when something was done, before and after it with a test (R94).
 * @throws Refusal `access.forbidden`, `problems.no_groups`, `facts.unknown_field`, `facts.too_heavy`
 */
export async function readTimeline(asker: Asker, query: Query): Promise<Timeline> {
  requirePermission(asker.viewer, "insight.read");
  requireOutcome(query.measure);
  const { measure, where, period, weight, side, keys, since } = query;
  const [catalogue, span, settings] = await Promise.all([
    readCatalogue(asker, side),
    spanOf(asker, { measure, where, period }),
    asker.stores.postgres.read(readSettings),
  ]);
  const step = query.step ?? stepFor(span);
  if (span === null) return { step, items: [] };

  const subjects = await chosen(asker, catalogue, { query, keys });
  const sets = subjects.map(({ codes }) => codes);
  const ask = { measure, where, weight, sets, bySurvey: true };
  const groups = await namedTallies(asker, { ...ask, period, by: step });
  const moved = since === undefined ? null : await aroundDay(asker, ask, { since, period, minimum: settings.minimumN });
  const points = columnsOf(groups).toSorted((a, b) => (a.value < b.value ? -1 : 1));
  return {
    step,
    items: subjects.map((subject, index) => ({
      key: subject.key,
      name: titleOf(subject, asker.viewer.language),
      points: points
        .map((column) => ({
          from: column.value.slice(0, 10),
          part: partIn(column, index, surveysNaming(subject.codes)),
        }))
        .filter(({ part }) => part.all.n > 0)
        .map(({ from, part }) => ({
          from,
          mentions: part.some.n,
          n: part.all.n,
          share: shareIn(part, settings.minimumN),
          isProvisional: endOfStep(step, from) >= span.today,
        })),
      ...(moved?.[index] ?? { before: null, after: null, change: null }),
    })),
  };
}

async function chosen(
  asker: Asker,
  catalogue: Catalogue,
  { query, keys }: { readonly query: Query; readonly keys: readonly string[] | undefined },
): Promise<Catalogue["subjects"]> {
  if (keys !== undefined) return subjectsOf(catalogue, keys);
  const { measure, where, period, weight, side, compare } = query;
  return largest(asker, catalogue, mapQuerySchema.parse({ measure, where, period, weight, side, compare }), 6);
}

type Moved = Pick<Timeline["items"][number], "before" | "after" | "change">;

async function aroundDay(
  asker: Asker,
  ask: Omit<Parameters<typeof namedTallies>[1], "period" | "by">,
  { since, period, minimum }: { readonly since: string; readonly period: Period | undefined; readonly minimum: number },
): Promise<readonly Moved[] | null> {
  const [first, last] = [period?.from ?? "1970-01-01", period?.to ?? "2149-01-01"];
  if (since <= first || since > last) return null;
  const [then, now] = await Promise.all([
    namedTallies(asker, { ...ask, period: { from: first, to: addDays(since, -1) } }),
    namedTallies(asker, { ...ask, period: { from: since, to: last } }),
  ]);
  const [[earlier], [later]] = [columnsOf(then), columnsOf(now)];
  if (earlier === undefined || later === undefined) return null;
  const pairs = ask.sets.map((codes, index) => {
    const surveys = surveysNaming(codes);
    return [partIn(later, index, surveys), partIn(earlier, index, surveys)] as const;
  });
  const isEnough = ([after, before]: (typeof pairs)[number]) => after.all.n >= minimum && before.all.n >= minimum;
  const judged = judgedWithGaps(pairs.map((pair) => (isEnough(pair) ? differenceOfParts(...pair) : null)));
  return pairs.map(([after, before], index) => ({
    before: shareIn(before, minimum),
    after: shareIn(after, minimum),
    change: changeOf(judged[index] ?? null),
  }));
}

import { mostProblems, namedTallies, type Asker } from "#feature/facts";
import { Refusal } from "#kit/refusal";

import type { MapQuery } from "../contract.ts";
import type { Catalogue } from "./catalogue.ts";

/** The subjects with these keys, in their order. @throws Refusal `problems.not_found` */
export function subjectsOf({ subjects }: Catalogue, keys: readonly string[]): Catalogue["subjects"] {
  return keys.map((key) => {
    const subject = subjects.find((one) => one.key === key);
    if (subject === undefined) throw new Refusal("problems.not_found", { key });
    return subject;
  });
}

/** The subjects that most answers name; those that nobody names are left out. */
export async function largest(
  asker: Asker,
  { subjects }: Catalogue,
  { measure, where, period, weight }: MapQuery,
  limit: number,
): Promise<Catalogue["subjects"]> {
  const some = subjects.slice(0, mostProblems);
  const [group] = await namedTallies(asker, { measure, where, period, weight, sets: some.map(({ codes }) => codes) });
  return some
    .map((subject, index) => ({ subject, weight: group?.named[index]?.sumWeights ?? 0 }))
    .filter((one) => one.weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, limit)
    .map(({ subject }) => subject);
}

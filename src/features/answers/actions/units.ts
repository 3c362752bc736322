import { unitsOverTime } from "#feature/organisation";
import type { Tx } from "#platform/postgres";

import type { Spellings, UnitSpan } from "../store/fields.ts";
import { namesOfOne } from "../store/spellings.ts";

/**
 * How answers spell these units and what lay below them on the day of the answer: the same answers that the facts count
 * for them, whatever has been moved or merged since.
 */
export async function unitSpellings(tx: Tx, ids: readonly string[]): Promise<Spellings> {
  const found = (await unitsOverTime(tx)).spansBelow(ids);
  const single = await namesOfOne(
    tx,
    found.map(({ name }) => name),
  );
  const spans = found.map((span): UnitSpan => ({
    ...span,
    code: span.code.toLowerCase(),
    name: single.has(span.name) ? span.name : "",
  }));
  const always = spans.filter(isAlways);
  return {
    ids: always.map(({ id }) => id),
    codes: always.map(({ code }) => code),
    names: always.flatMap(({ name }) => (name === "" ? [] : [name])),
    spans: spans.filter((span) => !isAlways(span)),
  };
}

function isAlways({ from, to }: UnitSpan): boolean {
  return from === "0001-01-01" && to === "9999-12-31";
}

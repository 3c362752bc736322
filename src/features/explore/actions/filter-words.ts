import { nameValues } from "#feature/facts";
import type { Period } from "#feature/facts/contract";

import type { Asker } from "./keeping.ts";
import type { Speaker } from "./words.ts";

/** Which answers a card is about: days, and chosen values of dimensions. */
export interface Asked {
  readonly period: Period | undefined;
  readonly where: Readonly<Record<string, readonly string[]>>;
}

const mostNamed = 6;

/** Period and filter in the reader's words: `1 Dec 2025 – 30 Nov 2026 · Unit: Kyiv, Lviv`. */
export async function filterWords({ stores }: Asker, { period, where }: Asked, speaker: Speaker): Promise<string> {
  const { t, day, language } = speaker;
  const chosen = Object.entries(where);
  const wanted = chosen.flatMap(([dimension, values]) => values.map((value) => ({ dimension, value })));
  const nameOf = wanted.length === 0 ? undefined : await stores.postgres.read((tx) => nameValues(tx, wanted, language));
  const filters = chosen.map(([dimension, values]) => {
    const names = values.slice(0, mostNamed).map((value) => {
      const named = nameOf?.(dimension, value);
      return named === undefined ? value : speaker.key([named]);
    });
    const more = values.length > mostNamed ? ` +${values.length - mostNamed}` : "";
    return `${speaker.dimension(dimension)}: ${names.join(", ")}${more}`;
  });
  return [period === undefined ? t("web:period.all") : `${day(period.from)} – ${day(period.to)}`, ...filters].join(
    " · ",
  );
}

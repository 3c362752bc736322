import { listMeasures, type Asker } from "#feature/facts";
import type { Telling, Told, ToldRow } from "#kit/told";

import type { MapItem, MapQueryInput, PainMap, Uncertain } from "../contract.ts";
import { headlineOf, mappable } from "../rules.ts";
import { readPainMap } from "./pain-map.ts";
import { speakerOf, type Speaker } from "./words.ts";

/**
 * What the pain map says: the sentence of the page and what each problem is worth, largest first, with the reader's rights.
 * A problem that fewer than `least` answers name, or all but so few, is not told and not spoken of. Without a measure the
 * one that the page begins with; undefined when there is none to draw a map from.
 * @throws Refusal as `readPainMap`
 */
export async function tellPain(
  asker: Asker,
  query: Omit<MapQueryInput, "measure"> & { readonly measure?: string | undefined },
  { language, least }: Telling,
): Promise<Told | undefined> {
  const measure = query.measure ?? (await firstMeasure(asker));
  if (measure === undefined) return undefined;

  const map = tellable(await readPainMap(asker, { ...query, measure }), least);

  const speaker = speakerOf(language);
  return {
    sentence: `${headlineOf(map, speaker)}.`,
    rows: rowsTold(map, speaker),
  };
}

/** What each problem is worth, largest first. */
export function rowsTold(map: PainMap, speaker: Speaker): readonly ToldRow[] {
  return map.items.flatMap(({ name, mentions, lift }) =>
    lift === null
      ? []
      : [
          {
            name,
            figure: figureOf(lift.expected, mentions, speaker),
            change: "",
            n: mentions,
            unit: map.unit,
            span: lift.expected,
          },
        ],
  );
}

/** The unit stands in the sentence. */
function figureOf({ value, low, high }: Uncertain, n: number, { t, number }: Speaker): string {
  const digits = Math.abs(value) < 1 ? 2 : 1;
  const interval = t("web:figure.interval", { low: number(low, digits), high: number(high, digits) });
  return `${number(value, digits)} (${interval}), n ${number(n, 0)}`;
}

async function firstMeasure(asker: Asker): Promise<string | undefined> {
  const { items } = await listMeasures(asker, {});
  return mappable(items)[0]?.ref;
}

function tellable(map: PainMap, least: number): PainMap {
  if (map.n < least) return { ...map, state: "too-few", items: [] };
  const isEnough = ({ mentions }: MapItem) => mentions >= least && map.n - mentions >= least;
  return least === 0 ? map : { ...map, items: map.items.filter(isEnough) };
}

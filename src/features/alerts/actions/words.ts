import { listMeasures, type Asker } from "#feature/facts";
import type { Measure } from "#feature/facts/contract";
import { readSettings } from "#feature/organisation";
import type { Settings } from "#feature/organisation/contract";
import { screenWords } from "#platform/screen-words";

import { kindOf, type Speech } from "../rules.ts";

/** The product's own words: those of the screens, so that a mail, a file and a page cannot say different things. */
const wordsIn = screenWords("alerts");

/** How the product speaks to this reader where there is no screen; measures by the names the reader sees. */
export async function speakerFor(asker: Asker): Promise<Speech> {
  const settings = await asker.stores.postgres.read(readSettings);
  const { items } = await listMeasures(asker, {});
  const titles = new Map(items.map((measure) => [measure.ref, measure]));
  const t = wordsIn(asker.viewer.language);
  return {
    t,
    language: asker.viewer.language,
    measure: (ref) => measureName(t, ref, { settings, known: titles.get(ref) }),
    value: (dimension, value, name) => valueName(t, dimension, value, name),
  };
}

function measureName(
  t: Speech["t"],
  ref: string,
  { settings, known }: { readonly settings: Settings; readonly known: Measure | undefined },
): string {
  const title = known?.title ?? "";
  if (title !== "") return title;
  const kind = kindOf(ref);
  const isPlain = settings.recommendationWording === "recommendation" && (kind === "nps" || kind === "enps");
  const programme = ref.split(":")[1] ?? "";
  const name = t(isPlain ? `web:measure.${kind}-recommendation` : `web:measure.${kind}`);
  return `${name} · ${t(`web:programme.${programme}`, { defaultValue: programme })}`;
}

function valueName(t: Speech["t"], dimension: string, value: string, name: string): string {
  if (value === "") return t("web:value.none");
  if (["programme", "source", "group", "person_kind", "sentiment"].includes(dimension)) {
    return t(`web:${dimension}.${value}`, { defaultValue: name });
  }
  return name;
}

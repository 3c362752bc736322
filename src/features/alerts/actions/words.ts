import { readFileSync } from "node:fs";
import { join } from "node:path";

import i18next, { type i18n } from "i18next";

import { listMeasures, type Asker } from "#feature/facts";
import type { Measure } from "#feature/facts/contract";
import { readSettings } from "#feature/organisation";
import type { Settings } from "#feature/organisation/contract";
import { productLanguages } from "#kit/language";

import { kindOf, type Speech } from "../rules.ts";

const features = join(import.meta.dirname, "../..");

/** The product's own words: those of the screens, so that a mail and a page cannot say different things. */
let spoken: i18n | undefined;

function texts(): i18n {
  if (spoken !== undefined) return spoken;
  const read = (path: string): unknown => JSON.parse(readFileSync(join(features, path), "utf8"));
  const resources = Object.fromEntries(
    productLanguages.map((language) => [
      language,
      { web: read(`../web/locales/${language}.json`), alerts: read(`alerts/ui/locales/${language}.json`) },
    ]),
  ) as Record<string, Record<string, Record<string, string>>>;
  spoken = i18next.createInstance();
  void spoken.init({
    resources,
    lng: "en",
    fallbackLng: false,
    defaultNS: "alerts",
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return spoken;
}

/** How the product speaks to this reader where there is no screen; measures by the names the reader sees. */
export async function speakerFor(asker: Asker): Promise<Speech> {
  const settings = await asker.stores.postgres.read(readSettings);
  const { items } = await listMeasures(asker, {});
  const titles = new Map(items.map((measure) => [measure.ref, measure]));
  const fixed = texts().getFixedT(asker.viewer.language, "alerts");
  const t: Speech["t"] = (key, params) => fixed(key, params ?? {});
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

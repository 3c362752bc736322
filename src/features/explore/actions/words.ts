import { readFileSync } from "node:fs";
import { join } from "node:path";

import i18next, { type i18n } from "i18next";

import type { Measure, SliceRow } from "#feature/facts/contract";
import type { Settings } from "#feature/organisation/contract";
import { productLanguages } from "#kit/language";

import type { Speech, SpokenMeasure } from "../rules.ts";
import { figureWords, type FigureWords, type Words } from "../rules/figure-words.ts";

const features = join(import.meta.dirname, "../..");

/** The product's own words: those of the screens, so that a mail and a page cannot say different things. */
let spoken: i18n | undefined;

function texts(): i18n {
  if (spoken !== undefined) return spoken;
  const read = (path: string): unknown => JSON.parse(readFileSync(join(features, path), "utf8"));
  const resources = Object.fromEntries(
    productLanguages.map((language) => [
      language,
      { web: read(`../web/locales/${language}.json`), explore: read(`explore/ui/locales/${language}.json`) },
    ]),
  ) as Record<string, Record<string, Record<string, string>>>;
  spoken = i18next.createInstance();
  void spoken.init({
    resources,
    lng: "en",
    fallbackLng: false,
    defaultNS: "explore",
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return spoken;
}

/** Everything needed to speak of figures in one language and the organisation's wording. */
export interface Speaker extends Speech {
  readonly language: string;
  readonly figures: FigureWords;
  readonly day: (day: string) => string;
  readonly dimension: (dimension: string) => string;
}

/** How the product speaks this language where there is no screen. */
export function speakerOf(language: string, settings: Pick<Settings, "recommendationWording" | "cutPoints">): Speaker {
  const fixed = texts().getFixedT(language, "explore");
  const t: Words = (key, params) => fixed(key, params ?? {});
  const figures = figureWords(t, language);
  const day = (of: string): string =>
    new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
      new Date(`${of.slice(0, 10)}T00:00:00Z`),
    );
  return {
    t,
    language,
    figures,
    day,
    whole: figures.whole,
    change: figures.change,
    measure: (measure) => nameWithProgramme(t, measure, measureName(t, measure, settings)),
    key: (key) => key.map((part) => valueName(t, part, language)).join(" · "),
    dimension: (dimension) => (dimension.startsWith("attr.") ? dimension.slice(5) : t(`web:dimension.${dimension}`)),
  };
}

/** There is an NPS of each programme: which one it is belongs to its name. */
function nameWithProgramme(t: Words, { title, programme }: SpokenMeasure, name: string): string {
  return title === "" ? `${name} · ${t(`web:programme.${programme}`, { defaultValue: programme })}` : name;
}

function measureName(
  t: Words,
  { kind, title }: Pick<Measure, "kind" | "title">,
  { recommendationWording, cutPoints }: Pick<Settings, "recommendationWording" | "cutPoints">,
): string {
  if (title !== "") return title;
  if (kind !== "nps" && kind !== "enps") return t(`web:measure.${kind}`);
  const name = t(
    recommendationWording === "recommendation" ? `web:measure.${kind}-recommendation` : `web:measure.${kind}`,
  );
  const { detractorMax, promoterMin } = cutPoints;
  return detractorMax === 6 && promoterMin === 9 ? name : `${name} (0–${detractorMax} / ${promoterMin}–10)`;
}

function valueName(t: Words, { dimension, value, name }: SliceRow["key"][number], language: string): string {
  if (value === "") return t("web:value.none");
  if (dimension === "weekday") {
    const monday = Date.UTC(2024, 0, Number(value));
    return new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(monday);
  }
  if (dimension === "hour") return `${value.padStart(2, "0")}:00`;
  if (["programme", "source", "group", "person_kind"].includes(dimension)) {
    return t(`web:${dimension}.${value}`, { defaultValue: name });
  }
  return name;
}

import type { Measure, SliceRow } from "#feature/facts/contract";
import type { Settings } from "#feature/organisation/contract";
import { screenWords } from "#platform/screen-words";

import type { Speech, SpokenMeasure } from "../rules.ts";
import { figureWords, type FigureWords, type Words } from "../rules/figure-words.ts";

/** The product's own words: those of the screens, so that a mail, a file and a page cannot say different things. */
export const wordsIn = screenWords("explore");

/** Everything needed to speak of figures in one language and the organisation's wording. */
export interface Speaker extends Speech {
  readonly language: string;
  readonly figures: FigureWords;
  readonly day: (day: string) => string;
  readonly dimension: (dimension: string) => string;
}

/** How the product speaks this language where there is no screen. */
export function speakerOf(language: string, settings: Pick<Settings, "recommendationWording" | "cutPoints">): Speaker {
  const t = wordsIn(language);
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
  if (["programme", "source", "group", "person_kind", "sentiment"].includes(dimension)) {
    return t(`web:${dimension}.${value}`, { defaultValue: name });
  }
  return name;
}

import { listMeasures, type Asker } from "#feature/facts";
import type { Measure } from "#feature/facts/contract";
import { readSettings } from "#feature/organisation";
import type { Settings } from "#feature/organisation/contract";
import { screenWords } from "#platform/screen-words";

import { changeWords, titleOf, type ChangeNames, type ChangeWords, type Translate } from "../rules/telling/words.ts";

/** The words of the page, for files and mails: the two cannot say different things. */
const wordsIn = screenWords("changes");

/** How the product speaks of changes to this reader where there is no screen; measures by the names the reader sees. */
export async function wordsFor(asker: Asker, language: string): Promise<ChangeWords> {
  const [settings, { items }] = await Promise.all([asker.stores.postgres.read(readSettings), listMeasures(asker, {})]);
  const t = wordsIn(language);
  return changeWords(t, language, namesIn(t, language, { settings, measures: items }));
}

interface Known {
  readonly settings: Pick<Settings, "recommendationWording">;
  readonly measures: readonly Measure[];
}

function namesIn(t: Translate, language: string, { settings, measures }: Known): ChangeNames {
  const kindName = (kind: string): string =>
    t(
      settings.recommendationWording === "recommendation" && (kind === "nps" || kind === "enps")
        ? `web:measure.${kind}-recommendation`
        : `web:measure.${kind}`,
    );
  return {
    measure: (ref) => {
      const [kind = "", programme = ""] = ref.split(":");
      const title = titleOf(ref, measures);
      return title === ""
        ? `${kindName(kind)} · ${t(`web:programme.${programme}`, { defaultValue: programme })}`
        : title;
    },
    dimension: (dimension) =>
      dimension.startsWith("attr.") ? dimension.slice(5) : t(`web:dimension.${dimension}`, { defaultValue: dimension }),
    value: (dimension, value, name) => valueName(t, language, { dimension, value, name }),
  };
}

function valueName(
  t: Translate,
  language: string,
  { dimension, value, name }: { readonly dimension: string; readonly value: string; readonly name: string },
): string {
  if (value === "") return t("web:value.none");
  if (dimension === "language") return new Intl.DisplayNames(language, { type: "language" }).of(value) ?? value;
  if (dimension === "weekday") {
    const day = Date.UTC(2024, 0, Number(value));
    return new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(day);
  }
  if (dimension === "hour") return `${value.padStart(2, "0")}:00`;
  if (["programme", "source", "group", "person_kind", "sentiment"].includes(dimension))
    return t(`web:${dimension}.${value}`, { defaultValue: name });
  return name;
}

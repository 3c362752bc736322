import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Measure, MeasureKind } from "#feature/facts/contract";
import type { CutPoints } from "#feature/organisation/contract";

import { useSettings } from "../api/queries.ts";
import { formatHour, formatWeekday } from "./time.ts";

/** How the organisation words the recommendation measure (R169). */
export type Wording = "nps" | "recommendation";

/** Names of measures, programmes, dimensions and their values in the reader's language. */
export interface Names {
  readonly language: string;
  /** "NPS" or "Recommendation score" by the organisation's choice; "CSAT"… */
  readonly kind: (kind: MeasureKind) => string;
  /** The measure's own title where it has one, else the name of its kind. */
  readonly measure: (measure: Pick<Measure, "kind" | "title">) => string;
  readonly programme: (programme: string) => string;
  readonly dimension: (dimension: string) => string;
  /** One value of a dimension, as people say it. */
  readonly value: (dimension: string, value: string, name?: string) => string;
}

/** The names in the reader's language and the organisation's wording. */
export function useNames(): Names {
  const { t, i18n } = useTranslation("web");
  const settings = useSettings();
  const wording = settings?.recommendationWording ?? "nps";
  const cut = settings?.cutPoints ?? standardCut;
  return useMemo(() => namesIn(t, i18n.language, { wording, cut }), [t, i18n.language, wording, cut]);
}

/** How the organisation words and cuts its recommendation measure. */
export interface Choice {
  readonly wording: Wording;
  readonly cut: CutPoints;
}

/** The published cut of the scale. */
export const standardCut: CutPoints = { detractorMax: 6, promoterMin: 9 };

/** Names for one language and choice; the gallery shows both wordings side by side. */
export function namesIn(t: TFunction<"web">, language: string, choice: Choice): Names {
  const kind = (of: MeasureKind): string => measureName(t, of, choice);
  return {
    language,
    kind,
    measure: ({ kind: of, title }) => (title === "" ? kind(of) : title),
    programme: (programme) => t(`programme.${programme}`, { defaultValue: programme }),
    dimension: (dimension) =>
      dimension.startsWith("attr.") ? dimension.slice(5) : t(`dimension.${dimension}`, { defaultValue: dimension }),
    value: (dimension, value, name) => valueName(t, language, { dimension, value, name: name ?? value }),
  };
}

/** A figure by cuts of the organisation's own carries them in its name: it compares with nobody else's (R52). */
function measureName(t: TFunction<"web">, kind: MeasureKind, { wording, cut }: Choice): string {
  if (kind !== "nps" && kind !== "enps") return t(`measure.${kind}`);
  const name = t(wording === "recommendation" ? `measure.${kind}-recommendation` : `measure.${kind}`);
  const isStandard = cut.detractorMax === standardCut.detractorMax && cut.promoterMin === standardCut.promoterMin;
  return isStandard ? name : `${name} (0–${cut.detractorMax} / ${cut.promoterMin}–10)`;
}

interface NamedValue {
  readonly dimension: string;
  readonly value: string;
  readonly name: string;
}

function valueName(t: TFunction<"web">, language: string, { dimension, value, name }: NamedValue): string {
  if (value === "") return t("value.none");
  if (dimension === "language") return languageName(value, language);
  if (dimension === "weekday") return formatWeekday(Number(value), language, "long");
  if (dimension === "hour") return formatHour(Number(value));
  if (["programme", "source", "group", "person_kind", "sentiment"].includes(dimension)) {
    return t(`${dimension}.${value}`, { defaultValue: name });
  }
  return name;
}

/** A language's own name in the reader's language; the tag itself when nobody knows it. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Measure, MeasureKind } from "#feature/facts/contract";

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
  const wording = useSettings()?.recommendationWording ?? "nps";
  return useMemo(() => namesIn(t, i18n.language, wording), [t, i18n.language, wording]);
}

/** Names for one language and wording; the gallery shows both wordings side by side. */
export function namesIn(t: TFunction<"web">, language: string, wording: Wording): Names {
  const kind = (of: MeasureKind): string => measureName(t, of, wording);
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

function measureName(t: TFunction<"web">, kind: MeasureKind, wording: Wording): string {
  const worded = (kind === "nps" || kind === "enps") && wording === "recommendation" ? `${kind}-recommendation` : kind;
  return t(`measure.${worded}`);
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
  if (["programme", "source", "group", "person_kind"].includes(dimension)) {
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

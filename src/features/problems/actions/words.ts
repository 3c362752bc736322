import { readFileSync } from "node:fs";
import { join } from "node:path";

import i18next, { type i18n } from "i18next";

import { productLanguages } from "#kit/language";

/** The product's own words: those of the screens, so that a file and a page cannot say different things. */
let spoken: i18n | undefined;

function texts(): i18n {
  if (spoken !== undefined) return spoken;
  const read = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, path), "utf8"));
  const resources = Object.fromEntries(
    productLanguages.map((language) => [
      language,
      { web: read(`../../../web/locales/${language}.json`), problems: read(`../ui/locales/${language}.json`) },
    ]),
  ) as Record<string, Record<string, Record<string, string>>>;
  spoken = i18next.createInstance();
  void spoken.init({
    resources,
    lng: "en",
    fallbackLng: false,
    defaultNS: "problems",
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return spoken;
}

/** How files of this slice speak. */
export interface Speaker {
  readonly language: string;
  readonly t: (key: string, params?: Readonly<Record<string, unknown>>) => string;
  /** A number with so many digits behind the point, in the reader's format. */
  readonly number: (value: number, digits?: number) => string;
}

/** The words and formats of a language. */
export function speakerOf(language: string): Speaker {
  const fixed = texts().getFixedT(language, "problems");
  return {
    language,
    t: (key, params) => fixed(key, params ?? {}),
    number: (value, digits = 1) =>
      new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits })
        .format(value)
        .replace("-", "−"),
  };
}

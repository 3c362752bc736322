import { readFileSync } from "node:fs";
import { join } from "node:path";

import i18next, { type i18n } from "i18next";

import { productLanguages } from "#kit/language";

const features = join(import.meta.dirname, "../..");

let spoken: i18n | undefined;

/** The words of the page, for files: both say the same. */
export function wordsIn(language: string): (key: string, params?: Record<string, unknown>) => string {
  spoken ??= load();
  const fixed = spoken.getFixedT(language, "drivers");
  return (key, params) => fixed(key, params ?? {});
}

function load(): i18n {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(features, path), "utf8"));
  const resources = Object.fromEntries(
    productLanguages.map((language) => [
      language,
      { web: read(`../web/locales/${language}.json`), drivers: read(`drivers/ui/locales/${language}.json`) },
    ]),
  ) as Record<string, Record<string, Record<string, string>>>;
  const instance = i18next.createInstance();
  void instance.init({
    resources,
    lng: "en",
    fallbackLng: false,
    defaultNS: "drivers",
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

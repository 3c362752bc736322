import { readFileSync } from "node:fs";
import { join } from "node:path";

import i18next, { type i18n } from "i18next";

import { productLanguages } from "#kit/language";

import type { Words } from "../rules.ts";

const features = join(import.meta.dirname, "../..");
let spoken: i18n | undefined;

/** The words of the pages, for files: the two cannot say different things. */
export function wordsIn(language: string): Words {
  spoken ??= speech();
  const fixed = spoken.getFixedT(language, "sampling");
  return (key, params) => fixed(key, params ?? {});
}

function speech(): i18n {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(features, path), "utf8"));
  const resources = Object.fromEntries(
    productLanguages.map((language) => [
      language,
      { web: read(`../web/locales/${language}.json`), sampling: read(`sampling/ui/locales/${language}.json`) },
    ]),
  ) as Record<string, Record<string, Record<string, string>>>;
  const instance = i18next.createInstance();
  void instance.init({
    resources,
    lng: "en",
    fallbackLng: false,
    defaultNS: "sampling",
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

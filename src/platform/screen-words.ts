import { readFileSync } from "node:fs";
import { join } from "node:path";

import i18next, { type i18n } from "i18next";

import { productLanguages } from "#kit/language";

/** Words of the product in one language. */
export type ScreenWords = (key: string, params?: Record<string, unknown>) => string;

const source = join(import.meta.dirname, "..");

/**
 * The words of a slice's screens (and, as `web:…`, those of all screens) for files and mails, so that these and a page cannot
 * say different things. Read once, when first needed.
 */
export function screenWords(slice: string): (language: string) => ScreenWords {
  let spoken: i18n | undefined;
  return (language) => {
    spoken ??= load(slice);
    const fixed = spoken.getFixedT(language, slice);
    return (key, params) => fixed(key, params ?? {});
  };
}

type Texts = Record<string, string>;

function load(slice: string): i18n {
  const read = (folder: string, language: string) =>
    JSON.parse(readFileSync(join(source, folder, `${language}.json`), "utf8")) as Texts;
  const resources = Object.fromEntries(
    productLanguages.map((language) => [
      language,
      { web: read("web/locales", language), [slice]: read(`features/${slice}/ui/locales`, language) },
    ]),
  );
  const instance = i18next.createInstance();
  void instance.init({
    resources,
    lng: "en",
    fallbackLng: false,
    defaultNS: slice,
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

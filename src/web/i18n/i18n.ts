import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { productLanguages, type ProductLanguage } from "#kit/language";

import { speak } from "../api/client.ts";

type Texts = Record<string, string>;

const files = import.meta.glob<Texts>(["../locales/*.json", "../../features/*/ui/locales/*.json"], {
  import: "default",
});

const stored = "holos.language";

/** The language to begin with: the one chosen here before, else the browser's, else English. */
export function firstLanguage(): ProductLanguage {
  const wanted = [localStorage.getItem(stored) ?? "", ...navigator.languages].map((tag) =>
    tag.slice(0, 2).toLowerCase(),
  );
  return wanted.map(asProductLanguage).find((found) => found !== undefined) ?? "en";
}

/** Loads a language's texts (one file) and shows everything in it from now on. */
export async function switchLanguage(language: ProductLanguage): Promise<void> {
  await loadTexts(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(stored, language);
  document.documentElement.lang = language;
  speak(language);
}

/** Starts the texts in the first language. Namespaces are `web` and the names of the slices. */
export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    defaultNS: "web",
    keySeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await switchLanguage(firstLanguage());
}

/** The product language this tag stands for, if any. */
export function asProductLanguage(tag: string): ProductLanguage | undefined {
  return productLanguages.find((language) => language === tag);
}

async function loadTexts(language: ProductLanguage): Promise<void> {
  const wanted = Object.entries(files).filter(([path]) => path.endsWith(`/${language}.json`));
  const loaded = await Promise.all(wanted.map(async ([path, load]) => [namespaceOf(path), await load()] as const));
  for (const [namespace, texts] of loaded) i18next.addResourceBundle(language, namespace, texts);
}

function namespaceOf(path: string): string {
  return /features\/([^/]+)\//.exec(path)?.[1] ?? "web";
}

import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { productLanguages, type ProductLanguage } from "#kit/language";

import { speak } from "../api/client.ts";
import { lateTexts } from "./late-texts.ts";

type Texts = Record<string, string>;

const files = import.meta.glob<Texts>(["../locales/*.json", "../../features/*/ui/locales/*.json"], {
  import: "default",
});

const stored = "holos.language";

/** Late texts that some page needed, in whatever language comes next as well. */
const needed = new Set<string>();
/** The language that is shown, or about to be. */
let shown: ProductLanguage | undefined;

/** The language to begin with: the one chosen here before, else the browser's, else English. */
export function firstLanguage(): ProductLanguage {
  const wanted = [localStorage.getItem(stored) ?? "", ...navigator.languages].map((tag) =>
    tag.slice(0, 2).toLowerCase(),
  );
  return wanted.map(asProductLanguage).find((found) => found !== undefined) ?? "en";
}

/** Loads a language's texts (one file, and one for each slice with texts of its own that was opened) and shows them. */
export async function switchLanguage(language: ProductLanguage): Promise<void> {
  shown = language;
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

/** Loads the texts of a slice that come late, in the language that is shown; those that are there are not asked for again. */
export async function needTexts(slice: string): Promise<void> {
  needed.add(slice);
  if (shown !== undefined) await loadTexts(shown);
}

async function loadTexts(language: ProductLanguage): Promise<void> {
  const wanted = Object.entries(files).filter(([path]) => {
    const namespace = namespaceOf(path);
    const isDue = !lateTexts.includes(namespace) || needed.has(namespace);
    return isDue && path.endsWith(`/${language}.json`) && !i18next.hasResourceBundle(language, namespace);
  });
  const loaded = await Promise.all(wanted.map(async ([path, load]) => [namespaceOf(path), await load()] as const));
  for (const [namespace, texts] of loaded) i18next.addResourceBundle(language, namespace, texts);
}

function namespaceOf(path: string): string {
  return /features\/([^/]+)\//.exec(path)?.[1] ?? "web";
}

import type { ProductLanguage } from "#kit/language";

const own: Record<ProductLanguage, string> = { en: "English", ru: "Русский", uk: "Українська" };

/** A product language's name in itself: whoever looks for it can read that. */
export function ownName(language: ProductLanguage): string {
  return own[language];
}

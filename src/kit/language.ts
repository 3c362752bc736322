/** Languages the product itself speaks; surveys may carry any BCP 47 tag. */
export const productLanguages = ["en", "ru", "uk"] as const;

export type ProductLanguage = (typeof productLanguages)[number];

/** Text per language; the key is a BCP 47 tag. */
export type LocalText = Readonly<Record<string, string>>;

/** The text in the first of the wanted languages that has one, else any, else an empty string. */
export function textIn(text: LocalText | undefined, ...wanted: readonly string[]): string {
  if (text === undefined) return "";
  for (const language of wanted) {
    const found = text[language];
    if (found !== undefined && found !== "") return found;
  }
  return Object.values(text).find((value) => value !== "") ?? "";
}

/** The BCP 47 tag in its proper spelling: `uk_UA` and `UK-ua` are `uk-UA`. Undefined when it is none. */
export function properTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}

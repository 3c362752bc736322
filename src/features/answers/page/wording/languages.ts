import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { uk } from "./uk.ts";
import type { Wording } from "./wording.ts";

export type { Wording } from "./wording.ts";

const wordings: Readonly<Record<string, Wording>> = { en, ru, uk };
const rightToLeft = new Set(["ar", "he", "fa", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"]);

/** The words of the page itself; English where the product does not speak the survey's language. */
export function wordingIn(language: string): Wording {
  return wordings[primaryOf(language)] ?? en;
}

/** Which way the language is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  return rightToLeft.has(primaryOf(language)) ? "rtl" : "ltr";
}

/** A language's own name for itself, as a switch shows it. */
export function nameOf(language: string): string {
  try {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language;
  }
}

/** The languages of an Accept-Language header, the most wanted first. */
export function acceptedLanguages(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  return header
    .slice(0, 200)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1])
        .find((q) => q !== undefined);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== "" && tag !== "*" && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

function primaryOf(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}

import { readVersion } from "#feature/surveys";
import { questionsOf } from "#feature/surveys/runtime";
import { textIn } from "#kit/language";
import type { Stores } from "#platform/stores";

import type { CodeName } from "../rules/themes.ts";
import { sideOf } from "../rules/themes.ts";

/** Names themes by their keys, without the side; what it does not know it leaves out. */
export type ThemeNames = (
  stores: Stores,
  keys: readonly string[],
  language: string,
) => Promise<ReadonlyMap<string, string>>;

/** Themes by their own keys, read as words. */
export const themesByKey: ThemeNames = (_, keys) =>
  Promise.resolve(new Map(keys.map((key) => [key, key.replaceAll(/[_.-]+/g, " ")])));

/** What codes are called: themes by the lookup, options as the newest of these versions of their survey words them. */
export async function nameCodes(
  stores: Stores,
  codes: readonly string[],
  {
    versions,
    language,
    themes,
  }: { readonly versions: readonly string[]; readonly language: string; readonly themes: ThemeNames },
): Promise<(code: string) => CodeName> {
  const keys = [...new Set(codes.filter((code) => sideOf(code) !== "option").map(keyOf))];
  const [named, options] = await Promise.all([
    keys.length === 0 ? new Map<string, string>() : themes(stores, keys, language),
    optionNames(stores, codes, { versions, language }),
  ]);
  return (code) => options.get(code) ?? { name: named.get(keyOf(code)) ?? keyOf(code), about: "" };
}

/** A theme's key, without the side it was mentioned from. */
function keyOf(code: string): string {
  return code.replace(/[-+~]$/, "");
}

async function optionNames(
  { postgres }: Stores,
  codes: readonly string[],
  { versions, language }: { readonly versions: readonly string[]; readonly language: string },
): Promise<ReadonlyMap<string, CodeName>> {
  const surveys = new Set(codes.filter((code) => code.includes(":")).map((code) => code.split(":")[0] ?? ""));
  const newest = new Map<string, number>();
  for (const version of versions) {
    const [id = "", number = "0"] = version.split(":");
    if (surveys.has(id)) newest.set(id, Math.max(newest.get(id) ?? 0, Number(number)));
  }
  const names = new Map<string, CodeName>();
  if (newest.size === 0) return names;
  await postgres.read(async (tx) => {
    for (const [id, number] of newest) {
      const version = await readVersion(tx, id, number);
      if (version === undefined) continue;
      const { definition } = version;
      for (const question of questionsOf(definition)) {
        if (!("options" in question)) continue;
        const about = textIn(question.title, language, definition.defaultLanguage);
        for (const { key, label } of question.options) {
          names.set(`${id}:${question.key}:${key}`, {
            name: textIn(label, language, definition.defaultLanguage),
            about,
          });
        }
      }
    }
  });
  return names;
}

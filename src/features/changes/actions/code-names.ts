import { nameValues } from "#feature/facts";
import { readVersion } from "#feature/surveys";
import { questionsOf } from "#feature/surveys/runtime";
import { textIn } from "#kit/language";
import type { Stores } from "#platform/stores";

import type { ChangeQuery, Key } from "../contract.ts";
import { valuesIn } from "../rules/telling/lines.ts";
import type { CodeName } from "../rules/themes.ts";
import { sideOf } from "../rules/themes.ts";

/** What codes are called: themes as the codebook does, options as the newest of these versions of their survey word them. */
export async function nameCodes(
  stores: Stores,
  codes: readonly string[],
  { versions, language }: { readonly versions: readonly string[]; readonly language: string },
): Promise<(code: string) => CodeName> {
  const themes = codes.filter((code) => sideOf(code) !== "option").map((value) => ({ dimension: "theme", value }));
  const [named, options] = await Promise.all([
    stores.postgres.read((tx) => nameValues(tx, themes, language)),
    optionNames(stores, codes, { versions, language }),
  ]);
  return (code) => options.get(code) ?? { name: themeName(named("theme", code), code), about: "" };
}

/** A theme that the codebook does not know is read by its key. */
function themeName({ name, resolved }: { readonly name: string; readonly resolved: boolean }, code: string): string {
  return resolved ? name : code.replace(/[-+~]$/, "").replaceAll(/[_.-]+/g, " ");
}

/** Names of the values that tell the two groups apart. */
export async function nameSides({ postgres }: Stores, { a, b }: ChangeQuery, language: string): Promise<Key> {
  const values = [a.where, b.where].flatMap((where) => (where === undefined ? [] : valuesIn(where)));
  if (values.length === 0) return [];
  const nameOf = await postgres.read((tx) => nameValues(tx, values, language));
  return values.map(({ dimension, value }) => nameOf(dimension, value));
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

import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** The languages of the product. */
export const languages = ["en", "ru", "uk"] as const;

/** One of them. */
export type Language = (typeof languages)[number];

/** Texts of one language under one name: key (nested keys joined by dots) → text. */
export type Texts = ReadonlyMap<string, string>;

/** A set of texts in every language: a file name of the shell, or the name of a slice. */
export interface Namespace {
  readonly name: string;
  readonly texts: Readonly<Record<Language, Texts>>;
}

/** Reads `src/web/locales/<language>/<name>.json` and `src/features/<name>/ui/locales/<language>.json`. */
export function readNamespaces(root: string): readonly Namespace[] {
  const files = [
    ...globSync("src/web/locales/*/*.json", { cwd: root }).map((path) => ({
      path,
      name: basename(path, ".json"),
      language: basename(dirname(path)),
    })),
    ...globSync("src/features/*/ui/locales/*.json", { cwd: root }).map((path) => ({
      path,
      name: path.split(/[\\/]/)[2] ?? "",
      language: basename(path, ".json"),
    })),
  ];
  const names = [...new Set(files.map((file) => file.name))].toSorted();
  return names.map((name) => {
    const textsIn = (language: Language): Texts => {
      const found = files.filter((file) => file.name === name && file.language === language);
      return new Map(found.flatMap((file) => flatten(JSON.parse(readFileSync(join(root, file.path), "utf8")))));
    };
    return { name, texts: { en: textsIn("en"), ru: textsIn("ru"), uk: textsIn("uk") } };
  });
}

/** Key and text of everything in a tree of texts. */
export function flatten(tree: unknown, prefix = ""): [string, string][] {
  if (typeof tree === "string") return [[prefix, tree]];
  if (typeof tree !== "object" || tree === null) throw new Error(`${prefix} is neither a text nor a group of texts`);
  return Object.entries(tree).flatMap(([key, value]) => flatten(value, prefix === "" ? key : `${prefix}.${key}`));
}

import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** The languages of the product. */
export const languages = ["en", "ru", "uk"] as const;

/** One of them. */
export type Language = (typeof languages)[number];

/** Texts of one language under one name: key (nested keys joined by dots) → text. */
export type Texts = ReadonlyMap<string, string>;

/** A set of texts in every language: those of the shell, `web`, or those of a slice. */
export interface Namespace {
  readonly name: string;
  readonly texts: Readonly<Record<Language, Texts>>;
}

/** Reads `src/web/locales/<language>.json` as the namespace `web`, and `src/features/<name>/ui/locales/<language>.json`. */
export function readNamespaces(root: string): readonly Namespace[] {
  const paths = globSync(["src/web/locales/*.json", "src/features/*/ui/locales/*.json"], { cwd: root });
  const names = new Set(paths.map(namespaceOf));

  return [...names].toSorted().map((name) => {
    const textsIn = (language: Language): Texts => {
      const path = paths.find((found) => namespaceOf(found) === name && basename(found) === `${language}.json`);
      return new Map(path === undefined ? [] : flatten(JSON.parse(readFileSync(join(root, path), "utf8"))));
    };
    return { name, texts: { en: textsIn("en"), ru: textsIn("ru"), uk: textsIn("uk") } };
  });
}

function namespaceOf(path: string): string {
  return /features[\\/]([^\\/]+)/.exec(path)?.[1] ?? "web";
}

/** Key and text of everything in a tree of texts. */
export function flatten(tree: unknown, prefix = ""): [string, string][] {
  if (typeof tree === "string") return [[prefix, tree]];
  if (typeof tree !== "object" || tree === null) throw new Error(`${prefix} is neither a text nor a group of texts`);
  return Object.entries(tree).flatMap(([key, value]) => flatten(value, prefix === "" ? key : `${prefix}.${key}`));
}

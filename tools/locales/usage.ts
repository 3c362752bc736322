import { Visitor, type Node } from "oxc-parser";

import { lineAt, type SourceFile } from "../architecture/source.ts";
import { baseOf } from "./problems.ts";
import type { Namespace } from "./read.ts";

/** What one file says about texts. */
export interface TextUse {
  /** Keys given to `t(…)` or `i18nKey=…` as they stand. */
  readonly asked: readonly { readonly key: string; readonly where: string }[];
  /** Every string in the file; a key in a table counts as used. */
  readonly strings: ReadonlySet<string>;
  /** How keys begin that are put together while running: `t(\`errors.${code}\`)` gives `errors.`. */
  readonly beginnings: readonly string[];
  /** Namespaces named by `useTranslation(…)`. */
  readonly namespaces: readonly string[];
}

/** Reads one file for the texts it uses. */
export function textUseOf(file: SourceFile): TextUse {
  const asked: { key: string; where: string }[] = [];
  const strings = new Set<string>();
  const beginnings: string[] = [];
  const namespaces: string[] = [];

  new Visitor({
    Literal: (node) => void (typeof node.value === "string" && strings.add(node.value)),
    TemplateLiteral: (node) => void beginnings.push(node.quasis[0]?.value.cooked ?? ""),
    CallExpression: (node) => {
      const name = node.callee.type === "MemberExpression" ? node.callee.property : node.callee;
      const [first] = node.arguments;
      if (name.type !== "Identifier" || first === undefined) return;
      if (name.name === "useTranslation") namespaces.push(...textsIn(first));
      if (name.name !== "t" || first.type !== "Literal" || typeof first.value !== "string") return;
      asked.push({ key: first.value, where: `${file.path}:${lineAt(file.text, node.start)}` });
    },
    JSXAttribute: (node) => {
      if (node.name.name !== "i18nKey" || node.value?.type !== "Literal" || typeof node.value.value !== "string")
        return;
      asked.push({ key: node.value.value, where: `${file.path}:${lineAt(file.text, node.start)}` });
    },
  }).visit(file.program);
  return { asked, strings, beginnings: beginnings.filter((text) => text.length > 1), namespaces };
}

/** The texts of a text or of a list of texts. */
function textsIn(node: Node): string[] {
  if (node.type === "ArrayExpression") return node.elements.flatMap((element) => (element ? textsIn(element) : []));
  return node.type === "Literal" && typeof node.value === "string" ? [node.value] : [];
}

/** Keys that the code asks for and no namespace it may mean has. */
export function unknownKeys(uses: readonly TextUse[], namespaces: readonly Namespace[]): string[] {
  return uses.flatMap((use) => {
    const meant = namespaces.filter(({ name }) => use.namespaces.length === 0 || use.namespaces.includes(name));
    return use.asked
      .filter(({ key }) => !isKnown(key, meant, namespaces))
      .map(({ key, where }) => `${where} asks for ${key}`);
  });
}

/** Keys that nothing asks for, as `namespace: key`. */
export function unusedKeys(uses: readonly TextUse[], namespaces: readonly Namespace[]): string[] {
  const strings = new Set(uses.flatMap((use) => [...use.strings]));
  const beginnings = uses.flatMap((use) => use.beginnings);
  return namespaces.flatMap(({ name, texts }) =>
    [...new Set([...texts.en.keys()].map(baseOf))]
      .filter((key) => {
        const forms = [key, `${name}:${key}`, `${name}.${key}`];
        return !forms.some((form) => strings.has(form) || beginnings.some((beginning) => form.startsWith(beginning)));
      })
      .map((key) => `${name}: ${key}`),
  );
}

function isKnown(key: string, meant: readonly Namespace[], all: readonly Namespace[]): boolean {
  const [, prefix, rest] = /^([\w-]+):(.+)$/.exec(key) ?? [];
  if (prefix !== undefined && rest !== undefined)
    return all.some(({ name, texts }) => name === prefix && hasKey(texts.en, rest));
  return meant.some(({ name, texts }) => hasKey(texts.en, key) || hasKey(texts.en, withoutPrefix(key, name)));
}

function hasKey(texts: ReadonlyMap<string, string>, key: string): boolean {
  return texts.has(key) || texts.has(`${key}_other`);
}

function withoutPrefix(key: string, name: string): string {
  return key.startsWith(`${name}.`) ? key.slice(name.length + 1) : key;
}

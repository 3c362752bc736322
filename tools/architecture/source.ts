import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

import { parseSync, type Comment, type Program } from "oxc-parser";

/** A TypeScript file of the project, parsed. */
export interface SourceFile {
  /** From the root of the project, with slashes: `src/kit/outcome.ts`. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly imports: readonly Import[];
}

/** One place where a file names another module: an import, a re-export or a dynamic import of a fixed name. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly target: ImportTarget;
}

/** Where an import leads: a file of the project, or a package (`node:fs`, `zod`). */
export type ImportTarget =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "package"; readonly name: string };

/** The root of the project. */
export const projectRoot = join(import.meta.dirname, "../..");

/** Parses every TypeScript file under the folders that hold code. */
export function readSources(): readonly SourceFile[] {
  const patterns = ["src", "tools", "bench", "seeds", "e2e"].map((folder) => `${folder}/**/*.{ts,tsx}`);
  return globSync(patterns, { cwd: projectRoot })
    .toSorted()
    .map((path) => parseSource(path, readFileSync(join(projectRoot, path), "utf8")));
}

/** Parses one text as if it stood at this path. Throws when it is not TypeScript. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? "cannot be parsed"}`);

  const named = [
    ...module.staticImports.map((found) => found.moduleRequest),
    ...module.staticExports.flatMap((found) => found.entries.map((entry) => entry.moduleRequest)),
    ...module.dynamicImports.map((found) => dynamicRequest(text, found.moduleRequest)),
  ];
  const imports = named
    .filter((request) => request !== null)
    .map(({ value, start }) => ({ specifier: value, line: lineAt(text, start), target: targetOf(path, value) }));
  return { path, text, program, comments, imports: uniqueImports(imports) };
}

/** The number of the line at this offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

/** Whether the file is a test. */
export function isTest(path: string): boolean {
  return path.endsWith(".test.ts");
}

interface Request {
  readonly value: string;
  readonly start: number;
}

function dynamicRequest(text: string, span: { start: number; end: number }): Request | null {
  const literal = /^(["'])(.*)\1$/.exec(text.slice(span.start, span.end));
  return literal?.[2] === undefined ? null : { value: literal[2], start: span.start };
}

function uniqueImports(imports: readonly Import[]): readonly Import[] {
  return [...new Map(imports.map((found) => [found.specifier, found])).values()];
}

const faces: readonly (readonly [RegExp, string])[] = [
  [/^#feature\/surveys\/runtime$/, "src/features/surveys/runtime/index.ts"],
  [/^#feature\/([^/]+)$/, "src/features/$1/index.ts"],
  [/^#feature\/([^/]+)\/contract$/, "src/features/$1/contract.ts"],
  [/^#feature\/([^/]+)\/ui$/, "src/features/$1/ui/index.ts"],
  [/^#web\/(.+)$/, "src/web/$1"],
  [/^#seeds$/, "seeds/index.ts"],
  [/^#(kit|statistics|platform|testing|server)\/(.+)$/, "src/$1/$2.ts"],
];

function targetOf(path: string, specifier: string): ImportTarget {
  if (specifier.startsWith(".")) return { kind: "file", path: posix.join(posix.dirname(path), specifier) };

  for (const [pattern, replacement] of faces) {
    if (pattern.test(specifier)) return { kind: "file", path: specifier.replace(pattern, replacement) };
  }
  const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0];
  return { kind: "package", name: specifier.startsWith("node:") ? specifier : (name ?? specifier) };
}

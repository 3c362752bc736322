import { basename, posix } from "node:path";

import { sliceOf } from "./edges.ts";
import { isTest, type SourceFile } from "./source.ts";

const empty = /^(utils?|common|helpers?|lib|libs|shared|misc|managers?|handlers?)$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const component = /^[A-Z][A-Za-z0-9]*$/;

const roles = new Set(["contract", "rules", "store", "actions", "routes", "jobs", "reports", "index", "ui"]);

/** Parts of a slice besides the roles that every slice may have. A test holds that each exists. */
export const extraRoles: Readonly<Record<string, readonly string[]>> = {
  answers: ["page"],
  directory: ["scim", "wording"],
  explore: ["page"],
  facts: ["projector"],
  imports: ["reading", "mapping", "suggesting", "wording"],
  surveys: ["runtime"],
  text: ["coder"],
};

/** Names that say nothing or are written the wrong way. */
export function nameViolations(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const stems = path.split("/").map((part) => part.replace(/(\.test|\.d)?\.tsx?$/, ""));
    const last = stems.at(-1) ?? "";
    const hollow = stems.filter((stem) => empty.test(stem)).map((stem) => `${path}: "${stem}" names no subject`);
    const isFitting = kebab.test(last) || (path.endsWith(".tsx") && component.test(last));
    return isFitting ? hollow : [...hollow, `${path}: files are kebab-case, components PascalCase`];
  });
}

/** Files that are no role of a slice, and slices without a contract, a face or a page of explanation. */
export function sliceViolations(paths: readonly string[]): string[] {
  const slices = Map.groupBy(paths, (path) => sliceOf(path) ?? "");
  slices.delete("");
  return [...slices].flatMap(([slice, files]) => {
    const inside = files.map((path) => posix.relative(`src/features/${slice}`, path));
    const missing = ["README.md", "contract.ts", "index.ts"].filter((file) => !inside.includes(file));
    const strange = inside.filter((path) => !isRole(slice, path));
    return [
      ...missing.map((file) => `src/features/${slice}/${file} is missing`),
      ...strange.map((path) => `src/features/${slice}/${path} is no role of a slice`),
    ];
  });
}

/** Default exports, enums, `any`, and classes that are neither errors nor listed as long-lived resources. */
export function languageViolations(file: SourceFile): string[] {
  const found: string[] = [];
  for (const node of file.program.body) {
    if (node.type === "ExportDefaultDeclaration" && !basename(file.path).includes(".config."))
      found.push("default export");
  }
  const words = withoutTextAndComments(file);
  if (/\benum\s+\w+\s*\{/.test(words)) found.push("enum");
  if (/(:|\bas|<|,|\|)\s*any\b(?!\s*\()/.test(words)) found.push("any");
  for (const [, name, parent] of words.matchAll(/\bclass\s+(\w+)(?:\s+extends\s+([\w.]+))?/g)) {
    if (!/(Error|Problem|Refusal)$/.test(parent ?? "")) found.push(`class ${name} is no error`);
  }
  return found.map((what) => `${file.path}: ${what}`);
}

function isRole(slice: string, path: string): boolean {
  if (path === "README.md" || isTest(path)) return true;
  const [first = ""] = path.split("/");
  const role = first.replace(/\.tsx?$/, "");
  return roles.has(role) || (extraRoles[slice] ?? []).includes(role);
}

/** The code with comments blanked and the insides of strings and templates emptied, roughly enough for words. */
function withoutTextAndComments(file: SourceFile): string {
  let { text } = file;
  for (const { start, end } of file.comments) text = text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
  return text.replaceAll(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g, '""');
}

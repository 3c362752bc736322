import { readFileSync } from "node:fs";
import { join } from "node:path";

import { configTable } from "#platform/config";

import { projectRoot } from "../architecture/source.ts";
import { accessMatrix } from "./access-matrix.ts";
import { tableOf, tableRows } from "./tables.ts";

/** A document with the parts that are written by machine brought up to date: path → text. */
export function generatedDocuments(): ReadonlyMap<string, string> {
  return new Map([
    ["docs/operator-guide.md", operatorGuide(read("docs/operator-guide.md"))],
    ["docs/access-matrix.md", accessMatrix()],
    ["docs/decisions/0006-packages.md", packageRecord(read("docs/decisions/0006-packages.md"))],
  ]);
}

/** What stands in the table for a package that nobody has given a reason for. */
export const noReason = "?";

function operatorGuide(text: string): string {
  const rows = configTable.map((entry) => [`\`${entry.name}\``, entry.default, entry.meaning]);
  const table = tableOf(["variable", "unset means", "meaning"], rows);
  return text.replace(
    /(<!-- configuration:[^>]*-->)[\s\S]*?(<!-- \/configuration -->)/,
    (_, begin: string, end: string) => `${begin}\n\n${table}\n\n${end}`,
  );
}

/** Names, versions and licences come from the manifests; reasons are written by hand and kept. */
function packageRecord(text: string): string {
  const reasons = new Map(tableRows(text).map(([name = "", , , why = ""]) => [name, why]));
  const manifest = JSON.parse(read("package.json")) as Record<"dependencies" | "devDependencies", Versions>;
  const part = (title: string, versions: Versions) => {
    const rows = Object.entries(versions).map(([name, version]) => [
      name,
      version,
      licenceOf(name),
      reasons.get(name) ?? noReason,
    ]);
    return `## ${title}\n\n${tableOf(["package", "version", "licence", "why"], rows)}\n`;
  };
  const before = text.slice(0, text.indexOf("## "));
  return `${before}${part("At run time", manifest.dependencies)}\n${part("For building and testing", manifest.devDependencies)}`;
}

type Versions = Readonly<Record<string, string>>;

function licenceOf(name: string): string {
  const manifest = JSON.parse(read(`node_modules/${name}/package.json`)) as { license?: string };
  return manifest.license ?? noReason;
}

function read(path: string): string {
  return readFileSync(join(projectRoot, path), "utf8");
}

import { Visitor, type Node, type TemplateLiteral } from "oxc-parser";

import { sliceOf } from "../architecture/edges.ts";
import { areaOf } from "../architecture/layers.ts";
import type { SourceFile } from "../architecture/source.ts";

/** Every SQL statement of every slice: slice → text of `docs/sql/<slice>.sql`. Slices without SQL are not in it. */
export function sqlSnapshots(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const snapshots = new Map<string, string>();
  for (const file of files) {
    const slice = sliceOf(file.path);
    if (slice === undefined || areaOf(file.path) !== "slice") continue;
    const statements = statementsOf(file).map((found) => `-- ${found.where}\n${found.text}\n`);
    if (statements.length > 0) snapshots.set(slice, `${snapshots.get(slice) ?? ""}${statements.join("\n")}\n`);
  }
  return new Map([...snapshots].map(([slice, text]) => [slice, `${text.trimEnd()}\n`]));
}

/** A statement or fragment and the function it stands in. */
export interface Statement {
  readonly where: string;
  readonly text: string;
}

/** Postgres statements are `sql` templates; ClickHouse statements are texts that begin like one. */
export function statementsOf(file: SourceFile): Statement[] {
  const role = file.path.split("/").slice(3).join("/");
  const functions = namedFunctions(file);
  const statements: (Statement & { start: number })[] = [];
  const tagged = new Set<Node>();
  const add = (start: number, text: string) => {
    const owner = functions.findLast((found) => found.start <= start && start < found.end);
    statements.push({ where: owner === undefined ? role : `${role} ${owner.name}`, text: dedented(text), start });
  };

  new Visitor({
    TaggedTemplateExpression: (node) => {
      if (node.tag.type !== "Identifier" || node.tag.name !== "sql") return;
      tagged.add(node.quasi);
      add(node.start, textOf(file, node.quasi));
    },
    TemplateLiteral: (node) => {
      const text = textOf(file, node);
      if (!tagged.has(node) && beginsLikeStatement.test(text)) add(node.start, text);
    },
    Literal: (node) => {
      if (typeof node.value === "string" && beginsLikeStatement.test(node.value)) add(node.start, node.value);
    },
  }).visit(file.program);
  return statements.toSorted((a, b) => a.start - b.start);
}

const beginsLikeStatement =
  /^\s*(select|insert into|with \w+ as|alter table|create table|optimize table|delete from|truncate|drop)\s/;

interface NamedFunction {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Functions and constants at the top of the file, in order. */
function namedFunctions(file: SourceFile): NamedFunction[] {
  return file.program.body.flatMap((node) => {
    const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (declaration?.type === "FunctionDeclaration" && declaration.id)
      return [{ name: declaration.id.name, start: node.start, end: node.end }];
    if (declaration?.type !== "VariableDeclaration") return [];
    return declaration.declarations.flatMap(({ id, start, end }) =>
      id.type === "Identifier" ? [{ name: id.name, start, end }] : [],
    );
  });
}

function textOf(file: SourceFile, template: TemplateLiteral): string {
  return template.quasis
    .map((quasi, index) => {
      const value = template.expressions[index];
      const bound = value === undefined ? "" : `\${${file.text.slice(value.start, value.end).replaceAll(/\s+/g, " ")}}`;
      return `${quasi.value.cooked ?? quasi.value.raw}${bound}`;
    })
    .join("");
}

/** Without the indentation of the code around it. */
function dedented(text: string): string {
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const rest = lines.slice(/^\S/.test(lines[0] ?? "") ? 1 : 0).filter((line) => line.trim() !== "");
  const indent = Math.min(...rest.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => (/^\s/.test(line) ? line.slice(indent) : line).trimEnd()).join("\n");
}

import { Visitor, type Node } from "oxc-parser";

import { isTest, lineAt, type SourceFile } from "./source.ts";

/** A function with a body of its own and how many lines it takes. */
export interface FunctionSize {
  readonly where: string;
  readonly isTest: boolean;
  readonly isComponent: boolean;
  readonly lines: number;
}

/** A file and how many lines it has. */
export interface FileSize {
  readonly where: string;
  readonly isTest: boolean;
  readonly lines: number;
}

/** How long every function with a block body is, from its first line to its last. */
export function functionSizes(file: SourceFile): FunctionSize[] {
  const sizes: FunctionSize[] = [];
  const measure = (node: { start: number; end: number; body: Node | null }) => {
    if (node.body === null || node.body.type !== "BlockStatement") return;
    const first = lineAt(file.text, node.start);
    sizes.push({
      where: `${file.path}:${first}`,
      isTest: isTest(file.path),
      isComponent: file.path.endsWith(".tsx"),
      lines: lineAt(file.text, node.end) - first + 1,
    });
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(file.program);
  return sizes;
}

/** How many lines a file has. */
export function fileSize(file: SourceFile): FileSize {
  return { where: file.path, isTest: isTest(file.path), lines: file.text.trimEnd().split("\n").length };
}

/** The value that this share of the values does not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

import { posix } from "node:path";

import { sliceOf } from "./edges.ts";
import { areaOf } from "./layers.ts";
import { lineAt, type SourceFile } from "./source.ts";

/**
 * Exports of faces that have no JSDoc: of kit, statistics, platform, and what a slice's index.ts hands out. A type that
 * is only the shape of a documented value (`z.infer<typeof x>`) needs none.
 */
export function undocumentedExports(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.flatMap((file) => {
    const area = areaOf(file.path);
    if (area === "face")
      return namesFromFace(file).flatMap((from) => undocumentedIn(byPath.get(from.path), from.names));
    return area === "kit" || area === "statistics" || area === "platform" ? undocumentedIn(file, undefined) : [];
  });
}

interface FaceExport {
  readonly path: string;
  readonly names: readonly string[];
}

function namesFromFace(file: SourceFile): FaceExport[] {
  return file.program.body.flatMap((node) => {
    if (node.type !== "ExportNamedDeclaration" || !node.source?.value.startsWith(".")) return [];
    const path = posix.join(`src/features/${sliceOf(file.path) ?? ""}`, node.source.value);
    const names = node.specifiers.map(({ local }) => (local.type === "Literal" ? local.value : local.name));
    return [{ path, names }];
  });
}

function undocumentedIn(file: SourceFile | undefined, wanted: readonly string[] | undefined): string[] {
  if (file === undefined) return [];
  return file.program.body.flatMap((node) => {
    if (node.type !== "ExportNamedDeclaration" || !node.declaration) return [];
    const names = namesDeclaredBy(node.declaration).filter((name) => wanted?.includes(name) ?? true);
    if (names.length === 0 || hasJsDoc(file, node.start) || isOverload(file, node) || isShapeOfValue(file, node))
      return [];
    return [`${file.path}:${lineAt(file.text, node.start)} ${names.join(", ")}`];
  });
}

type ExportNode = Extract<SourceFile["program"]["body"][number], { type: "ExportNamedDeclaration" }>;

function namesDeclaredBy(declaration: NonNullable<ExportNode["declaration"]>): string[] {
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
  }
  return "id" in declaration && declaration.id?.type === "Identifier" ? [declaration.id.name] : [];
}

/** A second signature, or the body, of a function whose first signature carries the comment. */
function isOverload(file: SourceFile, node: ExportNode): boolean {
  const before = file.program.body[file.program.body.indexOf(node) - 1];
  return before?.type === "ExportNamedDeclaration" && before.declaration?.type === "TSDeclareFunction";
}

function isShapeOfValue(file: SourceFile, node: ExportNode): boolean {
  return (
    node.declaration?.type === "TSTypeAliasDeclaration" && /\(?typeof \w+\b/.test(file.text.slice(node.start, node.end))
  );
}

function hasJsDoc(file: SourceFile, start: number): boolean {
  return file.comments.some(
    (comment) =>
      comment.value.startsWith("*") && comment.end <= start && /^\s*$/.test(file.text.slice(comment.end, start)),
  );
}

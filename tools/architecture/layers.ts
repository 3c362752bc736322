import { isTest, type Import, type SourceFile } from "./source.ts";

/** What a file is, as far as the question matters whom it may know. */
export type Area =
  | "kit"
  | "statistics"
  | "platform"
  | "contract"
  | "rules"
  | "runtime"
  | "slice"
  | "face"
  | "ui"
  | "server"
  | "web"
  | "widget"
  | "testing"
  | "seeds"
  | "test"
  | "outside";

type PackageKind = "node" | "pure package" | "package";

/** Packages that do no input or output and run everywhere: a rule may use them. */
const purePackages = new Set(["zod", "temporal-polyfill", "re2js"]);

const everyPackage = ["node", "pure package", "package"] as const;
const pureAreas = ["contract", "rules", "runtime", "kit", "statistics"] as const;
const serverAreas = [...pureAreas, "platform", "face", "server", "testing"] as const;

const allowed: Readonly<Record<Area, readonly (Area | PackageKind)[]>> = {
  kit: ["kit"],
  statistics: ["statistics", "kit"],
  platform: ["platform", "kit", ...everyPackage],
  contract: ["contract", "kit", "pure package"],
  rules: [...pureAreas, "pure package"],
  runtime: ["runtime", "contract", "rules", "kit", "pure package"],
  slice: [...pureAreas, "platform", "slice", "face", "seeds", ...everyPackage],
  face: ["slice", "face", "contract", "rules", "runtime", "kit"],
  ui: ["ui", "web", ...pureAreas, "pure package", "package"],
  server: [...pureAreas, "platform", "face", "server", "seeds", ...everyPackage],
  web: ["web", "ui", "contract", "runtime", "kit", "pure package", "package"],
  widget: ["widget", "contract", "runtime", "kit"],
  testing: ["testing", "platform", "kit", ...everyPackage],
  test: [...serverAreas, "slice", "seeds", "ui", "web", "widget", "test", ...everyPackage],
  seeds: ["seeds", ...pureAreas, "pure package"],
  outside: [...serverAreas, "outside", "seeds", ...everyPackage],
};

/** Files that may use one package more than their layer, each with the reason in docs/decisions. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  "src/kit/operation.ts": ["zod"],
  "src/kit/condition-schema.ts": ["zod"],
};

/** The files of `exceptions`, so that a test can see that each is still needed. */
export const exceptedFiles: readonly string[] = Object.keys(exceptions);

/** Every import that the layers forbid, as `file:line imports specifier: why`. */
export function layerViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((found) => {
      const reason = refusalOf(file.path, found);
      return reason === undefined ? [] : [`${file.path}:${found.line} imports ${found.specifier}: ${reason}`];
    }),
  );
}

/** The area of a file of the project. */
export function areaOf(path: string): Area {
  if (isTest(path) && (path.startsWith("src/") || path.startsWith("seeds/"))) return "test";
  if (path.startsWith("seeds/")) return "seeds";
  if (!path.startsWith("src/")) return "outside";
  const [, layer = "", slice = "", role = ""] = path.split("/");
  if (layer !== "features") return isLayer(layer) ? layer : "outside";
  return slice === "" ? "outside" : roleAreaOf(role.replace(/\.tsx?$/, ""));
}

/** The unit that relative imports may not leave: a slice, or a layer. */
export function unitOf(path: string): string {
  const parts = path.split("/");
  if (parts[0] !== "src") return parts[0] ?? "";
  return parts[1] === "features" ? parts.slice(0, 3).join("/") : parts.slice(0, 2).join("/");
}

const layers = ["kit", "statistics", "platform", "server", "web", "widget", "testing"] as const;

function isLayer(name: string): name is (typeof layers)[number] {
  return (layers as readonly string[]).includes(name);
}

function roleAreaOf(role: string): Area {
  if (role === "contract" || role === "rules" || role === "runtime" || role === "ui") return role;
  return role === "index" ? "face" : "slice";
}

function refusalOf(path: string, found: Import): string | undefined {
  const area = areaOf(path);
  if (found.target.kind === "package") {
    const { name } = found.target;
    if (exceptions[path]?.includes(name)) return undefined;
    return allowed[area].includes(packageKindOf(name)) ? undefined : `${area} may not use this package`;
  }

  const target = found.target.path;
  const isBenchOfBrowser = path.startsWith("bench/") && target.startsWith("e2e/");
  if (isBenchOfBrowser) return undefined;
  if (found.specifier.startsWith(".") && unitOf(target) !== unitOf(path)) return "go through a face";
  if (!/\.tsx?$/.test(target)) return undefined;
  return allowed[area].includes(areaOf(target)) ? undefined : `${area} may not know ${areaOf(target)}`;
}

function packageKindOf(name: string): PackageKind {
  if (name.startsWith("node:")) return "node";
  return purePackages.has(name) ? "pure package" : "package";
}

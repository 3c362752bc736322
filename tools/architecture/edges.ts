import { areaOf } from "./layers.ts";
import type { SourceFile } from "./source.ts";

/** Which slice may know which others: slice → slices to its left in the way of the data. */
export type Edges = Readonly<Record<string, readonly string[]>>;

/** What the server side of a slice may import from other slices. A test holds it equal to the code. */
export const allowedEdges: Edges = {
  access: [],
  organisation: ["access"],
  people: ["access", "organisation"],
  surveys: ["access", "organisation", "people", "notices"],
  answers: ["access", "organisation", "people", "surveys"],
  facts: ["access", "organisation", "surveys"],
  text: ["access", "answers", "facts", "surveys"],
  workforce: ["access", "organisation", "people"],
  imports: ["access", "notices", "organisation", "people", "surveys", "answers"],
  directory: ["access", "imports", "notices", "organisation", "people", "workforce"],
  insight: ["access", "organisation", "answers", "facts"],
  drivers: ["access", "organisation", "facts", "surveys", "text"],
  changes: ["facts", "surveys", "access", "organisation"],
  notices: ["access"],
  explore: [
    "access",
    "organisation",
    "facts",
    "insight",
    "changes",
    "drivers",
    "notices",
    "alerts",
    "problems",
    "benchmarks",
  ],
  sampling: ["access", "organisation", "people", "answers", "facts"],
  alerts: ["access", "facts", "insight", "notices", "organisation", "problems"],
  problems: ["access", "organisation", "workforce", "surveys", "answers", "facts", "text"],
  sample: ["access", "organisation", "people", "workforce", "surveys", "answers", "facts", "notices"],
  benchmarks: ["access", "facts", "organisation"],
};

/** What the pages of a slice may import from the contracts, runtimes and pages of other slices. */
export const allowedUiEdges: Edges = {
  access: ["organisation"],
  alerts: ["facts", "insight"],
  answers: ["facts", "people"],
  explore: ["alerts", "benchmarks", "changes", "drivers", "facts", "insight", "problems"],
  changes: ["facts"],
  benchmarks: ["facts"],
  imports: ["organisation"],
  insight: ["answers", "facts", "problems"],
  people: ["organisation"],
  sampling: ["facts"],
  problems: ["facts", "organisation"],
  surveys: ["facts", "insight", "organisation"],
  workforce: ["organisation"],
};

/** Edges in the code, by side. Tests of a slice are free to use any face. */
export function edgesOf(files: readonly SourceFile[], side: "server" | "ui"): Edges {
  const edges = new Map<string, Set<string>>();
  for (const file of files) {
    const from = sliceOf(file.path);
    const area = areaOf(file.path);
    if (from === undefined || area === "test" || (area === "ui") !== (side === "ui")) continue;

    for (const { target } of file.imports) {
      const to = target.kind === "file" ? sliceOf(target.path) : undefined;
      if (to !== undefined && to !== from) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  return Object.fromEntries([...edges].map(([from, to]) => [from, [...to].toSorted()]));
}

/** Edges of `one` that `other` does not have, as `from → to`. */
export function edgesMissingIn(one: Edges, other: Edges): string[] {
  return Object.entries(one).flatMap(([from, targets]) =>
    targets.filter((to) => !other[from]?.includes(to)).map((to) => `${from} → ${to}`),
  );
}

/** A way round from a slice to itself, or undefined. */
export function cycleIn(edges: Edges): readonly string[] | undefined {
  const done = new Set<string>();

  function walk(slice: string, way: readonly string[]): readonly string[] | undefined {
    if (way.includes(slice)) return [...way.slice(way.indexOf(slice)), slice];
    if (done.has(slice)) return undefined;
    for (const next of edges[slice] ?? []) {
      const cycle = walk(next, [...way, slice]);
      if (cycle !== undefined) return cycle;
    }
    done.add(slice);
    return undefined;
  }

  for (const slice of Object.keys(edges)) {
    const cycle = walk(slice, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** The slice a file belongs to. */
export function sliceOf(path: string): string | undefined {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1];
}

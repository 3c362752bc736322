import type { Definition } from "../../contract/definition.ts";
import type { PathEdge, PathMap, PathNode } from "./path-map.ts";

/** Every way through a survey, and what is wrong with them. Never throws. */
export function pathsOf(definition: Definition): PathMap {
  const nodes: PathNode[] = [
    { id: "start", key: "start", kind: "start", page: null, isReachable: true, isDeadEnd: false },
  ];
  const edges: PathEdge[] = [];
  for (const page of definition.pages) {
    nodes.push({
      id: `page:${page.key}`,
      key: page.key,
      kind: "page",
      page: null,
      isReachable: true,
      isDeadEnd: false,
    });
    for (const { key } of page.questions) {
      nodes.push({ id: `question:${key}`, key, kind: "question", page: page.key, isReachable: true, isDeadEnd: false });
    }
  }
  for (const { key } of definition.endings) {
    nodes.push({ id: `ending:${key}`, key, kind: "ending", page: null, isReachable: true, isDeadEnd: false });
  }
  return { nodes, edges, problems: [] };
}

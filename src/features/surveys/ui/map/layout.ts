import type { PathEdge, PathMap, PathNode } from "#feature/surveys/runtime";

/** Sizes of the map in pixels. */
export const sizes = { width: 218, height: 76, across: 26, down: 74, lane: 18, edge: 20 } as const;

/** A point of the map with the upper left corner of its box. */
export interface PlacedNode {
  readonly node: PathNode;
  readonly x: number;
  readonly y: number;
}

/** A way of the map: an SVG path, and where its words stand. */
export interface PlacedEdge {
  readonly edge: PathEdge;
  readonly path: string;
  readonly at: { readonly x: number; readonly y: number };
}

/** The whole map, drawn from top to bottom. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Lays the ways through a survey out in layers: a point stands below everything that leads to it. */
export function layoutOf({ nodes, edges }: PathMap): Layout {
  const points = nodes.filter(({ kind }) => kind !== "page");
  const layers = layersOf(points, edges);
  const widest = Math.max(...layers.map((layer) => layer.length), 1);
  const inner = widest * (sizes.width + sizes.across) - sizes.across;
  const placed = layers.flatMap((layer, depth) => {
    const own = layer.length * (sizes.width + sizes.across) - sizes.across;
    return layer.map((node, index): PlacedNode => ({
      node,
      x: sizes.edge + (inner - own) / 2 + index * (sizes.width + sizes.across),
      y: sizes.edge + depth * (sizes.height + sizes.down),
    }));
  });
  const depthOf = new Map(layers.flatMap((layer, depth) => layer.map(({ id }) => [id, depth] as const)));
  const byId = new Map(placed.map((each) => [each.node.id, each]));
  const long = edges.filter(({ from, to }) => (depthOf.get(to) ?? 0) - (depthOf.get(from) ?? 0) > 1);
  const drawn = edges.flatMap((edge): PlacedEdge[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const lane = long.indexOf(edge);
    return [
      lane < 0 ? straight(edge, from, to) : aside(edge, [from, to], sizes.edge + inner + (lane + 1) * sizes.lane),
    ];
  });
  return {
    width: inner + sizes.edge * 2 + (long.length + 1) * sizes.lane,
    height: layers.length * (sizes.height + sizes.down) - sizes.down + sizes.edge * 2,
    nodes: placed,
    edges: drawn,
  };
}

/** Points by how many steps the longest way to them has; what nobody reaches stands where its place in the survey is. */
function layersOf(points: readonly PathNode[], edges: readonly PathEdge[]): readonly (readonly PathNode[])[] {
  const before = Map.groupBy(edges, ({ to }) => to);
  const depth = new Map<string, number>();
  let deepest = 0;
  for (const { id, kind } of points) {
    const from = (before.get(id) ?? []).map((edge) => depth.get(edge.from) ?? -1);
    const own = from.length === 0 && kind !== "start" ? deepest : Math.max(-1, ...from) + 1;
    depth.set(id, own);
    deepest = Math.max(deepest, own);
  }
  const last = Math.max(0, ...points.filter(({ kind }) => kind === "ending").map(({ id }) => depth.get(id) ?? 0));
  const layers = Array.from({ length: deepest + 1 }, (): PathNode[] => []);
  for (const node of points) layers[node.kind === "ending" ? last : (depth.get(node.id) ?? 0)]?.push(node);
  return layers.filter((layer) => layer.length > 0);
}

function straight(edge: PathEdge, from: PlacedNode, to: PlacedNode): PlacedEdge {
  const [x1, y1] = [from.x + sizes.width / 2, from.y + sizes.height];
  const [x2, y2] = [to.x + sizes.width / 2, to.y];
  const middle = (y1 + y2) / 2;
  return {
    edge,
    path: `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2 - 6}`,
    at: { x: x2, y: y2 - 26 },
  };
}

/** A way that skips layers goes round on the right, each in a lane of its own. */
function aside(edge: PathEdge, [from, to]: readonly [PlacedNode, PlacedNode], lane: number): PlacedEdge {
  const [x1, y1] = [from.x + sizes.width, from.y + sizes.height / 2];
  const [x2, y2] = [to.x + sizes.width, to.y + sizes.height / 2];
  return {
    edge,
    path: `M${x1} ${y1}C${lane} ${y1} ${lane} ${y1} ${lane} ${y1 + 30}L${lane} ${y2 - 30}C${lane} ${y2} ${lane} ${y2} ${x2 + 6} ${y2}`,
    at: { x: lane, y: (y1 + y2) / 2 },
  };
}

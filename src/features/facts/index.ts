export { readFreshness } from "./actions/freshness.ts";
export { listMeasures } from "./actions/list-measures.ts";
export { listDimensions, listValues, type ValuesQuery } from "./actions/list-values.ts";
export { rebuildFacts, type RebuildOptions, type RebuildProgress } from "./actions/rebuild.ts";
export { slice, sliceWithSums, type SliceWithSums } from "./actions/slice.ts";
export type { Asker } from "./actions/sums.ts";
export { createProjector, type Projector, type ProjectorOptions } from "./projector.ts";
export { factsRoutes } from "./routes.ts";

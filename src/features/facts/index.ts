export { everyMeasure, type EveryMeasureQuery, type MeasureFigures } from "./actions/all-measures.ts";
export { forgetSeeds } from "./actions/forget-seeds.ts";
export { readFreshness } from "./actions/freshness.ts";
export { listMeasures } from "./actions/list-measures.ts";
export { listDimensions, listValues, type ValuesQuery } from "./actions/list-values.ts";
export { rebuildFacts, type RebuildOptions, type RebuildProgress, type RebuiltFacts } from "./actions/rebuild.ts";
export { slice, sliceWithSums, type SliceWithSums } from "./actions/slice.ts";
export { spanOf, type Span } from "./actions/span.ts";
export type { Asker } from "./actions/sums.ts";
export { answersOfUnits, lateAnswers } from "./actions/unit-effect.ts";
export { createProjector, type Projector, type ProjectorOptions } from "./projector.ts";
export { factsRoutes } from "./routes.ts";
export {
  boundsOf,
  commonScale,
  groupTallies,
  meanSums,
  recommendationCounts,
  topBoxCounts,
  type Reading,
} from "./rules/counts.ts";
export { differenceOf } from "./rules/figure.ts";
export { addDays, endOfStep, startOfStep } from "./rules/period.ts";
export { insertSyntheticAnswers, type Synthetic } from "./store/synthetic.ts";
export { addSums, noSums, subtractSums, type Sums } from "./rules/sums.ts";

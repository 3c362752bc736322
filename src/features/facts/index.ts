export { everyMeasure, type EveryMeasureQuery, type MeasureFigures } from "./actions/all-measures.ts";
export {
  blockSums,
  cellSums,
  codeShares,
  marginSums,
  type BothSums,
  type CodeShare,
  type Margin,
  type Margins,
  type SideFilter,
  type TwoSidesQuery,
} from "./actions/cell-sums.ts";
export { forgetSeeds } from "./actions/forget-seeds.ts";
export { readFreshness } from "./actions/freshness.ts";
export { listLevels, type LevelsQuery } from "./actions/list-levels.ts";
export { listMeasures } from "./actions/list-measures.ts";
export { listQuestions, type AskedQuestion } from "./actions/list-questions.ts";
export { listDimensions, listValues, type ValuesQuery } from "./actions/list-values.ts";
export { momentBlocks, momentPatterns, type MomentQuestion, type Moments } from "./actions/moment-blocks.ts";
export { nameValues, type NamedValue } from "./actions/names.ts";
export { matchingResponses, type MatchQuery } from "./actions/matches.ts";
export { rebuildFacts, type RebuildOptions, type RebuildProgress, type RebuiltFacts } from "./actions/rebuild.ts";
export { seriesOf, type ManySeries, type MeasuredSeries, type SeriesStep } from "./actions/series.ts";
export { namedSums, type NamedFacts, type NamedQuestion } from "./actions/named-sums.ts";
export { namedTallies, type NamedGroup, type TallyQuestion } from "./actions/named-tallies.ts";
export { slice, sliceWithSums, type SliceWithSums } from "./actions/slice.ts";
export { streaksOf, type StreakQuery, type Streaks } from "./actions/streaks.ts";
export { spanOf, type Span } from "./actions/span.ts";
export type { Asker } from "./actions/sums.ts";
export { answersOfUnits, lateAnswers } from "./actions/unit-effect.ts";
export {
  responseCells,
  scoredCells,
  scoresOf,
  weighedResponses,
  weightedEstimate,
  type ScoredCell,
} from "./actions/weighing.ts";
export type { WeighedResponse, WeighingCell, WeighingDimension, WeighingGround } from "./rules/weighing.ts";
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
export { outcomeReadings, type MomentColumn, type OutcomeReading } from "./rules/moment-columns.ts";
export { codeNames, localText, type LocalText, type NamedTheme } from "./rules/code-names.ts";
export { selectThemeNames } from "./store/theme-names.ts";
export { differenceOf, estimateOf } from "./rules/figure.ts";
export { insertSyntheticBattery, type SyntheticBattery } from "./store/synthetic-battery.ts";
export { addDays, comparedPeriod } from "#kit/period";
export { endOfStep, startOfStep } from "./rules/period.ts";
export { mostProblems, type CodeSet } from "./rules/named-places.ts";
export { insertSyntheticAnswers, type Synthetic } from "./store/synthetic.ts";
export { addSums, noSums, subtractSums, type Sums } from "./rules/sums.ts";

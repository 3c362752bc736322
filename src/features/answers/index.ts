export { answersPersonalData, eraseResponse } from "./actions/erasing.ts";
export { submitUnderLoad, type Load, type LoadResult } from "./actions/load.ts";
export { answersOfPersons, answersTimeline } from "./actions/of-persons.ts";
export { wordsInReach } from "./actions/reach.ts";
export { listResponses, readResponse, type ReadCall } from "./actions/reading.ts";
export { countRecorded } from "./actions/recorded.ts";
export { codesInResponses, countOwnResponses, recordSeeded, removeSeeded, type Seeding } from "./actions/seeded.ts";
export { countRemovable, removeImported } from "./actions/removing.ts";
export {
  recordResponses,
  submitMany,
  submitResponse,
  type BatchItem,
  type BulkSource,
  type SubmitCall,
} from "./actions/submit.ts";
export {
  countOfWeighting,
  delaysOfResponses,
  restoreOwnWeights,
  weightResponses,
  type WeightedResponse,
} from "./actions/weighting.ts";
export { answersRoutes } from "./routes.ts";
export type { Recorded, RefusalCode } from "./rules/entry.ts";
export { renderPreview, type Preview } from "./page/preview.ts";
export { previewPages, publicPages, type PreviewPagesOptions, type PublicPagesOptions } from "./page/public-pages.ts";

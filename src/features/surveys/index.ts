export { exportDefinition, importDefinition, type ImportedDefinition, type ImportWish } from "./actions/exchange.ts";
export { createLinks, readLink, takeLink, type LinkUse, type SurveyLink } from "./actions/links.ts";
export { createSurvey, publishSurvey, setState, updateSurvey, type SurveyCall } from "./actions/manage.ts";
export {
  ensureImportedSurvey,
  everyPublished,
  findPublished,
  readVersion,
  type ImportedSurvey,
  type PublishedSurvey,
} from "./actions/published.ts";
export { listSurveys, maySeeSurvey, readSurvey } from "./actions/read.ts";
export { removeSurveys } from "./actions/removing.ts";
export { linksTimeline } from "./actions/link-timeline.ts";
export { linksPersonalData } from "./actions/personal-links.ts";
export { createTestLink, readTestVisit, testTokenPrefix, type TestVisit } from "./actions/test-links.ts";
export { readTestRun, saveTestRun, type TestStep } from "./actions/test-runs.ts";
export { templates } from "./rules/templates.ts";
export { surveysRoutes } from "./routes.ts";
export type { SurveyRow } from "./store/surveys.ts";
export { selectNames as surveyNames } from "./store/surveys.ts";
export { linksOfUnits } from "./actions/unit-effect.ts";

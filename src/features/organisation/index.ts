export { listReferences, listUnresolved, putReference, type ReferenceWish } from "./actions/references.ts";
export {
  ensureReferences,
  forgetUnresolved,
  noteUnresolved,
  referenceNames,
  resolveReferences,
  unitAncestors,
  unitsInScope,
  type ReferenceKey,
} from "./actions/resolve.ts";
export { joinSetUp, readSettings, showSettings, updateSettings } from "./actions/settings.ts";
export { organisationRoutes } from "./routes.ts";
export { defaultSettings } from "./rules.ts";

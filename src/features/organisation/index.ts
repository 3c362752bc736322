export { changeUnits, previewChange } from "./actions/change-units.ts";
export { registerEffectSource, type Concern, type EffectSource } from "./actions/effects.ts";
export { calendarOf, listCalendars, listUnitKinds, putCalendar, putUnitKinds } from "./actions/hours.ts";
export { listLateUnits } from "./actions/late-units.ts";
export { nameReferences } from "./actions/naming.ts";
export { putUnit } from "./actions/put-unit.ts";
export { checkUnits, putUnits, type PutUnits, type UnitToPut } from "./actions/put-units.ts";
export { listUnits, readTree, readUnit } from "./actions/read-units.ts";
export { listReferences, listUnresolved, putReference, type ReferenceWish } from "./actions/references.ts";
export {
  ensureReferences,
  forgetUnresolved,
  noteUnresolved,
  referenceNames,
  resolveReferences,
  unitAncestors,
  unitManager,
  unitPathOn,
  unitsInScope,
  unitsManagedBy,
  unitsOverTime,
  type ReferenceKey,
  type UnitsOverTime,
} from "./actions/resolve.ts";
export { referenceCodes, referenceIds, removeReferences } from "./actions/removing.ts";
export { joinSetUp, readSettings, showSettings, updateSettings } from "./actions/settings.ts";
export { listChanges, undoChange, unitsConcerned } from "./actions/unit-changes.ts";
export { registerUnitSources, type ClosedUnit, type LateAnswers, type UnitSources } from "./actions/unit-sources.ts";
export { organisationRoutes } from "./routes.ts";
export { defaultSettings } from "./rules/settings.ts";
export {
  afterWorkingMinutes,
  alwaysWorking,
  isSameWorkingDay,
  isWorkingDay,
  isWorkingTime,
  nextWorkingMoment,
  type WorkingHours,
} from "./rules/calendar.ts";

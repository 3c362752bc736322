export { listAttributes } from "./actions/attributes.ts";
export { createPerson, updatePerson } from "./actions/changing.ts";
export { erasePerson, exportPerson } from "./actions/erasing.ts";
export { registerPersonalData, type Erasure, type Known, type PersonalData } from "./actions/personal-data.ts";
export { mergePersons, undoMerge } from "./actions/merge.ts";
export { knownIdentities } from "./actions/known-identities.ts";
export { putPersons } from "./actions/put-persons.ts";
export { countCustomersBy, findPersons, type RegisterField } from "./actions/finding.ts";
export { findPerson, readPerson, searchPersons } from "./actions/reading.ts";
export { addPersonRoles, resolvePersons } from "./actions/resolve.ts";
export {
  registerAnswersOfPersons,
  registerTimeline,
  type AnswersOfPersons,
  type TimelineSource,
} from "./actions/sources.ts";
export { personsInSegment } from "./actions/segments.ts";
export { peopleJobs } from "./jobs.ts";
export { peopleRoutes } from "./routes.ts";
export {
  countCustomers as countSeededCustomers,
  deleteCustomers as removeSeededCustomers,
  listCustomerIds as seededCustomerIds,
  insertCustomers as putSeededCustomers,
  type SeededCustomer,
} from "./store/seeded.ts";
export { identityKey, normaliseIdentity } from "./rules/identity.ts";
export type { TimelineAsk } from "./rules/timeline.ts";

export { registerPersonalData, type Erasure, type Known, type PersonalData } from "./actions/personal-data.ts";
export { erasePerson, exportPerson, findPerson } from "./actions/persons.ts";
export { addPersonRoles, resolvePersons } from "./actions/resolve.ts";
export { peopleRoutes } from "./routes.ts";
export { normaliseIdentity } from "./rules.ts";

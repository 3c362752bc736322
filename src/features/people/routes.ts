import { route, type Route } from "#platform/http/route";

import { erasePerson, exportPerson, findPerson } from "./actions/persons.ts";
import { peopleOperations } from "./contract.ts";

/** The operations of this slice with their actions. */
export const peopleRoutes: readonly Route[] = [
  route(peopleOperations.findPerson, (call, { query }) => findPerson(call, query)),
  route(peopleOperations.exportPerson, (call, { params }) => exportPerson(call, params.id)),
  route(peopleOperations.erasePerson, (call, { params, query }) => erasePerson(call, params.id, query)),
];

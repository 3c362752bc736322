import { route, type Route } from "#platform/http/route";
import { version } from "#platform/version";

import { createApiKey, listApiKeys, revokeApiKey } from "./actions/api-keys.ts";
import { listAudit } from "./actions/audit.ts";
import { readMe, updateMe } from "./actions/me.ts";
import { isSetUp, setUp } from "./actions/set-up.ts";
import { accessOperations } from "./contract.ts";

/** The operations of this slice with their actions. */
export const accessRoutes: readonly Route[] = [
  route(accessOperations.readSetup, async ({ stores }) => ({
    needed: !(await stores.postgres.read(isSetUp)),
    version,
  })),
  route(accessOperations.setUp, ({ stores }, { body }) => setUp(stores, body)),
  route(accessOperations.readMe, (call) => readMe(call)),
  route(accessOperations.updateMe, (call, { body }) => updateMe(call, body)),
  route(accessOperations.listApiKeys, (call) => listApiKeys(call)),
  route(accessOperations.createApiKey, (call, { body }) => createApiKey(call, body)),
  route(accessOperations.revokeApiKey, (call, { params }) => revokeApiKey(call, params.id)),
  route(accessOperations.listAudit, (call, { query }) => listAudit(call, query)),
];

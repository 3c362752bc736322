import type { ErrorTable } from "#kit/operation";

import { accountErrors, accountOperations } from "./contract/account.ts";
import { apiKeyErrors, apiKeyOperations } from "./contract/api-keys.ts";
import { auditErrors, auditOperations } from "./contract/audit.ts";
import { delegationErrors, delegationOperations } from "./contract/delegations.ts";
import { roleOperations } from "./contract/roles.ts";
import { signInErrors } from "./contract/sign-in.ts";
import { userErrors, userOperations } from "./contract/users.ts";

export * from "./contract/account.ts";
export * from "./contract/api-keys.ts";
export * from "./contract/audit.ts";
export * from "./contract/delegations.ts";
export * from "./contract/roles.ts";
export * from "./contract/sign-in.ts";
export * from "./contract/users.ts";

/** Every operation of this slice. */
export const accessOperations = {
  ...accountOperations,
  ...roleOperations,
  ...userOperations,
  ...delegationOperations,
  ...apiKeyOperations,
  ...auditOperations,
} as const;

/** Every code with which this slice refuses. */
export const accessErrors = {
  ...accountErrors,
  ...signInErrors,
  ...userErrors,
  ...delegationErrors,
  ...apiKeyErrors,
  ...auditErrors,
} as const satisfies ErrorTable;

import type { ErrorTable } from "#kit/operation";

import { accountErrors, accountOperations } from "./contract/account.ts";
import { apiKeyErrors, apiKeyOperations } from "./contract/api-keys.ts";
import { auditErrors, auditOperations } from "./contract/audit.ts";
import { delegationErrors, delegationOperations } from "./contract/delegations.ts";
import { invitationErrors, invitationOperations } from "./contract/invitations.ts";
import { roleOperations } from "./contract/roles.ts";
import { sessionOperations } from "./contract/sessions.ts";
import { signInErrors, signInOperations } from "./contract/sign-in.ts";
import { singleSignOnErrors, singleSignOnOperations } from "./contract/single-sign-on.ts";
import { twoFactorErrors, twoFactorOperations } from "./contract/two-factor.ts";
import { userErrors, userOperations } from "./contract/users.ts";

export * from "./contract/account.ts";
export * from "./contract/api-keys.ts";
export * from "./contract/audit.ts";
export * from "./contract/delegations.ts";
export * from "./contract/invitations.ts";
export * from "./contract/roles.ts";
export * from "./contract/sessions.ts";
export * from "./contract/sign-in.ts";
export * from "./contract/single-sign-on.ts";
export * from "./contract/two-factor.ts";
export * from "./contract/users.ts";

/** Every operation of this slice. */
export const accessOperations = {
  ...accountOperations,
  ...signInOperations,
  ...sessionOperations,
  ...twoFactorOperations,
  ...invitationOperations,
  ...singleSignOnOperations,
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
  ...twoFactorErrors,
  ...invitationErrors,
  ...singleSignOnErrors,
  ...userErrors,
  ...delegationErrors,
  ...apiKeyErrors,
  ...auditErrors,
} as const satisfies ErrorTable;

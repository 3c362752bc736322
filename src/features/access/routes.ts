import { route, type Route } from "#platform/http/route";
import { version } from "#platform/version";

import { readInvitation } from "./actions/accept-invitation.ts";
import { adoptApiKey, createApiKey, listApiKeys, revokeApiKey } from "./actions/api-keys.ts";
import { listLocks, unlockUser } from "./actions/attempts.ts";
import { checkAudit, readAuditCheck } from "./actions/audit-chain.ts";
import { listAudit } from "./actions/audit.ts";
import { createDelegation, listDelegations, revokeDelegation } from "./actions/delegations.ts";
import { setGrants } from "./actions/grants.ts";
import { invite, listInvitations, resendInvitation, revokeInvitation } from "./actions/invitations.ts";
import { readMe, updateMe } from "./actions/me.ts";
import { requestPasswordReset } from "./actions/password-resets.ts";
import { readPolicy, readSignIn, sendTestMail, updatePolicy } from "./actions/policy.ts";
import { readRoles } from "./actions/roles.ts";
import { endOtherSessions, endSession, listSessions } from "./actions/sessions.ts";
import { isSetUp, setUp } from "./actions/set-up.ts";
import { readSingleSignOn, testSingleSignOn, updateSingleSignOn } from "./actions/single-sign-on.ts";
import {
  beginTwoFactor,
  confirmTwoFactor,
  endTwoFactor,
  readTwoFactor,
  renewBackupCodes,
  resetTwoFactor,
} from "./actions/two-factor.ts";
import { listColleagues, listUsers, readUser } from "./actions/user-list.ts";
import { createUser, resetPassword, setEmployee, setUserState } from "./actions/users.ts";
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
  route(accessOperations.readRoles, ({ viewer }) => Promise.resolve(readRoles(viewer))),
  route(accessOperations.listUsers, (call, { query }) => listUsers(call, query)),
  route(accessOperations.readUser, (call, { params }) => readUser(call, params.id)),
  route(accessOperations.createUser, (call, { body }) => createUser(call, body)),
  route(accessOperations.setGrants, (call, { params, body }) => setGrants(call, params.id, body.grants)),
  route(accessOperations.setUserState, (call, { params, body }) => setUserState(call, params.id, body.state)),
  route(accessOperations.resetPassword, (call, { params, body }) => resetPassword(call, { ...params, ...body })),
  route(accessOperations.setEmployee, (call, { params, body }) => setEmployee(call, params.id, body.employee)),
  route(accessOperations.listColleagues, (call, { query }) => listColleagues(call, query.search)),
  route(accessOperations.listDelegations, (call, { query }) => listDelegations(call, query.user)),
  route(accessOperations.createDelegation, (call, { body }) => createDelegation(call, body)),
  route(accessOperations.revokeDelegation, (call, { params }) => revokeDelegation(call, params.id)),
  route(accessOperations.listApiKeys, (call) => listApiKeys(call)),
  route(accessOperations.createApiKey, (call, { body }) => createApiKey(call, body)),
  route(accessOperations.adoptApiKey, (call, { params }) => adoptApiKey(call, params.id)),
  route(accessOperations.revokeApiKey, (call, { params }) => revokeApiKey(call, params.id)),
  route(accessOperations.listAudit, (call, { query }) => listAudit(call, query)),
  route(accessOperations.readAuditCheck, (call) => readAuditCheck(call)),
  route(accessOperations.checkAudit, (call, { body }) => checkAudit(call, body.head)),
  route(accessOperations.readSignIn, ({ stores }) => readSignIn(stores)),
  route(accessOperations.requestPasswordReset, (call, { body }) => requestPasswordReset(call, body.email)),
  route(accessOperations.readPolicy, (call) => readPolicy(call)),
  route(accessOperations.updatePolicy, (call, { body }) => updatePolicy(call, body)),
  route(accessOperations.sendTestMail, (call) => sendTestMail(call)),
  route(accessOperations.listLocks, (call) => listLocks(call)),
  route(accessOperations.unlockUser, (call, { params }) => unlockUser(call, params.id)),
  route(accessOperations.listSessions, (call) => listSessions(call)),
  route(accessOperations.endSession, (call, { params }) => endSession(call, params.id)),
  route(accessOperations.endOtherSessions, (call) => endOtherSessions(call)),
  route(accessOperations.readTwoFactor, (call) => readTwoFactor(call)),
  route(accessOperations.beginTwoFactor, (call, { body }) => beginTwoFactor(call, body.password)),
  route(accessOperations.confirmTwoFactor, (call, { body }) => confirmTwoFactor(call, body.code)),
  route(accessOperations.renewBackupCodes, (call, { body }) => renewBackupCodes(call, body.password)),
  route(accessOperations.endTwoFactor, (call, { body }) => endTwoFactor(call, body.password)),
  route(accessOperations.resetTwoFactor, (call, { params }) => resetTwoFactor(call, params.id)),
  route(accessOperations.listInvitations, (call, { query }) => listInvitations(call, query)),
  route(accessOperations.invite, (call, { body }) => invite(call, body)),
  route(accessOperations.resendInvitation, (call, { params, body }) => resendInvitation(call, params.id, body.deliver)),
  route(accessOperations.revokeInvitation, (call, { params }) => revokeInvitation(call, params.id)),
  route(accessOperations.readInvitation, ({ stores }, { body }) => readInvitation(stores, body.token)),
  route(accessOperations.readSingleSignOn, (call) => readSingleSignOn(call)),
  route(accessOperations.updateSingleSignOn, (call, { body }) => updateSingleSignOn(call, body)),
  route(accessOperations.testSingleSignOn, (call) => testSingleSignOn(call)),
];

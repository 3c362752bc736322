export { actingViewer } from "./actions/acting-viewer.ts";
export { absentUser, type AbsentUser } from "./actions/absent-user.ts";
export { adoptApiKey, createApiKey, listApiKeys, revokeApiKey, type ApiKeyWish } from "./actions/api-keys.ts";
export { listAudit, recordAudit, type Deed } from "./actions/audit.ts";
export { checkAudit, readAuditCheck, sealAudit, type KeptHead } from "./actions/audit-chain.ts";
export { registerTellInviter, type TellInviter } from "./actions/accept-invitation.ts";
export { authHandler } from "./actions/auth-handler.ts";
export { hasDone } from "./actions/deeds.ts";
export { createAuth, type Auth } from "./actions/auth.ts";
export { readMe, updateMe } from "./actions/me.ts";
export { isSetUp, registerSetUpStep, setUp, setUpFromConfig, type SetUpStep } from "./actions/set-up.ts";
export { createDelegation, listDelegations, revokeDelegation } from "./actions/delegations.ts";
export { setGrants } from "./actions/grants.ts";
export { registerNeighbours, type Neighbours } from "./actions/neighbours.ts";
export { seal, unseal } from "./actions/secrets.ts";
export { readRoles } from "./actions/roles.ts";
export { listColleagues, listUsers, readUser } from "./actions/user-list.ts";
export {
  addUser,
  createUser,
  disableUser,
  enableUser,
  resetPassword,
  setEmployee,
  setUserState,
} from "./actions/users.ts";
export { viewerOf } from "./actions/viewer-of.ts";
export {
  anonymousViewer,
  ownWorkOf,
  requireEverywhere,
  requirePermission,
  speaking,
  systemViewer,
  unitScope,
  viewerForTest,
} from "./actions/viewers.ts";
export { accessJobs } from "./jobs.ts";
export { accessRoutes } from "./routes.ts";
export { mountAuditFile } from "./routes/audit-file.ts";
export { signInWords } from "./contract/sign-in-words.ts";

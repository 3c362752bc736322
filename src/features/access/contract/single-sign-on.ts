import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

import { invitedGrantSchema } from "./invitations.ts";
import { roles, unitsSchema } from "./roles.ts";

/** Who has this value in the claim gets this role. */
export const roleMappingSchema = z.strictObject({
  value: z.string().trim().min(1).max(300),
  role: z.enum(roles),
  units: unitsSchema,
});
export type RoleMapping = z.infer<typeof roleMappingSchema>;

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,}$/, "a domain such as example.org");

export const singleSignOnSchema = z.strictObject({
  isEnabled: z.boolean(),
  /** What stands on the button: the name people know the provider by. */
  label: z.string().trim().max(60),
  /** Address below which `/.well-known/openid-configuration` is. */
  issuer: z.string().trim().max(500),
  clientId: z.string().trim().max(500),
  /** Space-separated; `openid` is always asked for. */
  scopes: z
    .string()
    .trim()
    .max(500)
    .regex(/^[\x21\x23-\x5B\x5D-\x7E ]*$/, "scopes with spaces between"),
  /** Where in the claims the roles are: `groups`, `realm_access.roles`. */
  roleClaim: z.string().trim().max(200),
  roleMapping: z.array(roleMappingSchema).max(200),
  /** For those whom no line of the mapping fits; null refuses them. */
  defaultGrant: invitedGrantSchema.nullable(),
  /** Empty: every domain. */
  allowedDomains: z.array(domain).max(100),
  /** Whether whoever the provider lets in becomes a user; otherwise only who was invited or is there already. */
  createsUsers: z.boolean(),
  /** The provider proves every address and leaves `email_verified` out. One that says `false` is refused all the same. */
  assumesVerified: z.boolean(),
});
export type SingleSignOn = z.infer<typeof singleSignOnSchema>;

const shown = z.object({
  ...singleSignOnSchema.shape,
  hasSecret: z.boolean(),
  /** Issuer, client and secret come from HOLOS_OIDC_* and cannot be changed here. */
  isFromEnvironment: z.boolean(),
  /** What the provider must be told as redirect address, below the address of this installation. */
  callbackPath: z.string(),
});

/** Signing in at the organisation's own OpenID provider. */
export const singleSignOnOperations = {
  readSingleSignOn: defineOperation({
    id: "access.readSingleSignOn",
    method: "get",
    path: "/api/v1/single-sign-on",
    permission: "access.manage",
    summary: "Settings of single sign-on; the secret stays hidden",
    output: shown,
    errors: [],
  }),
  updateSingleSignOn: defineOperation({
    id: "access.updateSingleSignOn",
    method: "put",
    path: "/api/v1/single-sign-on",
    permission: "access.manage",
    reach: "everywhere",
    summary: "Change single sign-on; without a secret the kept one stays",
    body: z.strictObject({ ...singleSignOnSchema.shape, clientSecret: z.string().min(1).max(1000).optional() }),
    output: shown,
    errors: [
      "access.installation_only",
      "access.sign_on_incomplete",
      "access.sign_on_insecure",
      "access.grant_beyond_own",
      "access.role_needs_unit",
      "access.unknown_unit",
    ],
  }),
  testSingleSignOn: defineOperation({
    id: "access.testSingleSignOn",
    method: "post",
    path: "/api/v1/single-sign-on/test",
    permission: "access.manage",
    reach: "everywhere",
    summary: "Ask the provider for its configuration now",
    output: z.object({ issuer: z.string(), authorizationEndpoint: z.string() }),
    errors: ["access.sign_on_unreachable", "access.sign_on_off", "access.installation_only"],
  }),
} as const;

export const singleSignOnErrors = {
  "access.sign_on_off": { status: 409, message: "Single sign-on is not set up here. Sign in with your password." },
  "access.sign_on_incomplete": { status: 422, message: "Single sign-on needs an issuer, a client id and a secret." },
  "access.sign_on_insecure": { status: 422, message: "The issuer must be an address that begins with https://." },
  "access.sign_on_unreachable": {
    status: 503,
    message: "The sign-on provider does not answer as it should. Sign in with your password, or try again later.",
  },
  "access.sign_on_failed": {
    status: 401,
    message: "The sign-on was not completed, or took too long. Begin again.",
  },
  "access.sign_on_unverified": {
    status: 403,
    message: "The provider does not vouch for your e-mail address. Ask your administrator to have it verified.",
  },
  "access.sign_on_domain": { status: 403, message: "Addresses of this domain are not let in here." },
  "access.sign_on_unknown": { status: 403, message: "You have no account here yet. Ask to be invited." },
  "access.sign_on_no_role": { status: 403, message: "The provider gives you no role that counts here. Ask an owner." },
  "access.sign_on_other_address": {
    status: 403,
    message: "The invitation is for another e-mail address than the one you signed on with.",
  },
} as const satisfies ErrorTable;

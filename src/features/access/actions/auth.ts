import { betterAuth, type BetterAuthOptions, type BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

import type { Log } from "#platform/log";
import type { Postgres } from "#platform/postgres";
import { installationSecret } from "#platform/secret";
import type { Stores } from "#platform/stores";

import { findCredential } from "../store/credentials.ts";
import { findPolicy } from "../store/policy.ts";

/** Sign-in of this installation: one instance for plain http, one whose cookie is marked `Secure`. */
export interface Auth {
  readonly plain: AuthInstance;
  readonly secure: AuthInstance;
  /** Origins whose pages may use a session. */
  readonly origins: ReadonlySet<string>;
}

/** What of better-auth is used. */
export interface AuthInstance {
  handler(request: Request): Promise<Response>;
  /** The session behind the cookie, or undefined. */
  sessionOf(headers: Headers): Promise<SessionRef | undefined>;
  /** Opens a session for somebody who proved who they are; the `Set-Cookie` lines. @throws APIError `USER_DISABLED` */
  openSession(opening: Opening): Promise<readonly string[]>;
}

/** Which session, and whose. */
export interface SessionRef {
  readonly id: string;
  readonly userId: string;
}

/** For whom a session is opened. `headers` tell the browser. */
export interface Opening {
  readonly userId: string;
  readonly method: "password" | "sign-on";
  readonly headers: Headers;
}

/** Name of the session cookie, the same on http and https. */
export const sessionCookie = "holos.session_token";

/** Header in which the address of the caller is handed to better-auth; never taken from outside. */
export const addressHeader = "x-holos-address";

/**
 * Sets up sign-in for these stores. Called once at start, when the port is known.
 * @param options.baseUrls every address people reach this installation at, e.g. `http://127.0.0.1:3000`,
 * `http://localhost:3000`; `HOLOS_PUBLIC_URL` is added by itself. Pages of other origins cannot use a session.
 */
export function createAuth(stores: Stores, options: { readonly baseUrls: readonly string[] }): Auth {
  const urls = [...options.baseUrls, ...(stores.config.publicUrl === undefined ? [] : [stores.config.publicUrl])];
  const origins = [...new Set(urls.map((url) => new URL(url).origin))];
  const create = (isSecure: boolean) => instanceOf(optionsOf(stores, origins, isSecure));
  const auth: Auth = { plain: create(false), secure: create(true), origins: new Set(origins) };
  instances.set(stores.postgres, auth);
  return auth;
}

/** The sign-in of these stores; where nobody called `createAuth`, one for loopback and the configured port. */
export function authOf(stores: Stores): Auth {
  const { port } = stores.config;
  return (
    instances.get(stores.postgres) ??
    createAuth(stores, { baseUrls: [`http://127.0.0.1:${port}`, `http://localhost:${port}`] })
  );
}

const instances = new WeakMap<Postgres, Auth>();
/** Seconds; the longest time a policy can give a session, so that the cookie never ends before it. */
const month = 30 * 24 * 3600;

/** Opening a session without better-auth's own ways of signing in: ours know lock-out and second factors. */
const doorPlugin = {
  id: "holos-door",
  endpoints: {
    openHolosSession: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ userId: z.string(), method: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.userId);
        if (user === null) throw new APIError("FORBIDDEN", { code: "USER_DISABLED" });
        const session = await internalAdapter.createSession(user.id, false, { method: ctx.body.method });
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ ok: true });
      },
    ),
  },
} satisfies BetterAuthPlugin;

function instanceOf(options: BetterAuthOptions): AuthInstance {
  const auth = betterAuth({ ...options, plugins: [doorPlugin] });
  return {
    handler: (request) => auth.handler(request),
    sessionOf: async (headers) => {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      return found === null ? undefined : { id: found.session.id, userId: found.user.id };
    },
    openSession: async ({ userId, method, headers }) => {
      const opened = await auth.api.openHolosSession({ body: { userId, method }, headers, returnHeaders: true });
      return opened.headers.getSetCookie();
    },
  };
}

function optionsOf(stores: Stores, origins: string[], isSecure: boolean): BetterAuthOptions {
  return {
    appName: "Holos",
    baseURL: origins[0] ?? "http://127.0.0.1",
    basePath: "/api/auth",
    secret: installationSecret(stores.config),
    database: stores.postgres.pool,
    trustedOrigins: origins,
    telemetry: { enabled: false },
    logger: loggerOf(stores.log),
    emailAndPassword: { enabled: false },
    ...tables,
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "holos",
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: "lax" },
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => stores.random.uuid() },
    },
    databaseHooks: { session: { create: { before: (session) => admit(stores, session) } } },
  };
}

/** A disabled user gets no session; a session does not remember from which address it was opened. */
async function admit<S extends { readonly userId: string }>(stores: Stores, session: S) {
  const [user, policy] = await stores.postgres.read(async (tx) => [
    await findCredential(tx, session.userId),
    await findPolicy(tx),
  ]);
  if (user === undefined || user.isDisabled) throw new APIError("FORBIDDEN", { code: "USER_DISABLED" });
  const minutes = Math.min(policy.sessionIdleMinutes, policy.sessionAbsoluteMinutes);
  return { data: { ...session, ipAddress: null, expiresAt: new Date(Date.now() + minutes * 60_000) } };
}

/** What better-auth says may hold an e-mail address in its arguments, so only its text is kept. */
function loggerOf(log: Log): NonNullable<BetterAuthOptions["logger"]> {
  const child = log.child({ part: "sign-in" });
  return { log: (level, message) => child[level === "error" ? "warn" : "debug"](message) };
}

const times = { createdAt: "created_at", updatedAt: "updated_at" };

/** Our names for its tables and columns (migration 0010). */
const tables = {
  user: { modelName: "access_user", fields: { emailVerified: "email_verified", ...times } },
  session: {
    modelName: "access_session",
    fields: {
      userId: "user_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      ...times,
    },
    additionalFields: { method: { type: "string", required: false, input: false } },
    expiresIn: month,
    disableSessionRefresh: true,
    freshAge: 0,
  },
  account: {
    modelName: "access_credential",
    fields: {
      userId: "user_id",
      accountId: "account_id",
      providerId: "provider_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...times,
    },
  },
  verification: { modelName: "access_verification", fields: { expiresAt: "expires_at", ...times } },
} as const satisfies Pick<BetterAuthOptions, "user" | "session" | "account" | "verification">;

import { betterAuth, type BetterAuthOptions } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";

import type { Log } from "#platform/log";
import type { Postgres } from "#platform/postgres";
import { installationSecret } from "#platform/secret";
import type { Stores } from "#platform/stores";

import { findUser, findUserByEmail } from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { anonymousViewer, viewerOfUser } from "./viewers.ts";

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
  /** The user behind the session cookie, or undefined. */
  userIdOf(headers: Headers): Promise<string | undefined>;
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
  const create = (isSecure: boolean) => instanceOf(betterAuth(optionsOf(stores, origins, isSecure)));
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
const month = 30 * 24 * 3600;
const day = 24 * 3600;

function instanceOf(auth: ReturnType<typeof betterAuth>): AuthInstance {
  return {
    handler: (request) => auth.handler(request),
    userIdOf: async (headers) =>
      (await auth.api.getSession({ headers, query: { disableRefresh: true } }))?.user.id ?? undefined,
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
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    ...tables,
    rateLimit: {
      ...rateLimit,
      enabled: true,
      storage: "database",
      window: 60,
      max: 100,
      customRules: {
        "/sign-in/email": { window: 60, max: 10 },
        "/change-password": { window: 60, max: 10 },
        "/get-session": false,
        "/sign-out": false,
      },
    },
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
    hooks: {
      before: createAuthMiddleware(async (context) =>
        context.path === "/change-password"
          ? { context: { body: { ...(context.body as object), revokeOtherSessions: true } } }
          : undefined,
      ),
      after: createAuthMiddleware(async (context) => {
        const body = context.body as { email?: unknown } | undefined;
        const email = typeof body?.email === "string" ? body.email : "";
        await noteSignIn(stores, context.path, { userId: context.context.newSession?.user.id, email });
      }),
    },
  };
}

/** A disabled user gets no session; a session does not remember from which address it was opened. */
async function admit<S extends { readonly userId: string }>(stores: Stores, session: S) {
  const user = await stores.postgres.read((tx) => findUser(tx, session.userId));
  if (user === undefined || user.disabledAt !== null) throw new APIError("FORBIDDEN", { code: "USER_DISABLED" });
  return { data: { ...session, ipAddress: null } };
}

const deeds: Readonly<Record<string, { readonly done: string; readonly failed: string }>> = {
  "/sign-in/email": { done: "access.signed_in", failed: "access.sign_in_failed" },
  "/change-password": { done: "access.password_changed", failed: "access.password_change_failed" },
};

async function noteSignIn(
  stores: Stores,
  path: string,
  who: { readonly userId: string | undefined; readonly email: string },
): Promise<void> {
  const deed = deeds[path];
  if (deed === undefined) return;
  await stores.postgres.transaction(async (tx) => {
    const isDone = who.userId !== undefined;
    const user = who.userId === undefined ? await findUserByEmail(tx, who.email) : await findUser(tx, who.userId);
    await recordAudit(tx, isDone && user !== undefined ? viewerOfUser(user, "en") : anonymousViewer("en"), {
      action: isDone ? deed.done : deed.failed,
      subjectKind: "user",
      subjectId: user?.id ?? "unknown",
    });
  });
}

/** What better-auth says may hold an e-mail address in its arguments, so only its text is kept. */
function loggerOf(log: Log): NonNullable<BetterAuthOptions["logger"]> {
  const child = log.child({ part: "sign-in" });
  return { log: (level, message) => child[level === "error" ? "warn" : "debug"](message) };
}

const times = { createdAt: "created_at", updatedAt: "updated_at" };

const rateLimit = { modelName: "access_rate_limit", fields: { lastRequest: "last_request" } } as const;

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
    expiresIn: month,
    updateAge: day,
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

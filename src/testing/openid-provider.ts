import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { Provider } from "oidc-provider";

import type { TestScope } from "./database.ts";

/** What the provider says about somebody besides `sub`. */
export type Account = Readonly<Record<string, unknown>>;

/** A real OpenID provider on loopback. */
export interface OpenidProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Accounts by subject; change one between two sign-ons. */
  readonly accounts: Map<string, Account>;
  /**
   * What the browser does at the provider: signs in as the subject, agrees, and comes back with the address that it is
   * sent to.
   */
  visit(authorizationUrl: string, subject: string): Promise<URL>;
  close(): Promise<void>;
}

/** Starts a provider that is stopped when the scope ends. `redirectUri` is the one it knows. */
export async function openOpenidProvider(scope: TestScope, redirectUri: string): Promise<OpenidProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const accounts = new Map<string, Account>();
  const client = { client_id: "holos", client_secret: "a secret of the client", redirect_uris: [redirectUri] };
  const provider = new Provider(issuer, {
    clients: [client],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups", "realm_access"] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/as/${uid}` },
    cookies: { keys: ["of the tests"] },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    const path = new URL(request.url ?? "/", issuer).pathname;
    if (!path.startsWith("/as/")) {
      void answer(request, response);
      return;
    }
    const login = { accountId: decodeURIComponent(request.headers["x-subject"] as string) };
    void decide(provider, request, response, login);
  });

  const close = () => stop(server);
  scope.after(close);
  const { client_id: clientId, client_secret: clientSecret } = client;
  return { issuer, clientId, clientSecret, accounts, visit: (url, subject) => walk(url, subject, redirectUri), close };
}

type Decide = Parameters<Provider["interactionDetails"]>;

/** Signs in and agrees to everything at once. */
async function decide(provider: Provider, request: Decide[0], response: Decide[1], login: { accountId: string }) {
  const { prompt, params, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") return provider.interactionFinished(request, response, { login });
  const clientId = String(params["client_id"]);
  const grant =
    grantId === undefined
      ? new provider.Grant({ accountId: login.accountId, clientId })
      : await provider.Grant.find(grantId);
  grant?.addOIDCScope("openid email profile");
  const consent = { grantId: (await grant?.save()) ?? "" };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

/** Follows redirects with a cookie jar of its own until the provider sends back to the application. */
async function walk(start: string, subject: string, redirectUri: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = start;
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie, "x-subject": encodeURIComponent(subject) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      jar.set(name, value);
    }
    const to = response.headers.get("location");
    if (to === null)
      throw new Error(`The provider stopped: ${response.status} ${(await response.text()).slice(0, 300)}`);
    url = new URL(to, url).href;
    if (url.startsWith(redirectUri)) return new URL(url);
  }
  throw new Error("The provider sends in circles");
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

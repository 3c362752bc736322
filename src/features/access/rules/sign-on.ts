import type { InvitedGrant, SingleSignOn } from "../contract.ts";

/** What the provider says about somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** Somebody as far as the provider vouches for them. */
export interface SignedOn {
  readonly subject: string;
  readonly email: string;
  readonly name: string;
}

export type SignOnFault = "access.sign_on_unverified" | "access.sign_on_domain" | "access.sign_on_failed";

type Read = { readonly ok: true; readonly who: SignedOn } | { readonly ok: false; readonly code: SignOnFault };

/** Who the claims are about, or why nobody is let in with them. */
export function readClaims(claims: Claims, settings: Pick<SingleSignOn, "allowedDomains" | "assumesVerified">): Read {
  const { sub: subject } = claims;
  const email = addressIn(claims);
  if (typeof subject !== "string" || subject === "" || subject.length > 500)
    return { ok: false, code: "access.sign_on_failed" };
  if (email === undefined || !isVerified(claims, settings)) return { ok: false, code: "access.sign_on_unverified" };

  const domain = email.slice(email.lastIndexOf("@") + 1);
  const isLetIn = settings.allowedDomains.length === 0 || settings.allowedDomains.includes(domain);
  if (!isLetIn) return { ok: false, code: "access.sign_on_domain" };
  return { ok: true, who: { subject, email, name: nameIn(claims) ?? email.slice(0, email.lastIndexOf("@")) } };
}

function addressIn({ email }: Claims): string | undefined {
  const address = typeof email === "string" ? email.trim().toLowerCase() : "";
  return /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= 254 ? address : undefined;
}

function nameIn({ name }: Claims): string | undefined {
  return typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, 120) : undefined;
}

/** Roles by the mapping; the default one where no line fits; an empty list when there is none. */
export function rolesOfClaims(
  claims: Claims,
  settings: Pick<SingleSignOn, "roleClaim" | "roleMapping" | "defaultGrant">,
): readonly InvitedGrant[] {
  const values = new Set(valuesAt(claims, settings.roleClaim));
  const mapped = settings.roleMapping
    .filter(({ value }) => values.has(value))
    .map(({ role, units }) => ({ role, units }));
  if (mapped.length > 0) return mapped;
  return settings.defaultGrant === null ? [] : [settings.defaultGrant];
}

/** What stands in a claim, as strings: the claim of that very name first, otherwise the path with dots into objects. */
export function valuesAt(claims: Claims, path: string): readonly string[] {
  if (path === "") return [];
  const found = Object.hasOwn(claims, path) ? claims[path] : path.split(".").reduce<unknown>(step, claims);
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.filter((value) => typeof value === "string" || typeof value === "number").map(String);
}

/** Where an issuer or one of its addresses may be: https, or this very machine. */
export function isSafeAddress(address: string): boolean {
  return /^https:\/\/[^\s/?#]/i.test(address) || isLocalAddress(address);
}

/** Whether it is an address without TLS on this very machine. */
export function isLocalAddress(address: string): boolean {
  return /^http:\/\/(localhost|\[::1\]|127\.\d{1,3}\.\d{1,3}\.\d{1,3})(:\d{1,5})?(\/|$)/i.test(address);
}

/** `email_verified` is a truth value (OpenID Connect Core, 5.1); some providers send it as a word. */
function isVerified({ email_verified: claim }: Claims, { assumesVerified }: Pick<SingleSignOn, "assumesVerified">) {
  return claim === true || claim === "true" || (claim === undefined && assumesVerified);
}

function step(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

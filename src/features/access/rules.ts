import { productLanguages, type ProductLanguage } from "#kit/language";
import { permissions, type Permission } from "#kit/operation";

import type { Role } from "./contract.ts";

const reading: readonly Permission[] = [
  "answers.read",
  "surveys.read",
  "insight.read",
  "people.read",
  "staff.read",
  "organisation.read",
];

/** What analysts keep in order so that numbers can be trusted. */
const analysing: readonly Permission[] = [
  "themes.write",
  "themes.code",
  "problems.write",
  "alerts.write",
  "weights.write",
];

const ownersOnly: ReadonlySet<Permission> = new Set(["access.manage", "installation.manage", "answers.erase"]);

/** The table of roles; `docs/operator-guide.md` prints it, the matrix test walks it. */
const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  "tx-lead": permissions.filter((permission) => !ownersOnly.has(permission)),
  analyst: [...reading, "views.share", "annotations.write", ...analysing, "own.read"],
  "unit-manager": [...reading, "annotations.write", "own.read"],
  "loop-agent": ["answers.read", "surveys.read", "people.read", "organisation.read", "themes.code", "own.read"],
  "function-head": [
    "answers.read",
    "surveys.read",
    "insight.read",
    "organisation.read",
    "annotations.write",
    "own.read",
  ],
  employee: ["own.read"],
  auditor: ["surveys.read", "insight.read", "organisation.read", "access.read", "audit.read"],
};

/** Roles that hold for units: they are given with at least one. The others may be given with units, or for all. */
export const scopedRoles: ReadonlySet<Role> = new Set(["unit-manager", "loop-agent", "function-head"]);

/** What a role may do. A role this version does not know may do nothing. */
export function permissionsOf(role: string): readonly Permission[] {
  return Object.hasOwn(rolePermissions, role) ? rolePermissions[role as Role] : [];
}

/** The scopes that the holder of these permissions may not hand on, in the order they were asked for. */
export function scopesBeyond(own: ReadonlySet<Permission>, scopes: readonly Permission[]): readonly Permission[] {
  return scopes.filter((scope) => !own.has(scope));
}

/** Whether a key still opens anything at this moment. */
export function isKeyValid(
  key: { readonly expiresAt: Date | null; readonly revokedAt: Date | null },
  now: Date,
): boolean {
  return key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
}

/** Last use is worth a write once a minute, no more. */
export function isUseWorthNoting(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= 60_000;
}

/** The API key in `Authorization: Bearer hol_…` or `X-Api-Key`, or undefined. Other schemes are not ours. */
export function apiKeyIn(authorization: string | null, apiKeyHeader: string | null): string | undefined {
  const bearer = /^bearer +(\S+)$/i.exec(authorization?.trim() ?? "")?.[1];
  const key = bearer ?? apiKeyHeader?.trim();
  return key === "" ? undefined : key;
}

/** The product language that a reader prefers by Accept-Language (RFC 9110, 12.5.4); English when none fits. */
export function readerLanguage(acceptLanguage: string | null): ProductLanguage {
  const wanted = (acceptLanguage ?? "").slice(0, 500).split(",").map(preferenceOf);
  const best = wanted.filter((one) => one.language !== undefined && one.weight > 0);
  return best.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? "en";
}

function preferenceOf(part: string): { language: ProductLanguage | undefined; weight: number } {
  const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((q) => q !== undefined);
  const weight = quality === undefined ? 1 : Number(quality);
  return {
    language: productLanguages.find((language) => language === tag.trim().split("-")[0]),
    weight: Number.isNaN(weight) ? 0 : weight,
  };
}

import type { Me } from "../api/queries.ts";

type HomePage = NonNullable<Me["home"]>;

/** Pages that can be the first one after signing in, each with what it needs. */
export const homes = {
  overview: { to: "/overview", permission: "insight.read" },
  morning: { to: "/morning", permission: "answers.read" },
  "own-work": { to: "/my-work", permission: "own.read" },
  explore: { to: "/explore", permission: "insight.read" },
  answers: { to: "/answers", permission: "answers.read" },
  surveys: { to: "/surveys", permission: "surveys.read" },
  audit: { to: "/settings/audit", permission: "audit.read" },
} as const satisfies Readonly<Record<HomePage, { readonly to: string; readonly permission: string }>>;

/** The first page of somebody: their own choice while they may see it, else that of their first role. */
export function homeOf(me: Pick<Me, "home" | "roles" | "permissions">): HomePage | null {
  const wanted = [me.home, ...roleHomes.filter(([role]) => me.roles.includes(role)).map(([, home]) => home)];
  const known = wanted.find((home) => home !== null && mayStartAt(me, home));
  return known ?? (Object.keys(homes) as HomePage[]).find((home) => mayStartAt(me, home)) ?? null;
}

/** Whether somebody with these permissions may start there. */
export function mayStartAt(me: Pick<Me, "permissions">, home: HomePage): boolean {
  return me.permissions.includes(homes[home].permission);
}

/** Who holds several roles starts where the one highest up begins. */
const roleHomes: readonly (readonly [string, HomePage])[] = [
  ["owner", "overview"],
  ["tx-lead", "overview"],
  ["unit-manager", "morning"],
  ["function-head", "morning"],
  ["loop-agent", "morning"],
  ["analyst", "explore"],
  ["auditor", "audit"],
  ["employee", "own-work"],
];

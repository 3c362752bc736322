import type { Role } from "#feature/access/contract";

/** Which users are listed, as the URL says. */
export interface UsersSearch {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: "active" | "disabled" | "all" | undefined;
}

/** Which entries of the trail are listed, as the URL says; days are local, both counted in. */
export interface AuditSearch {
  readonly text?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What the URL may say of the list of users; anything else is left out. */
export function usersSearch(raw: Readonly<Record<string, unknown>>): UsersSearch {
  return pick(raw, ["search", "role", "state"]);
}

/** What the URL may say of the trail. */
export function auditSearch(raw: Readonly<Record<string, unknown>>): AuditSearch {
  return pick(raw, ["text", "actor", "action", "from", "to"]);
}

/** The filter as the server takes it: whole local days become instants. */
export function auditFilter({ from, to, ...rest }: AuditSearch): AuditSearch {
  const day = (text: string, more: number) => {
    const start = new Date(`${text}T00:00:00`);
    start.setDate(start.getDate() + more);
    return start.toISOString();
  };
  return {
    ...rest,
    ...(from === undefined ? {} : { from: day(from, 0) }),
    ...(to === undefined ? {} : { to: day(to, 1) }),
  };
}

function pick(raw: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, string> {
  const texts = names
    .map((name) => [name, raw[name]] as const)
    .filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}

import { accessSync, constants, lstatSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** An operating-system user by number. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user Postgres has to run as: undefined for an ordinary user (itself), and for root, whom Postgres refuses, the
 * owner of the existing data, else the user `postgres`, else `nobody`. No user is ever added to the system.
 */
export function engineUser(existingData: string): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;

  const owner = statSync(existingData, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return systemUser("postgres") ?? systemUser("nobody") ?? { uid: 65_534, gid: 65_534 };
}

/** Whether this user can get to a path and read it, by the permission bits of every folder on the way. */
export function mayReach(path: string, user: OsUser | undefined): boolean {
  if (user === undefined) return isReadable(path);

  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!allows(folder, user, 0o1)) return false;
    if (folder === dirname(folder)) return allows(path, user, 0o4);
  }
}

function allows(path: string, { uid, gid }: OsUser, bit: number): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  if (stat.isSymbolicLink()) return allowsTarget(path, { uid, gid }, bit);
  const shift = stat.uid === uid ? 6 : stat.gid === gid ? 3 : 0;
  return ((stat.mode >> shift) & bit) === bit;
}

function allowsTarget(path: string, user: OsUser, bit: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0;
  return ((stat.mode >> shift) & bit) === bit;
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function systemUser(name: string): OsUser | undefined {
  const line = passwd().find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function passwd(): string[] {
  try {
    return readFileSync("/etc/passwd", "utf8").split("\n");
  } catch {
    return [];
  }
}

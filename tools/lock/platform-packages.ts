/** What of package-lock.json matters here. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Packages with binaries for other platforms that the lock file should name and does not, as name → version. npm leaves
 * out those it cannot fetch when it writes the lock file, and `npm ci` then refuses to install anything at all.
 */
export function missingPlatformPackages(lock: LockFile): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const isThere = `node_modules/${name}` in lock.packages || `${path}/node_modules/${name}` in lock.packages;
      if (!isThere) missing.set(name, version);
    }
  }
  return missing;
}

/** The lock file with the missing ones named: never fetched here, since they are for another platform. */
export function withPlatformPackages(lock: LockFile): LockFile {
  const added = [...missingPlatformPackages(lock)].map(([name, version]): [string, LockedPackage] => [
    `node_modules/${name}`,
    { version, ...platformOf(name), optional: true },
  ]);
  const { "": root = {}, ...rest } = lock.packages;
  const sorted = Object.entries({ ...rest, ...Object.fromEntries(added) }).toSorted(([a], [b]) =>
    a.localeCompare(b, "en"),
  );
  return { ...lock, packages: { "": root, ...Object.fromEntries(sorted) } };
}

const systems = ["darwin", "linux", "win32", "android", "freebsd", "openharmony"];
const processors = ["arm64", "x64", "ia32", "ppc64", "riscv64", "s390x", "arm"];

/** Reads the platform from a name such as `@oxfmt/binding-linux-arm-gnueabihf`. */
function platformOf(name: string): Pick<LockedPackage, "os" | "cpu" | "libc"> {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say which platform it is for.`);

  const abi = words.at(-1) ?? "";
  const libc = abi.startsWith("gnu") ? "glibc" : abi.startsWith("musl") ? "musl" : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined || os !== "linux" ? {} : { libc: [libc] }) };
}

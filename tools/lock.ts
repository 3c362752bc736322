import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "./architecture/source.ts";
import { missingPlatformPackages, withPlatformPackages, type LockFile } from "./lock/platform-packages.ts";

/** `npm run lock`, after every change of packages: names the binaries for other platforms that npm left out. */
const path = join(projectRoot, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8")) as LockFile;
writeFileSync(path, `${JSON.stringify(withPlatformPackages(lock), undefined, 2)}\n`);

process.stdout.write(`${missingPlatformPackages(lock).size} packages for other platforms added\n`);

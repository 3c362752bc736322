import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, glob, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Folder with the built web app: `index.html` and hashed assets. */
export const webFolder = join(root, "dist/web");

const stamp = ".built-from";

const sources = [
  "package-lock.json",
  "vite.config.ts",
  "src/kit/**/*.ts",
  "src/web/**/*",
  "src/features/*/ui/**/*",
  "src/features/*/contract.ts",
  "src/features/*/contract/**/*.ts",
  "src/features/*/rules.ts",
  "src/features/surveys/runtime/**/*.ts",
];

/**
 * Builds the web app unless the last build came from the same sources.
 * @param onBuild called before a build starts, since that takes some seconds
 * @throws when the build fails, with what the bundler said
 */
export async function ensureWebBundle(onBuild: () => void): Promise<void> {
  const wanted = await hashOfSources();
  if ((await builtFrom()) === wanted) return;

  onBuild();
  const aside = `${webFolder}.${process.pid}`;
  try {
    await runBundler(aside);
    await writeFile(join(aside, stamp), wanted);
    await swapIn(aside, wanted);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Of two that build at once the first one's folder stays; nobody ever sees half a build. */
async function swapIn(aside: string, wanted: string): Promise<void> {
  if ((await builtFrom()) === wanted) return;
  const old = `${aside}.old`;
  await rename(webFolder, old).catch(() => undefined);
  await rename(aside, webFolder).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
  });
  await rm(old, { recursive: true, force: true });
}

function isTaken(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOTEMPTY" || code === "EEXIST";
}

async function builtFrom(): Promise<string | undefined> {
  try {
    await access(join(webFolder, "index.html"));
    return await readFile(join(webFolder, stamp), "utf8");
  } catch {
    return undefined;
  }
}

async function hashOfSources(): Promise<string> {
  const files = new Set<string>();
  for await (const file of glob(sources, { cwd: root, exclude: ["**/*.test.ts"] })) files.add(file);
  const hash = createHash("sha256");
  for (const file of [...files].toSorted()) await addFile(hash, file);
  return hash.digest("hex");
}

async function addFile(hash: ReturnType<typeof createHash>, file: string): Promise<void> {
  hash.update(file);
  try {
    for await (const chunk of createReadStream(join(root, file))) hash.update(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EISDIR") throw error;
  }
}

/** In a process of its own: the bundler's memory goes when it ends. */
function runBundler(folder: string): Promise<void> {
  const bundler = join(root, "node_modules/vite/bin/vite.js");
  const child = spawn(process.execPath, [bundler, "build", "--logLevel", "warn", "--outDir", folder, "--emptyOutDir"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => said.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The web app could not be built.\n${said.join("").slice(-4000)}`));
    });
  });
}

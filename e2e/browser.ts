import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

import { chromium, type Browser } from "playwright-core";

const root = dirname(import.meta.dirname);

const quietFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  "--font-render-hinting=none",
];

/**
 * Starts the headless Chromium that the npm package @sparticuz/chromium ships, on a machine that has neither a
 * browser nor its libraries and fonts: those come unpacked from the package too. Works as root. It makes no request
 * of its own accord. `HOLOS_TEST_CHROMIUM` names another executable, for platforms the package has no binary for.
 * The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env["HOLOS_TEST_CHROMIUM"];
  if (named !== undefined) return chromium.launch({ executablePath: named, args: quietFlags });

  const home = await unpackedChromium();
  return chromium.launch({
    executablePath: join(home, "chromium"),
    args: quietFlags,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(home, "al2023", "lib"),
      FONTCONFIG_PATH: join(home, "fonts"),
      XDG_CACHE_HOME: join(home, "cache"),
      HOME: home,
    },
  });
}

/**
 * The folder with the unpacked browser; unpacks it once, about two seconds. Journeys run in several processes, so it
 * is unpacked aside and moved into place: whoever comes second finds it there.
 */
async function unpackedChromium(): Promise<string> {
  const manifest = await readFile(join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const home = join(root, ".cache", `chromium-${version}`);
  if (existsSync(home)) return home;

  const aside = `${home}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  await unpackInto(aside);
  await writeFile(join(aside, "fonts", "fonts.conf"), fontsOf(home));

  try {
    await rename(aside, home);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

/**
 * The package unpacks into the temporary folder of its process, and its libraries only when it believes to run on
 * Amazon's Lambda; hence a process of its own, told so.
 */
async function unpackInto(folder: string): Promise<void> {
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
  });
}

/** The package's own list of font folders names only places on Lambda. Only its fonts, so that pictures are alike. */
function fontsOf(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, "fonts")}</dir>
  <cachedir>${join(home, "cache")}</cachedir>
</fontconfig>
`;
}

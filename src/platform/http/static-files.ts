import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Context } from "hono";

/** Serves the files of a folder. */
export interface StaticFiles {
  /** The file of this path below the folder, in the best encoding the reader takes; undefined when there is none. */
  serve(context: Context, path: string): Promise<Response | undefined>;
}

/** How files are served. */
export interface StaticOptions {
  /** Paths that never change their content (a hash in the name): kept by browsers for a year. */
  readonly immutable?: RegExp;
}

/**
 * Files of a folder with brotli and gzip: a `.br` or `.gz` beside the file when the build made one, else compressed at
 * the first request and kept. A file that changed on disk is read again.
 */
export function createStaticFiles(
  folder: string,
  { immutable = /\/assets\/|-[\w-]{8}\.\w+$/ }: StaticOptions = {},
): StaticFiles {
  const cache = new Map<string, CachedFile>();

  async function fileOf(path: string): Promise<CachedFile | undefined> {
    const full = join(folder, normalize(`/${path}`));
    if (!full.startsWith(join(folder, sep))) return undefined;
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat === undefined || !stat.isFile()) return undefined;

    const known = cache.get(full);
    if (known?.modified === stat.mtimeMs) return known;
    const file = await loadFile(full, stat.mtimeMs);
    cache.set(full, file);
    return file;
  }

  return {
    serve: async (context, path) => {
      const file = await fileOf(path);
      return file === undefined ? undefined : answer(context, file, immutable.test(`/${path}`));
    },
  };
}

type Encoding = "br" | "gzip" | "identity";

interface CachedFile {
  readonly modified: number;
  readonly type: string;
  readonly etag: string;
  readonly bodies: ReadonlyMap<Encoding, Uint8Array<ArrayBuffer>>;
}

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

async function loadFile(path: string, modified: number): Promise<CachedFile> {
  const plain = readFileSync(path);
  const type = types.get(extname(path).toLowerCase()) ?? "application/octet-stream";
  const bodies = new Map<Encoding, Uint8Array<ArrayBuffer>>([["identity", new Uint8Array(plain)]]);
  if (plain.length > 512 && compressible.test(type)) {
    bodies.set(
      "br",
      new Uint8Array(
        beside(`${path}.br`) ?? (await brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })),
      ),
    );
    bodies.set("gzip", new Uint8Array(beside(`${path}.gz`) ?? (await deflate(plain, { level: 9 }))));
  }
  return { modified, type, etag: createHash("sha256").update(plain).digest("base64url").slice(0, 22), bodies };
}

function beside(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

function answer(context: Context, file: CachedFile, immutable: boolean): Response {
  const encoding = bestEncoding(context.req.header("accept-encoding") ?? "", file);
  const etag = `"${file.etag}-${encoding}"`;
  const headers = new Headers({
    "content-type": file.type,
    "cache-control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
    etag,
    vary: "accept-encoding",
  });
  if (
    context.req
      .header("if-none-match")
      ?.split(",")
      .some((value) => value.trim() === etag)
  )
    return new Response(null, { status: 304, headers });

  const body = file.bodies.get(encoding) ?? new Uint8Array();
  if (encoding !== "identity") headers.set("content-encoding", encoding);
  headers.set("content-length", String(body.length));
  return new Response(context.req.method === "HEAD" ? null : body, { headers });
}

function bestEncoding(accepted: string, { bodies }: CachedFile): Encoding {
  const takes = (name: string) => new RegExp(`(^|[\\s,])${name}(?!\\s*;\\s*q=0(\\.0+)?\\s*(,|$))`).test(accepted);
  return (["br", "gzip"] as const).find((name) => bodies.has(name) && takes(name)) ?? "identity";
}

const compressible = /^(text\/|application\/(javascript|json|manifest\+json|xml)|image\/svg)/;

const types = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".mjs", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json; charset=utf-8"],
  [".map", "application/json; charset=utf-8"],
  [".webmanifest", "application/manifest+json"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".jpg", "image/jpeg"],
  [".webp", "image/webp"],
  [".ico", "image/x-icon"],
  [".woff2", "font/woff2"],
  [".txt", "text/plain; charset=utf-8"],
]);

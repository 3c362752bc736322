import { spawn } from "node:child_process";
import { once } from "node:events";

import type { Product } from "#testing/product";

import type { Figure } from "./figures.ts";
import { loadHttp, warmUp } from "./load.ts";

/** The public page of a two-question survey, beside an empty `node:http` server on the same machine. */
export async function benchPublicPage(product: Product, slug: string, seconds: number): Promise<readonly Figure[]> {
  const address = `${product.url}/s/${slug}`;
  const empty = await emptyServer(seconds);
  const load = { url: address, connections: 32, headers: { "accept-encoding": "gzip" } };
  await loadHttp({ ...load, seconds: warmUp });
  const page = await loadHttp({ ...load, seconds });
  return [
    {
      what: "public page",
      measured: page.perSecond,
      unit: "/s",
      limit: { what: "empty node:http/s", value: empty },
      aim: { kind: "ratio-at-least", value: 0.3 },
    },
    {
      what: "public page, transferred in all",
      measured: (await transferred(address)) / 1000,
      unit: "kB",
      limit: null,
      aim: { kind: "at-most", value: 15 },
    },
  ];
}

async function emptyServer(seconds: number): Promise<number> {
  const source = `require("node:http").createServer((_, response) => response.end()).listen(0, "127.0.0.1", function () { process.send(this.address().port) })`;
  const child = spawn(process.execPath, ["-e", source], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [port] = (await once(child, "message")) as [number];
  try {
    const load = { url: `http://127.0.0.1:${port}/`, connections: 32 };
    await loadHttp({ ...load, seconds: warmUp });
    return (await loadHttp({ ...load, seconds })).perSecond;
  } finally {
    child.kill();
  }
}

/** Bytes of the page and everything it asks for, compressed as a browser gets it, headers not counted. */
async function transferred(address: string): Promise<number> {
  const page = await fetchBytes(address);
  const text = await (await fetch(address)).text();
  const parts = [...text.matchAll(/(?:src|href)="(\/[^"]+\.(?:css|js|svg|png|woff2))"/g)].map(
    (match) => match[1] ?? "",
  );
  const sizes = await Promise.all([...new Set(parts)].map((part) => fetchBytes(new URL(part, address).href)));
  return sizes.reduce((sum, size) => sum + size, page);
}

async function fetchBytes(address: string): Promise<number> {
  const { get } = await import("node:http");
  return new Promise((resolve, reject) => {
    get(address, { headers: { "accept-encoding": "gzip" } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => (bytes += chunk.length));
      response.on("end", () => resolve(bytes));
    }).on("error", reject);
  });
}

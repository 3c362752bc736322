import { connect, type Socket } from "node:net";

import { quantile } from "./figures.ts";
import type { HttpLoad } from "./load.ts";

/** How to post to one address. */
export interface PostLoadOptions {
  readonly url: string;
  readonly seconds: number;
  readonly connections: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Body of the next request. */
  readonly body: () => string;
}

/**
 * Posts over keep-alive connections, each one sending its next request when the answer to the last one is there. The
 * load tool shares two cores with what it measures, so it does no more than it must: it reads the status and the length.
 */
export async function loadPosts(options: PostLoadOptions): Promise<HttpLoad> {
  const until = performance.now() + options.seconds * 1000;
  const tally: Tally = { accepted: 0, failed: 0, waits: [] };
  await Promise.all(Array.from({ length: options.connections }, () => runConnection(options, until, tally)));
  return { perSecond: tally.accepted / options.seconds, p99: quantile(tally.waits, 0.99), failed: tally.failed };
}

interface Tally {
  accepted: number;
  failed: number;
  readonly waits: number[];
}

function runConnection(options: PostLoadOptions, until: number, tally: Tally): Promise<void> {
  const { hostname, port, host, pathname } = new URL(options.url);
  const fixed = Object.entries({ host, ...options.headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  const head = `POST ${pathname} HTTP/1.1\r\n${fixed}`;
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    const send = () => {
      if (performance.now() >= until) {
        socket.end();
        resolve();
        return;
      }
      const body = options.body();
      sentAt = performance.now();
      socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    socket.once("connect", send);
    socket.once("error", reject);
    onAnswer(socket, (status) => {
      if (status === 200) tally.accepted += 1;
      else tally.failed += 1;
      tally.waits.push(performance.now() - sentAt);
      send();
    });
  });
}

function onAnswer(socket: Socket, told: (status: number) => void): void {
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
    const end = text.indexOf("\r\n\r\n");
    if (end === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
    if (text.length < end + 4 + length) return;
    const status = Number(text.slice(9, 12));
    text = text.slice(end + 4 + length);
    told(status);
  });
}

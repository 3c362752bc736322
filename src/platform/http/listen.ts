import { once } from "node:events";
import { createServer, type Server } from "node:http";

import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

import type { Config } from "../config.ts";
import { EngineProblem } from "../engines/problem.ts";
import type { DirectHandler } from "./direct.ts";

/** A web server that takes requests. */
export interface Listening {
  readonly port: number;
  /** Address to open in a browser on this machine. */
  readonly url: string;
  /** Takes no new connection, lets running requests finish for up to `patience` milliseconds (10,000), then cuts them. */
  close(patience?: number): Promise<void>;
}

/**
 * Listens on the configured port; when none was asked for and 3000 is taken, on the next free one.
 * @throws EngineProblem `port-taken` when the port was asked for
 */
export async function listen(
  app: Pick<Hono, "fetch"> & { readonly direct?: DirectHandler },
  config: Pick<Config, "host" | "port" | "portFixed">,
): Promise<Listening> {
  const serve = getRequestListener(app.fetch);
  for (let port = config.port; ; port += 1) {
    const server = createServer((incoming, outgoing) => {
      if (app.direct?.(incoming, outgoing) !== true) void serve(incoming, outgoing);
    });
    server.keepAliveTimeout = 65_000;
    const problem = await tryListen(server, port, config.host);
    if (problem === undefined) return listening(server, port, config.host);
    if (!isTaken(problem) || config.portFixed || port >= config.port + 100)
      throw portProblem(port, config.host, problem);
  }
}

function listening(server: Server, port: number, host: string): Listening {
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return {
    port,
    url: `http://${shown.includes(":") ? `[${shown}]` : shown}:${port}`,
    close: async (patience = 10_000) => {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), patience);
      await closed;
      clearTimeout(cut);
    },
  };
}

function tryListen(server: Server, port: number, host: string): Promise<Error | undefined> {
  return new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(port, host, () => {
      server.off("error", resolve);
      resolve(undefined);
    });
  });
}

function isTaken(error: Error): boolean {
  return "code" in error && error.code === "EADDRINUSE";
}

function portProblem(port: number, host: string, cause: Error): EngineProblem {
  const message = isTaken(cause)
    ? `Port ${port} of ${host} is taken by another program. Stop it, or set HOLOS_PORT to another one.`
    : `Cannot listen on port ${port} of ${host} (${cause.message}). Check HOLOS_HOST, and that ports below 1024 are allowed for this user.`;
  return new EngineProblem("port-taken", message, { cause });
}

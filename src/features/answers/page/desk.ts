import type { Context } from "hono";
import { getCookie } from "hono/cookie";

import { Refusal } from "#kit/refusal";
import { createRateLimit } from "#platform/http/rate-limit";
import { installationSecret } from "#platform/secret";
import type { Stores } from "#platform/stores";

import { createTickets, type Tickets } from "./ticket.ts";
import { arrive, type Found, type Visit } from "./visit.ts";

/** What the public pages of one process work with. */
export interface PageDesk {
  readonly stores: Stores;
  readonly tickets: Tickets;
  /** Whether the caller's address may send one more form now. It is never stored. */
  readonly lets: (c: Context) => boolean;
}

/** A whole branch may sit behind one address, so the limit is wide: it stops machines, not people. */
const sendingLimit = { burst: 120, perSecond: 2 };

/** Prepares the desk; the secret is read at the first form. */
export function createDesk(stores: Stores, addressOf: (c: Context) => string): PageDesk {
  const limit = createRateLimit(stores.clock, sendingLimit);
  let tickets: Tickets | undefined;
  const made = () => (tickets ??= createTickets(installationSecret(stores.config)));
  return {
    stores,
    tickets: { write: (...input) => made().write(...input), read: (...input) => made().read(...input) },
    lets: (c) => isLet(() => limit.take(addressOf(c))),
  };
}

function isLet(take: () => void): boolean {
  try {
    take();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** What the address asks, without taking the whole address apart. */
export function queryOf(c: Context): URLSearchParams {
  const { url } = c.req;
  const mark = url.indexOf("?");
  return new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
}

/** Finds out who came to which survey. */
export function arriveBy(desk: PageDesk, c: Context, formTicket?: string): Promise<Found> {
  const query = queryOf(c);
  return arrive(desk.stores, desk.tickets, {
    slug: (c.req.param("slug") ?? "").replaceAll("\u0000", ""),
    token: c.req.param("token"),
    query,
    acceptLanguage: c.req.header("accept-language"),
    tickets: [
      formTicket,
      query.get("r") ?? undefined,
      c.req.header("cookie") === undefined ? undefined : getCookie(c, cookieName),
    ],
  });
}

/** Cookie that remembers a begun response for a day, on this survey's own path only. */
export const cookieName = "holos_ticket";

/** The ticket this response goes on with; a new one for a new respondent. */
export function ticketText({ tickets, stores }: PageDesk, visit: Visit): string {
  if (visit.token !== undefined) return "";
  const ticket = visit.ticket ?? { key: stores.random.uuid(), version: visit.version };
  return tickets.write(visit.survey.id, ticket);
}

import type { z } from "zod";

import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";

import type { userDetailSchema, userOperations } from "../contract.ts";
import { listColleagueRows, listUserRows } from "../store/user-list.ts";
import { neighboursNow } from "./neighbours.ts";
import { sightOf, showUser, showUsers } from "./user-view.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Query = OperationInput<typeof userOperations.listUsers>["query"];

/**
 * Users by name. Who sees units only sees the users who have a grant there.
 * @throws Refusal `access.forbidden`, `access.bad_cursor`
 */
export async function listUsers(
  { stores, viewer }: Asker,
  query: Query,
): Promise<OperationOutput<typeof userOperations.listUsers>> {
  requirePermission(viewer, "access.read");
  const after = query.cursor === undefined ? null : placeOf(query.cursor);

  return stores.postgres.read(async (tx) => {
    const within = await sightOf(tx, viewer, "access.read");
    const above = query.unit === undefined ? null : await neighboursNow().unitAncestors(tx);
    const found = await listUserRows(tx, {
      search: query.search || null,
      role: query.role ?? null,
      unitAndAbove: query.unit === undefined ? null : (above?.get(query.unit) ?? [query.unit]),
      isDisabled: query.state === "all" ? null : query.state === "disabled",
      within,
      id: null,
      after,
      limit: query.limit + 1,
    });
    const rows = found.slice(0, query.limit);
    const last = rows.at(-1);
    const nextCursor = found.length > query.limit && last !== undefined ? cursorOf([last.name, last.id]) : null;
    return { items: await showUsers(tx, rows, stores.clock.now()), nextCursor };
  });
}

/** One user. @throws Refusal `access.forbidden`, `access.not_found` */
export async function readUser({ stores, viewer }: Asker, id: string): Promise<z.infer<typeof userDetailSchema>> {
  requirePermission(viewer, "access.read");
  return stores.postgres.read((tx) => showUser(tx, viewer, id, stores.clock.now()));
}

/** The first twenty active users with this in their name. Keys stand in for nobody. @throws Refusal `access.users_only` */
export async function listColleagues(
  { stores, viewer }: Asker,
  search: string,
): Promise<{ items: { id: string; name: string }[] }> {
  requirePermission(viewer, "signed-in");
  if (viewer.kind === "api-key") throw new Refusal("access.users_only");
  const found = await stores.postgres.read((tx) => listColleagueRows(tx, search, 21));
  return { items: found.filter(({ id }) => id !== viewer.id).slice(0, 20) };
}

function cursorOf(place: readonly [string, string]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function placeOf(cursor: string): readonly [string, string] {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, name, id] = /^\["((?:[^"\\]|\\.)*)","([\da-f-]{36})"\]$/i.exec(text) ?? [];
  if (name === undefined || id === undefined || !uuid.test(id)) throw new Refusal("access.bad_cursor");
  return [JSON.parse(`"${name}"`) as string, id];
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

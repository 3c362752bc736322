import { requirePermission } from "#feature/access";
import type { OperationInput, OperationOutput } from "#kit/operation";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { NoticeKind, noticesOperations } from "./contract.ts";
import { countUnread, deleteReadBefore, insertNotices, selectNotices, updateRead } from "./store.ts";

/** What to tell, and to whom. */
export interface Telling {
  /** Ids of users; who is none (an API key, the product itself) is left out. */
  readonly to: readonly string[];
  readonly kind: NoticeKind;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Path within the product, e.g. `/imports/…`. */
  readonly link?: string;
  /** The same happening under the same key is told once to each user. */
  readonly key: string;
}

/** Tells users something within the caller's transaction: it is told if and only if that is committed. */
export async function notify(tx: Tx, stores: Pick<Stores, "clock">, telling: Telling): Promise<void> {
  const userIds = telling.to.filter((id) => uuid.test(id));
  if (userIds.length === 0) return;
  const { kind, params = {}, link = null, key } = telling;
  await insertNotices(tx, { userIds, kind, params, link, key }, stores.clock.now());
}

/** One's own notices, newest first. Keys and the product itself have none. @throws Refusal `access.not_signed_in` */
export async function listNotices(
  { stores, viewer }: Call,
  { query }: OperationInput<typeof noticesOperations.listNotices>,
): Promise<OperationOutput<typeof noticesOperations.listNotices>> {
  requirePermission(viewer, "signed-in");
  if (viewer.kind !== "user") return { items: [], nextCursor: null, unread: 0 };

  return stores.postgres.read(async (tx) => {
    const page = { before: query.cursor ?? null, limit: query.limit + 1, isUnreadOnly: query.unread };
    const found = await selectNotices(tx, viewer.id, page);
    const items = found.slice(0, query.limit);
    const nextCursor = found.length > query.limit ? (items.at(-1)?.id ?? null) : null;
    return { items, nextCursor, unread: await countUnread(tx, viewer.id) };
  });
}

/** Marks one's own notices; others' ids change nothing. @throws Refusal `access.not_signed_in` */
export async function markRead(
  { stores, viewer }: Call,
  { body }: OperationInput<typeof noticesOperations.markRead>,
): Promise<{ unread: number }> {
  requirePermission(viewer, "signed-in");
  if (viewer.kind !== "user") return { unread: 0 };

  return stores.postgres.transaction(async (tx) => {
    const readAt = body.isRead ? stores.clock.now() : null;
    await updateRead(tx, viewer.id, { ids: body.ids ?? null, readAt });
    return { unread: await countUnread(tx, viewer.id) };
  });
}

/** Deletes what was read more than 90 days ago, and answers how many that were. */
export function cleanNotices({ postgres, clock }: Stores): Promise<number> {
  const moment = new Date(clock.now().getTime() - 90 * 24 * 3600 * 1000);
  return postgres.transaction((tx) => deleteReadBefore(tx, moment));
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

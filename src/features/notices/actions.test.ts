import assert from "node:assert/strict";
import { after, test } from "node:test";

import { addUser, systemViewer, viewerForTest } from "#feature/access";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { cleanNotices, listNotices, markRead, notify } from "./actions.ts";
import { noticesOperations } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);

async function callOf(email: string) {
  const viewer = systemViewer("test");
  const { id } = await addUser({ stores, viewer }, { name: "Olena", email, role: "analyst" });
  return { ...call, viewer: viewerForTest({ id }) };
}

const list = { params: {}, query: { limit: 2, unread: false }, body: {} };

function tell(to: readonly string[], key: string): Promise<void> {
  const telling = { to, kind: "import_finished", params: { file: "a.csv", created: 3, refused: 0 }, key } as const;
  return stores.postgres.transaction((tx) => notify(tx, stores, telling));
}

test("the same happening is told once, newest first, page by page", async () => {
  const olena = await callOf("olena@example.org");
  for (const key of ["1", "2", "2", "3"]) await tell([olena.viewer.id, "api-key:7"], key);

  const first = await listNotices(olena, list);
  const second = await listNotices(olena, { ...list, query: { ...list.query, cursor: first.nextCursor ?? "" } });

  noticesOperations.listNotices.output.parse(first);
  assert.equal(first.unread, 3);
  assert.equal(first.items.length + second.items.length, 3);
  assert.equal(second.nextCursor, null);
});

test("reading concerns one's own notices only, can be taken back, and old read ones go", async () => {
  const [ivan, oksana] = [await callOf("ivan@example.org"), await callOf("oksana@example.org")];
  await tell([ivan.viewer.id, oksana.viewer.id], "both");
  const [notice] = (await listNotices(ivan, list)).items;

  const body = { ids: [notice?.id ?? ""], isRead: true };
  assert.deepEqual(await markRead(oksana, { params: {}, query: {}, body }), { unread: 1 });
  assert.deepEqual(await markRead(ivan, { params: {}, query: {}, body }), { unread: 0 });
  assert.deepEqual(await markRead(ivan, { params: {}, query: {}, body: { ...body, isRead: false } }), { unread: 1 });

  await markRead(ivan, { params: {}, query: {}, body: { isRead: true } });
  const later = { ...stores, clock: { now: () => new Date(stores.clock.now().getTime() + 91 * 24 * 3600 * 1000) } };
  assert.equal(await cleanNotices(later), 1);
});

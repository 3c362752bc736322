import { recordAudit, requirePermission, systemViewer } from "#feature/access";
import { putReference } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Account, AccountDetail } from "../contract.ts";
import {
  accountsAbove,
  deleteAccountRow,
  deleteContactRows,
  findAccount,
  hasUser,
  listAccountRows,
  listChildren,
  listContacts,
  lockAccounts,
  putAccountRow,
  putContactRow,
  type AccountRow,
} from "../store/accounts.ts";
import { memberIds } from "../store/persons.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { present, type Asker } from "./reading.ts";
import { requireChangeable, seesEverything, sightOf } from "./sight.ts";

/** What an account is to be. */
export interface AccountWish {
  readonly name: string;
  readonly parent: string | null;
  readonly revenue: { readonly amount: number; readonly currency: string } | null;
  readonly ownerId: string | null;
}

/**
 * Accounts by name. They belong to no unit, so who sees some units only is shown none.
 * @throws Refusal `access.forbidden`, `people.bad_cursor`
 */
export async function listAccounts(
  { stores, viewer }: Asker,
  { q = "", cursor, limit }: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Account[]; nextCursor: string | null }> {
  requirePermission(viewer, "people.read");
  const place = cursor === undefined ? undefined : readCursor(cursor, ["string", "uuid"]);
  if (!seesEverything(viewer)) return { items: [], nextCursor: null };
  const after = place === undefined ? undefined : ([String(place[0]), String(place[1])] as const);
  const rows = await stores.postgres.read((tx) => listAccountRows(tx, { q, after, limit: limit + 1 }));
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(accountOf),
    nextCursor: last === undefined ? null : writeCursor([last.name.toLowerCase(), last.id]),
  };
}

/** One account with its contacts. @throws Refusal `access.forbidden`, `people.not_found` */
export async function readAccount({ stores, viewer }: Asker, code: string): Promise<AccountDetail> {
  requirePermission(viewer, "people.read");
  return stores.postgres.read((tx) => detailOf(tx, viewer, code));
}

/**
 * Creates or changes the account with this code, and the reference of kind `account` under which answers know it.
 * @throws Refusal `access.forbidden`, `people.whole_only`, `people.unknown_account` for the one above,
 * `people.unknown_owner`, `people.account_cycle`
 */
export async function putAccount({ stores, viewer }: Asker, code: string, wish: AccountWish): Promise<AccountDetail> {
  requireWhole(viewer);
  const known = await stores.postgres.transaction(async (tx) => {
    await lockAccounts(tx);
    const before = await findAccount(tx, code);
    const id = before?.id ?? stores.random.uuid();
    const parentId = await parentOf(tx, wish.parent, id);
    if (wish.ownerId !== null && !(await hasUser(tx, wish.ownerId)))
      throw new Refusal("people.unknown_owner", {}, [{ field: "body.ownerId", code: "people.unknown_owner" }]);

    const { amount = null, currency = null } = wish.revenue ?? {};
    const { name, ownerId } = wish;
    await putAccountRow(tx, { id, code, name, parentId, amount, currency, ownerId, now: stores.clock.now() });
    await audit(tx, viewer, before === undefined ? "people.account_created" : "people.account_changed", id);
    return before?.code ?? code;
  });
  await putReference({ stores, viewer: systemViewer("people") }, { kind: "account", code: known, name: wish.name });
  return readAccount({ stores, viewer }, known);
}

/** Removes an account; the reference stays, since answers came with it. @throws Refusal `access.forbidden`, `people.not_found` */
export async function deleteAccount({ stores, viewer }: Asker, code: string): Promise<{ ok: true }> {
  requirePermission(viewer, "people.write");
  await stores.postgres.transaction(async (tx) => {
    const { id } = await requireAccount(tx, viewer, code);
    await deleteAccountRow(tx, id);
    await audit(tx, viewer, "people.account_removed", id);
  });
  return { ok: true };
}

/** A person speaks for an account. @throws Refusal `access.forbidden`, `people.not_found` */
export async function putContact(
  { stores, viewer }: Asker,
  { code, personId }: { readonly code: string; readonly personId: string },
  role: string,
): Promise<AccountDetail> {
  requirePermission(viewer, "people.write");
  return stores.postgres.transaction(async (tx) => {
    const { id } = await requireAccount(tx, viewer, code);
    const { row } = await requireChangeable(tx, viewer, personId);
    await putContactRow(tx, { accountId: id, personId: row.id, role, now: stores.clock.now() });
    await audit(tx, viewer, "people.contact_put", id);
    return detailOf(tx, viewer, code);
  });
}

/** A person no longer speaks for an account. @throws Refusal `access.forbidden`, `people.not_found` */
export async function removeContact(
  { stores, viewer }: Asker,
  { code, personId }: { readonly code: string; readonly personId: string },
): Promise<AccountDetail> {
  requirePermission(viewer, "people.write");
  return stores.postgres.transaction(async (tx) => {
    const { id } = await requireAccount(tx, viewer, code);
    const { row } = await requireChangeable(tx, viewer, personId);
    if ((await deleteContactRows(tx, id, await memberIds(tx, row.id))) > 0)
      await audit(tx, viewer, "people.contact_removed", id);
    return detailOf(tx, viewer, code);
  });
}

async function requireAccount(tx: Tx, viewer: Viewer, code: string): Promise<AccountRow> {
  const account = seesEverything(viewer) ? await findAccount(tx, code) : undefined;
  if (account === undefined) throw new Refusal("people.not_found");
  return account;
}

async function detailOf(tx: Tx, viewer: Viewer, code: string): Promise<AccountDetail> {
  const row = await requireAccount(tx, viewer, code);
  const contacts = new Map((await listContacts(tx, row.id)).map((contact) => [contact.personId, contact]));
  const persons = await present(tx, [...contacts.keys()], await sightOf(tx, viewer));
  return {
    ...accountOf(row),
    people: persons.flatMap((person) => {
      const contact = contacts.get(person.id);
      return contact === undefined ? [] : [{ person, role: contact.role, since: contact.since.toISOString() }];
    }),
    children: await listChildren(tx, row.id),
  };
}

async function parentOf(tx: Tx, code: string | null, ownId: string): Promise<string | null> {
  if (code === null) return null;
  const parent = await findAccount(tx, code);
  if (parent === undefined)
    throw new Refusal("people.unknown_account", { code }, [{ field: "body.parent", code: "people.unknown_account" }]);
  if ((await accountsAbove(tx, parent.id)).includes(ownId))
    throw new Refusal("people.account_cycle", {}, [{ field: "body.parent", code: "people.account_cycle" }]);
  return parent.id;
}

function requireWhole(viewer: Viewer): void {
  requirePermission(viewer, "people.write");
  if (!seesEverything(viewer, "people.write")) throw new Refusal("people.whole_only");
}

function audit(tx: Tx, viewer: Viewer, action: string, id: string): Promise<void> {
  return recordAudit(tx, viewer, { action, subjectKind: "account", subjectId: id });
}

function accountOf({
  id,
  code,
  name,
  parentCode,
  parentName,
  amount,
  currency,
  ownerId,
  ownerName,
  contacts,
}: AccountRow): Account {
  const revenue = amount === null || currency === null ? null : { amount, currency };
  return { id, code, name, parent: parentCode, parentName, revenue, ownerId, ownerName, contacts };
}

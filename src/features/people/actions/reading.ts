import { requirePermission } from "#feature/access";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { Attribute, Identity, Person, PersonDetail, PersonRole } from "../contract.ts";
import { normaliseIdentity } from "../rules/identity.ts";
import { readSearch } from "../rules/search.ts";
import { listAccountsOf } from "../store/accounts.ts";
import { listConsents } from "../store/consents.ts";
import { readFields } from "../store/fields.ts";
import { findIdentities } from "../store/identities.ts";
import { listMerges } from "../store/merges.ts";
import { findPersonRows, listNewest, memberIds, rootOf, type ListFilter } from "../store/persons.ts";
import { searchIds } from "../store/search.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { attributesSeen } from "./knowing.ts";
import { presentPerson } from "./presenting.ts";
import { segmentCondition } from "./segment-condition.ts";
import { requireSeen, sightOf, type Seen } from "./sight.ts";

/** What reading needs of its call. */
export type Asker = Pick<Call, "stores" | "viewer">;

/**
 * The person with this identity, or none. Who sees some units only finds those who belong to them or answered from them.
 * @throws Refusal `access.forbidden`
 */
export async function findPerson(
  { stores, viewer }: Asker,
  identity: Identity,
): Promise<{ items: Person[]; nextCursor: null }> {
  requirePermission(viewer, "people.read");
  const items = await stores.postgres.transaction(async (tx) => {
    const [row] = await findIdentities(tx, [normaliseIdentity(identity)]);
    const root = row === undefined ? undefined : await rootOf(tx, row.personId);
    return root === undefined ? [] : present(tx, [root], await sightOf(tx, viewer));
  });
  return { items, nextCursor: null };
}

/** A search of persons. */
export interface PersonQuery {
  readonly q?: string | undefined;
  readonly segment?: string | undefined;
  readonly role?: PersonRole | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/**
 * Persons whose name, e-mail, phone or code begins so, those found by an identity first; without words the newest. Found
 * ones come as one page: more letters narrow them down.
 * @throws Refusal `access.forbidden`, `people.not_found` for a segment, `people.bad_cursor`
 */
export async function searchPersons(
  { stores, viewer }: Asker,
  { q = "", segment, role, cursor, limit }: PersonQuery,
): Promise<{ items: Person[]; nextCursor: string | null; isCut: boolean }> {
  requirePermission(viewer, "people.read");
  return stores.postgres.read(async (tx) => {
    const sight = await sightOf(tx, viewer);
    const condition = segment === undefined ? undefined : await segmentCondition(tx, viewer, segment);
    const filter: ListFilter = { sight, role, condition };
    if (q !== "") {
      const isNarrow = sight.units === "all" && condition === undefined && role === undefined;
      const candidates = isNarrow ? limit * 3 : 1000;
      const { ids, isCut } = await searchIds(tx, readSearch(q), { filter, limit, candidates });
      return { items: await present(tx, ids, sight), nextCursor: null, isCut };
    }
    const after = cursor === undefined ? undefined : String(readCursor(cursor, ["uuid"])[0]);
    const ids = await listNewest(tx, filter, after, limit + 1);
    const last = ids.length > limit ? ids[limit - 1] : undefined;
    const items = await present(tx, ids.slice(0, limit), sight);
    return { items, nextCursor: last === undefined ? null : writeCursor([last]), isCut: false };
  });
}

/**
 * One person in full, by any id they ever had. Attributes as far as the viewer may see them.
 * @throws Refusal `access.forbidden`, `people.not_found`
 */
export async function readPerson({ stores, viewer }: Asker, id: string): Promise<PersonDetail> {
  return stores.postgres.read(async (tx) => {
    const seen = await requireSeen(tx, viewer, { id });
    return detailOf(tx, seen, await attributesSeen(tx, viewer));
  });
}

/** The person in full, as somebody who sees them so may read it. */
export async function detailOf(tx: Tx, seen: Seen, attributes: ReadonlyMap<string, Attribute>): Promise<PersonDetail> {
  const { row, sight, isColleagueOnly } = seen;
  const shown = presentPerson(row, sight);
  if (isColleagueOnly) return { ...shown, ...nothingMore, timeZone: row.timeZone, isColleagueOnly };

  const personIds = await memberIds(tx, row.id);
  const consents = await listConsents(tx, personIds);
  return {
    ...shown,
    timeZone: row.timeZone,
    attributes: Object.fromEntries(Object.entries(row.attributes).filter(([key]) => attributes.has(key))),
    preferences: row.preferences,
    consents: consents.map(({ at, ...consent }) => ({ ...consent, at: at.toISOString() })),
    accounts: await listAccountsOf(tx, personIds),
    merges: await mergesOf(tx, personIds),
    isColleagueOnly,
  };
}

const nothingMore = { attributes: {}, preferences: {}, consents: [], accounts: [], merges: [] };

async function mergesOf(tx: Tx, personIds: readonly string[]): Promise<PersonDetail["merges"]> {
  const merges = await listMerges(tx, personIds);
  const names = await namesOf(
    tx,
    merges.map(({ mergedId }) => mergedId),
  );
  return merges.map(({ id, mergedId, survivorId, reason, at }) => ({
    id,
    mergedId,
    survivorId,
    reason,
    at: at.toISOString(),
    name: names.get(mergedId) ?? null,
  }));
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  return new Map((await readFields(tx, ids)).map(({ id, displayName }) => [id, displayName]));
}

/** Persons as lists show them, in this order. */
export async function present(tx: Tx, ids: readonly string[], sight: Seen["sight"]): Promise<Person[]> {
  if (ids.length === 0) return [];
  return (await findPersonRows(tx, ids, sight)).map((row) => presentPerson(row, sight));
}

import { recordAudit, requirePermission } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { PersonOutcome, PersonRole, PersonWish } from "../contract.ts";
import { identityKey } from "../rules/identity.ts";
import { judgeWish, type ReadyWish } from "../rules/wish.ts";
import { insertConsents } from "../store/consents.ts";
import { findIdentities, insertRoles } from "../store/identities.ts";
import { findPersonRows, rootsOf } from "../store/persons.ts";
import { claimIdentities } from "./claiming.ts";
import { changePersons } from "./composing.ts";
import { knownFor } from "./knowing.ts";
import { resolvePersons } from "./resolve.ts";
import { seesEverything, sightOf } from "./sight.ts";

/**
 * Creates or completes persons by their `key`, each judged by itself: an outcome for each, in order. What a wish leaves
 * out stays, null clears; roles, identities and consents are added. The same again changes nothing. In the caller's
 * transaction; about twenty statements however many there are (5,000 at a time is a good measure), run it with `retries`.
 * An identity of somebody else is shared: codes of the organisation's own make the two one, others suggest it.
 * Needs `people.write` or `imports.run`. Problems: `people.unknown_attribute`, `people.wrong_value`, `people.unknown_unit`,
 * `people.unknown_time_zone`, `people.in_the_future`, `people.repeated_key` (a key twice: the first counts), and
 * `people.not_found` on `key` for somebody outside the viewer's units.
 * @throws Refusal `access.forbidden`
 */
export async function putPersons(
  tx: Tx,
  viewer: Viewer,
  many: readonly PersonWish[],
): Promise<readonly PersonOutcome[]> {
  if (!viewer.permissions.has("imports.run")) requirePermission(viewer, "people.write");
  const known = await knownFor(tx, viewer, many);
  const judged = many.map((wish) => judgeWish(wish, known));

  const ready = readyByKey(judged);
  const before = await ownersOf(tx, [...ready.values()]);
  const hidden = await hiddenOf(tx, viewer, [...before.values()]);
  const open = [...ready].filter(([key]) => !hidden.has(before.get(key) ?? ""));
  const persons = await resolvePersons(
    tx,
    open.map(([, { key }]) => key),
  );
  const rows = open.map(([key, wish]) => ({ ...wish, personId: persons.get(key) ?? "" }));
  const changed = await write(tx, viewer, rows);

  const fresh = rows.filter(({ key }) => !before.has(identityKey(key))).length;
  if (fresh + changed.size > 0)
    await recordAudit(tx, viewer, {
      action: "people.put",
      subjectKind: "person",
      subjectId: rows.length === 1 ? (rows[0]?.personId ?? "many") : "many",
      details: {
        created: fresh,
        changed: rows.filter(({ key, personId }) => before.has(identityKey(key)) && changed.has(personId)).length,
      },
    });
  return judged.map((one): PersonOutcome => {
    if (!("key" in one)) return { ok: false, errors: [...one] };
    const key = identityKey(one.key);
    if (ready.get(key) !== one) return { ok: false, errors: [{ field: "key", code: "people.repeated_key" }] };
    const personId = persons.get(key);
    if (personId === undefined) return { ok: false, errors: [{ field: "key", code: "people.not_found" }] };
    const result = before.has(key) ? (changed.has(personId) ? "changed" : "unchanged") : "created";
    return { ok: true, personId, result };
  });
}

type Judged = ReturnType<typeof judgeWish>;
type Row = ReadyWish & { readonly personId: string };

function readyByKey(judged: readonly Judged[]): ReadonlyMap<string, ReadyWish> {
  const ready = new Map<string, ReadyWish>();
  for (const one of judged) if ("key" in one && !ready.has(identityKey(one.key))) ready.set(identityKey(one.key), one);
  return ready;
}

async function ownersOf(tx: Tx, wishes: readonly ReadyWish[]): Promise<ReadonlyMap<string, string>> {
  const rows = await findIdentities(
    tx,
    wishes.map(({ key }) => key),
  );
  return new Map(rows.map((row) => [identityKey(row), row.personId]));
}

/** Persons whom the viewer does not see, of whoever sees some units only. */
async function hiddenOf(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const permission = viewer.permissions.has("people.write") ? "people.write" : "imports.run";
  if (ids.length === 0 || seesEverything(viewer, permission)) return new Set();
  const roots = await rootsOf(tx, ids);
  const seen = await findPersonRows(tx, [...new Set(roots.values())], await sightOf(tx, viewer, permission));
  const open = new Set(seen.map(({ id }) => id));
  return new Set(ids.filter((id) => !open.has(roots.get(id) ?? "")));
}

/** Writes everything; answers whoever is other than before. */
async function write(tx: Tx, viewer: Viewer, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const changed = new Set(
    await changePersons(
      tx,
      rows.map(({ personId, change }) => ({ id: personId, change })),
    ),
  );
  for (const id of await insertConsents(tx, rows.flatMap(consentRows))) changed.add(id);
  for (const [role, ids] of byRole(rows)) for (const id of await insertRoles(tx, ids, role)) changed.add(id);

  const claims = rows.flatMap(({ personId, identities }) => identities.map((one) => ({ ...one, personId })));
  const { added } = await claimIdentities(tx, viewer, claims);
  for (const id of added) changed.add(id);
  return changed;
}

function consentRows({ consents, personId }: Row) {
  return consents.map((one) => ({ ...one, personId }));
}

function byRole(rows: readonly Row[]): ReadonlyMap<PersonRole, string[]> {
  const pairs = rows.flatMap(({ roles, personId }) => roles.map((role) => ({ role, personId })));
  const groups = Map.groupBy(pairs, ({ role }) => role);
  return new Map([...groups].map(([role, ofRole]) => [role, ofRole.map(({ personId }) => personId)]));
}

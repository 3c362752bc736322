import { recordAudit, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { ConsentWish, Identity, PersonDetail, PersonOutcome, PersonRole, PersonWish } from "../contract.ts";
import { normaliseIdentity } from "../rules/identity.ts";
import { isLater, judgeFacts, readyConsent } from "../rules/wish.ts";
import { insertConsents } from "../store/consents.ts";
import { deleteIdentity, deleteOtherRoles, insertRoles } from "../store/identities.ts";
import { memberIds, momentOf } from "../store/persons.ts";
import { claimIdentities } from "./claiming.ts";
import { changePersons } from "./composing.ts";
import { attributesSeen, knownFor } from "./knowing.ts";
import { putPersons } from "./put-persons.ts";
import { detailOf, type Asker } from "./reading.ts";
import { requireChangeable, requireSeen } from "./sight.ts";

const retries = 5;

/**
 * Creates or completes the person with this key.
 * @throws Refusal `access.forbidden`, and every code of `putPersons`
 */
export async function createPerson({ stores, viewer }: Asker, wish: PersonWish): Promise<PersonDetail> {
  requirePermission(viewer, "people.write");
  return stores.postgres.transaction(
    async (tx) => {
      const [outcome] = await putPersons(tx, viewer, [wish]);
      if (outcome === undefined || !outcome.ok) throw refusalOf(outcome?.errors ?? []);
      return read(tx, viewer, outcome.personId);
    },
    { retries },
  );
}

/** Up to 1,000 persons in one transaction, each judged by itself; see `putPersons`. */
export async function putManyPersons(
  { stores, viewer }: Asker,
  persons: readonly PersonWish[],
): Promise<{ items: PersonOutcome[]; nextCursor: null }> {
  requirePermission(viewer, "people.write");
  const items = await stores.postgres.transaction((tx) => putPersons(tx, viewer, persons), { retries });
  return { items: [...items], nextCursor: null };
}

/**
 * Changes what is known of a person; `roles` replaces them.
 * @throws Refusal `access.forbidden`, `people.not_found`, `people.unknown_attribute`, `people.wrong_value`,
 * `people.unknown_unit`, `people.unknown_time_zone`
 */
export async function updatePerson(
  { stores, viewer }: Asker,
  id: string,
  { roles, ...facts }: Omit<PersonWish, "key" | "identities" | "consents">,
): Promise<PersonDetail> {
  requirePermission(viewer, "people.write");
  return stores.postgres.transaction(
    async (tx) => {
      const { row } = await requireChangeable(tx, viewer, id);
      const { change, problems } = judgeFacts(facts, await knownFor(tx, viewer, [facts]));
      if (problems.length > 0) throw refusalOf(problems);

      await changePersons(tx, [{ id: row.id, change }]);
      if (roles !== undefined) await setRoles(tx, row.id, roles);
      await audit(tx, viewer, {
        id: row.id,
        action: "people.changed",
        details: { fields: Object.keys({ ...facts, ...(roles && { roles }) }) },
      });
      return read(tx, viewer, row.id);
    },
    { retries },
  );
}

/**
 * Adds an identity. `shared`: somebody else has it, they may be one; `merged`: they are one now.
 * @throws Refusal `access.forbidden`, `people.not_found`
 */
export async function addIdentity(
  { stores, viewer }: Asker,
  id: string,
  identity: Identity,
): Promise<{ result: "added" | "known" | "shared" | "merged" }> {
  requirePermission(viewer, "people.write");
  return stores.postgres.transaction(
    async (tx) => {
      const { row } = await requireChangeable(tx, viewer, id);
      const claim = normaliseIdentity(identity);
      if (row.identities.some(({ kind, value }) => kind === claim.kind && value === claim.value))
        return { result: "known" };
      const { added, merged } = await claimIdentities(tx, viewer, [{ ...claim, personId: row.id }]);
      await audit(tx, viewer, { id: row.id, action: "people.identity_added", details: { kind: claim.kind } });
      return { result: merged > 0 ? "merged" : added.size > 0 ? "added" : "shared" };
    },
    { retries },
  );
}

/**
 * Takes an identity away. Answers that came by it stay; whoever shares it has it from now on.
 * @throws Refusal `access.forbidden`, `people.not_found`, `people.last_identity`
 */
export async function removeIdentity({ stores, viewer }: Asker, id: string, identity: Identity): Promise<{ ok: true }> {
  requirePermission(viewer, "people.write");
  await stores.postgres.transaction(
    async (tx) => {
      const { row } = await requireChangeable(tx, viewer, id);
      const wanted = normaliseIdentity(identity);
      if (row.identities.length === 1 && row.identities[0]?.value === wanted.value)
        throw new Refusal("people.last_identity");
      if (!(await deleteIdentity(tx, await memberIds(tx, row.id), wanted))) return;
      await audit(tx, viewer, { id: row.id, action: "people.identity_removed", details: { kind: wanted.kind } });
    },
    { retries },
  );
  return { ok: true };
}

/**
 * Adds to the history of consents; the same again changes nothing.
 * @throws Refusal `access.forbidden`, `people.not_found`, `people.in_the_future`
 */
export async function recordConsent({ stores, viewer }: Asker, id: string, wish: ConsentWish): Promise<{ ok: true }> {
  requirePermission(viewer, "people.write");
  await stores.postgres.transaction(async (tx) => {
    const { row } = await requireChangeable(tx, viewer, id);
    const now = await momentOf(tx);
    const consent = readyConsent(wish, now);
    if (isLater(consent.at, now))
      throw new Refusal("people.in_the_future", {}, [{ field: "body.at", code: "people.in_the_future" }]);
    const [written] = await insertConsents(tx, [{ ...consent, personId: row.id }]);
    if (written === undefined) return;
    const { purpose, channel, state } = consent;
    await audit(tx, viewer, { id: row.id, action: "people.consent_recorded", details: { purpose, channel, state } });
  });
  return { ok: true };
}

async function setRoles(tx: Tx, rootId: string, roles: readonly PersonRole[]): Promise<void> {
  await deleteOtherRoles(tx, await memberIds(tx, rootId), roles);
  for (const role of roles) await insertRoles(tx, [rootId], role);
}

async function read(tx: Tx, viewer: Viewer, id: string): Promise<PersonDetail> {
  const seen = await requireSeen(tx, viewer, { id, permission: "people.write" });
  return detailOf(tx, seen, await attributesSeen(tx, viewer));
}

function audit(
  tx: Tx,
  viewer: Viewer,
  { id, action, details }: { id: string; action: string; details: Readonly<Record<string, unknown>> },
): Promise<void> {
  return recordAudit(tx, viewer, { action, subjectKind: "person", subjectId: id, details });
}

function refusalOf(problems: readonly { readonly field: string; readonly code: string }[]): Refusal {
  const [first] = problems;
  const what = first?.field.replace(/^attributes\./, "") ?? "";
  const fields = problems.map(({ field, code }) => ({ field: `body.${field}`, code }));
  return new Refusal(first?.code ?? "people.not_found", { field: what, code: what, zone: what }, fields);
}

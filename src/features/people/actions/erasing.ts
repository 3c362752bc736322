import { recordAudit, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";

import type { Identity } from "../contract.ts";
import { inheritIdentities, listOwnIdentities } from "../store/identities.ts";
import { deletePerson, exportRows, lockWithMembers, memberIds, rootOf } from "../store/persons.ts";
import { personalDataSources, type Erasure, type PersonalData } from "./personal-data.ts";
import { presentPerson } from "./presenting.ts";
import type { Asker } from "./reading.ts";
import { requireSeen } from "./sight.ts";

/**
 * Everything held about one person, as of one moment: this slice's part under `person`, each registered source under its
 * name. Of somebody whom others were merged into, what is held about all of them. The trail notes that it was given out.
 * @throws Refusal `access.forbidden`, `people.not_found`
 */
export async function exportPerson({ stores, viewer }: Asker, id: string): Promise<Record<string, unknown>> {
  requirePermission(viewer, "answers.erase");
  return stores.postgres.transaction(
    async (tx) => {
      const { row, sight } = await requireSeen(tx, viewer, { id, permission: "answers.erase" });
      const personIds = await memberIds(tx, row.id);
      const identities = await listOwnIdentities(tx, personIds);

      const held: Record<string, unknown> = {
        person: { ...presentPerson(row, sight), records: await exportRows(tx, personIds) },
      };
      for (const source of personalDataSources()) held[source.name] = await heldBy(tx, source, personIds, identities);

      await recordAudit(tx, viewer, { action: "people.exported", subjectKind: "person", subjectId: row.id });
      return held;
    },
    { isolation: "repeatable read" },
  );
}

/**
 * Erases one person, with everybody merged into them, from every registered source and from here, in one transaction.
 * Histories of merges, suggestions, consents and places as a contact go along. The trail keeps the id and counts.
 * @throws Refusal `access.forbidden`, `people.not_found`
 */
export async function erasePerson(
  { stores, viewer }: Asker,
  id: string,
  options: { readonly keepScores: boolean },
): Promise<{ answersErased: number; answersKept: number }> {
  requirePermission(viewer, "answers.erase");
  return stores.postgres.transaction(
    async (tx) => {
      const personIds = await lockPerson(tx, id);
      const { row } = await requireSeen(tx, viewer, { id, permission: "answers.erase" });
      const identities = await listOwnIdentities(tx, personIds);

      const total = { answersErased: 0, answersKept: 0 };
      for (const source of personalDataSources())
        for (const personId of personIds) {
          const { erased, kept } = await eraseFrom(tx, source, { personId, identities, ...options });
          total.answersErased += erased;
          total.answersKept += kept;
        }
      await deletePerson(tx, row.id);
      await inheritIdentities(tx, identities);

      const details = { ...total, keepScores: options.keepScores };
      await recordAudit(tx, viewer, { action: "people.erased", subjectKind: "person", subjectId: row.id, details });
      return total;
    },
    { retries: 5 },
  );
}

/** Holds the person and everybody merged into them; who is on top may change while it is waited for. */
async function lockPerson(tx: Tx, id: string): Promise<string[]> {
  for (let round = 0; round < rounds; round += 1) {
    const root = await rootOf(tx, id);
    if (root === undefined) throw new Refusal("people.not_found");
    const members = await lockWithMembers(tx, [root]);
    if (members.some((member) => member.id === id && member.root === root)) return members.map((member) => member.id);
  }
  throw new Error("The person keeps being merged while they are erased; the transaction may be tried again.");
}

const rounds = 5;

async function heldBy(
  tx: Tx,
  source: PersonalData,
  personIds: readonly string[],
  identities: readonly (Identity & { readonly personId: string })[],
): Promise<unknown> {
  const held: unknown[] = [];
  for (const personId of personIds)
    held.push(await source.export(tx, personId, { identities: ofOne(identities, personId) }));
  if (held.length === 1) return held[0];
  return held.every((one) => Array.isArray(one)) ? held.flat() : held;
}

function eraseFrom(
  tx: Tx,
  source: PersonalData,
  {
    personId,
    identities,
    keepScores,
  }: {
    readonly personId: string;
    readonly identities: readonly (Identity & { readonly personId: string })[];
    readonly keepScores: boolean;
  },
): Promise<Erasure> {
  return source.erase(tx, personId, { identities: ofOne(identities, personId), keepScores });
}

function ofOne(identities: readonly (Identity & { readonly personId: string })[], personId: string): Identity[] {
  return identities.filter((one) => one.personId === personId).map(({ kind, value }) => ({ kind, value }));
}

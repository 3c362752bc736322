import type { z } from "zod";

import { recordAudit, requirePermission, unitScope } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";

import type { Identity, personSchema } from "../contract.ts";
import { normaliseIdentity } from "../rules.ts";
import { deletePerson, findIdentities, findPersonRow, lockPerson, type PersonRow } from "../store.ts";
import { personalDataSources } from "./personal-data.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Person = z.infer<typeof personSchema>;

/**
 * The person with this identity, or none. Persons belong to no unit, so who sees some units only finds nobody.
 * @throws Refusal `access.forbidden`
 */
export async function findPerson(
  { stores, viewer }: Asker,
  identity: Identity,
): Promise<{ items: Person[]; nextCursor: null }> {
  requirePermission(viewer, "people.read");
  if (!seesPersons(viewer)) return { items: [], nextCursor: null };

  const person = await stores.postgres.transaction(async (tx) => {
    const [row] = await findIdentities(tx, [normaliseIdentity(identity)]);
    return row === undefined ? undefined : findPersonRow(tx, row.personId);
  });
  return { items: person === undefined ? [] : [shownOf(person)], nextCursor: null };
}

/**
 * Everything held about one person, as of one moment: this slice's part under `person`, each registered source under its
 * name. The trail notes that it was given out.
 * @throws Refusal `access.forbidden`, `people.not_found`
 */
export async function exportPerson({ stores, viewer }: Asker, id: string): Promise<Record<string, unknown>> {
  requirePermission(viewer, "answers.erase");
  return stores.postgres.transaction(
    async (tx) => {
      const person = seesPersons(viewer) ? await findPersonRow(tx, id) : undefined;
      if (person === undefined) throw new Refusal("people.not_found");

      const held: Record<string, unknown> = { person: shownOf(person) };
      for (const source of personalDataSources()) held[source.name] = await source.export(tx, id, person);

      await recordAudit(tx, viewer, { action: "people.exported", subjectKind: "person", subjectId: id });
      return held;
    },
    { isolation: "repeatable read" },
  );
}

/**
 * Erases one person from every registered source and from here, in one transaction. The trail keeps the id and counts.
 * @throws Refusal `access.forbidden`, `people.not_found`
 */
export async function erasePerson(
  { stores, viewer }: Asker,
  id: string,
  options: { readonly keepScores: boolean },
): Promise<{ answersErased: number; answersKept: number }> {
  requirePermission(viewer, "answers.erase");
  return stores.postgres.transaction(async (tx) => {
    const person = seesPersons(viewer) && (await lockPerson(tx, id)) ? await findPersonRow(tx, id) : undefined;
    if (person === undefined) throw new Refusal("people.not_found");

    const { identities } = person;
    const total = { answersErased: 0, answersKept: 0 };
    for (const source of personalDataSources()) {
      const { erased, kept } = await source.erase(tx, id, { ...options, identities });
      total.answersErased += erased;
      total.answersKept += kept;
    }
    await deletePerson(tx, id);

    const details = { ...total, keepScores: options.keepScores };
    await recordAudit(tx, viewer, { action: "people.erased", subjectKind: "person", subjectId: id, details });
    return total;
  });
}

function seesPersons(viewer: Viewer): boolean {
  return unitScope(viewer, "people.read") === "all";
}

function shownOf({ id, roles, identities, createdAt }: PersonRow): Person {
  return { id, roles, identities, createdAt: createdAt.toISOString() };
}

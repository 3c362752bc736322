import type { Tx } from "#platform/postgres";

import type { Identity, PersonRole } from "../contract.ts";
import { identityKey, normaliseIdentity } from "../rules/identity.ts";
import { findIdentities, insertPersons, insertRoles } from "../store/identities.ts";

/**
 * The person behind each identity; whoever is unknown is created. Two or three statements however many there are;
 * writers who meet the same new person at once agree on one. The key is `kind:value`, both as it was asked for and in
 * its normalised form. Until the transaction ends none of them can be erased or merged.
 *
 * What is answered is whom the identity came by, also when they were merged into somebody: what is kept under this id
 * stays with them when the merge is undone. Whoever counts or shows persons takes `person.merged_into` where it is set.
 */
export async function resolvePersons(tx: Tx, identities: readonly Identity[]): Promise<Map<string, string>> {
  const asked = [...new Map(identities.map((one) => [identityKey(one), normaliseIdentity(one)])).values()];
  const found = new Map<string, string>();
  const open = () => asked.filter((one) => !found.has(identityKey(one)));

  for (let round = 0; round < rounds && open().length > 0; round += 1) {
    for (const row of await findIdentities(tx, open())) found.set(identityKey(row), row.personId);
    if (open().length === 0) break;
    for (const row of await insertPersons(tx, open())) found.set(identityKey(row), row.personId);
  }
  if (open().length > 0)
    throw new Error("Persons keep vanishing while they are resolved; the transaction may be tried again.");

  for (const one of identities) found.set(`${one.kind}:${one.value}`, found.get(identityKey(one)) ?? "");
  return found;
}

/** Notes that these persons act in this role; whoever has it keeps it. */
export async function addPersonRoles(tx: Tx, personIds: readonly string[], role: PersonRole): Promise<void> {
  if (personIds.length > 0) await insertRoles(tx, personIds, role);
}

/** Found, made, lost to another writer, found: two rounds are enough unless somebody erases at the same moment. */
const rounds = 5;

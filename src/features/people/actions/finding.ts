import { requireEverywhere } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Identity } from "../contract.ts";
import { identityKey, normaliseIdentity } from "../rules/identity.ts";
import { countByField, type RegisterField } from "../store/counting.ts";
import { findIdentities } from "../store/identities.ts";

/**
 * The person behind each identity that somebody has, keyed `kind:value` as it was asked for; nobody is made or held.
 * Whom the identity came by, also when they were merged since. For imports by the thousand; the caller checks who may.
 */
export async function findPersons(tx: Tx, identities: readonly Identity[]): Promise<ReadonlyMap<string, string>> {
  const asked = identities.map(normaliseIdentity);
  const rows = await findIdentities(tx, asked);
  const known = new Map(rows.map((row) => [identityKey(row), row.personId]));
  return new Map(
    identities.flatMap((one, index) => {
      const normal = asked[index];
      const person = normal === undefined ? undefined : known.get(identityKey(normal));
      return person === undefined ? [] : [[`${one.kind}:${one.value}`, person] as const];
    }),
  );
}

/**
 * How many customers have each value of a field (`home_unit` by code, `language`, `attr.<key>`), most first; without a
 * value: the empty one. Needs `people.read` for the whole organisation.
 * @throws Refusal `access.forbidden`, `access.installation_only`
 */
export function countCustomersBy(
  tx: Tx,
  viewer: Viewer,
  field: RegisterField,
): Promise<{ value: string; count: number }[]> {
  requireEverywhere(viewer, "people.read");
  return countByField(tx, field);
}

export type { RegisterField };

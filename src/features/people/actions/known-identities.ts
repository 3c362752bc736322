import type { Tx } from "#platform/postgres";

import type { Identity } from "../contract.ts";
import { identityKey, normaliseIdentity } from "../rules/identity.ts";
import { listKnown } from "../store/known-identities.ts";

/**
 * Which of these identities belong to somebody, as `kind:value` in normalised form; nobody is made or held. For previews
 * of imports.
 */
export async function knownIdentities(tx: Tx, identities: readonly Identity[]): Promise<ReadonlySet<string>> {
  const asked = identities.map(normaliseIdentity);
  return new Set((await listKnown(tx, asked)).map(identityKey));
}

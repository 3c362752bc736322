import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Identity } from "../contract.ts";
import { confidenceOf, decideClaim, reasonsOf, type Claim } from "../rules/duplicate.ts";
import { findIdentities, insertIdentities, insertSharedIdentities } from "../store/identities.ts";
import { newIds, rootsOf } from "../store/persons.ts";
import {
  findSuggestions,
  judgeClaims,
  putSuggestions,
  type ClaimRow,
  type SuggestionRow,
} from "../store/suggestions.ts";
import { mergeInTransaction } from "./merging.ts";

/** That somebody is known to use an identity. */
export type IdentityClaim = Identity & { readonly personId: string };

/** What became of claims: whom identities were given, and who became one. */
export interface Claimed {
  readonly added: ReadonlySet<string>;
  readonly merged: number;
  readonly shared: number;
}

/**
 * Gives identities to persons. One that somebody else has already is noted as shared, and the two become one, or are
 * suggested to be one, or are left, as `decideClaim` says.
 */
export async function claimIdentities(tx: Tx, viewer: Viewer, claims: readonly IdentityClaim[]): Promise<Claimed> {
  if (claims.length === 0) return { added: new Set(), merged: 0, shared: 0 };
  const given = await insertIdentities(tx, claims);
  const owners = new Map((await findIdentities(tx, claims)).map((row) => [`${row.kind}:${row.value}`, row.personId]));
  const foreign = claims.filter(({ kind, value, personId }) => owners.get(`${kind}:${value}`) !== personId);
  if (foreign.length === 0) return { added: new Set(given.map(({ personId }) => personId)), merged: 0, shared: 0 };

  await insertSharedIdentities(tx, foreign);
  const judged = await judgeClaims(tx, foreign);
  const merged = await mergeClaimed(
    tx,
    viewer,
    judged.filter((claim) => decideClaim(claimOf(claim)) === "merge"),
  );
  await suggest(
    tx,
    judged.filter((claim) => decideClaim(claimOf(claim)) === "suggest"),
  );
  return { added: new Set(given.map(({ personId }) => personId)), merged, shared: foreign.length };
}

/** Whoever was known first stays on top. */
async function mergeClaimed(tx: Tx, viewer: Viewer, claims: readonly ClaimRow[]): Promise<number> {
  const pairs = new Map(claims.map((claim) => [pairOf(claim).join(" "), claim]));
  const ids = await newIds(tx, pairs.size);
  let merged = 0;
  for (const claim of pairs.values()) {
    const [survivorId, mergedId] = pairOf(claim);
    const id = ids[merged];
    if (id === undefined) break;
    const wish = { id, survivorId, mergedId, reason: `same_${claim.kind}` };
    if (await mergeUnlessOne(tx, viewer, wish)) merged += 1;
  }
  return merged;
}

/** A chain of claims may have made them one a moment ago. */
async function mergeUnlessOne(
  tx: Tx,
  viewer: Viewer,
  wish: Parameters<typeof mergeInTransaction>[2],
): Promise<boolean> {
  const roots = await rootsOf(tx, [wish.survivorId, wish.mergedId]);
  if (roots.get(wish.survivorId) === roots.get(wish.mergedId)) return false;
  await mergeInTransaction(tx, viewer, wish);
  return true;
}

async function suggest(tx: Tx, claims: readonly ClaimRow[]): Promise<void> {
  if (claims.length === 0) return;
  const pairs = Map.groupBy(claims, (claim) => pairOf(claim).join(" "));
  const known = await findSuggestions(
    tx,
    [...pairs.values()].flatMap(([claim]) => (claim === undefined ? [] : [pairIds(claim)])),
  );
  const reasonsKnown = new Map(known.map(({ oneId, otherId, reasons }) => [`${oneId} ${otherId}`, reasons]));
  const rows = [...pairs].flatMap(([key, ofPair]): Omit<SuggestionRow, "id">[] => {
    const [first] = ofPair;
    if (first === undefined) return [];
    const reasons = [
      ...new Set([...(reasonsKnown.get(key) ?? []), ...ofPair.flatMap((claim) => reasonsOf(claimOf(claim)))]),
    ];
    return [{ ...pairIds(first), reasons, confidence: confidenceOf(reasons) }];
  });
  await putSuggestions(tx, rows);
}

function pairOf({ ownerId, claimantId }: ClaimRow): readonly [string, string] {
  return ownerId < claimantId ? [ownerId, claimantId] : [claimantId, ownerId];
}

function pairIds(claim: ClaimRow): { oneId: string; otherId: string } {
  const [oneId, otherId] = pairOf(claim);
  return { oneId, otherId };
}

function claimOf({ kind, isSameName, isOneBare, areApart }: ClaimRow): Claim {
  return { kind, isSameName: isSameName ?? undefined, isOneBare, areApart };
}

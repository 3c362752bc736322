import type { Tx } from "#platform/postgres";

import { applyFactors, countWeighted, listDelays, restoreWeights, type WeightedResponse } from "../store/weighting.ts";

/**
 * Lets these responses weigh their own weight × factor from now on; the facts follow. The own weight is kept, so that the
 * same again changes nothing and `restoreOwnWeights` brings it back to the last digit. Responses that another weighting
 * weighs are left alone. In the caller's transaction, which checks who may; some thousands at a time, with `retries`.
 * @returns how many changed
 */
export function weightResponses(tx: Tx, weightingId: string, rows: readonly WeightedResponse[]): Promise<number> {
  return applyFactors(tx, weightingId, rows);
}

/** Gives up to `limit` responses of a weighting their own weights back; the facts follow. @returns how many; 0 at the end */
export function restoreOwnWeights(tx: Tx, weightingId: string, limit: number): Promise<number> {
  return restoreWeights(tx, weightingId, limit);
}

/** How many responses a weighting weighs now. */
export function countOfWeighting(tx: Tx, weightingId: string): Promise<number> {
  return countWeighted(tx, weightingId);
}

/**
 * How many days after their single-use link was made responses came, newest first, at most `limit`; of anonymous surveys
 * none. For whoever compares early answers with late ones; the caller checks who may.
 */
export function delaysOfResponses(
  tx: Tx,
  of: { readonly programme: string; readonly surveys: readonly string[]; readonly limit: number },
): Promise<{ id: string; days: number }[]> {
  return listDelays(tx, of);
}

export type { WeightedResponse };

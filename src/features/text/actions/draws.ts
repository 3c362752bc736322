import type { Tx } from "#platform/postgres";

import { writePhaseWeights } from "../store/codings.ts";

/** A response that was eligible for an interview, and whether the draw took it. */
export interface Drawn {
  readonly responseId: string;
  readonly isDrawn: boolean;
  /** Probability with which it could be drawn, above 0 and at most 1. */
  readonly probability: number;
}

/**
 * Notes a draw of two-phase sampling (Neyman 1938; Horvitz & Thompson 1952): reasons of a drawn response stand for one over
 * its probability, those of one that was not drawn for nothing. Noting the same again changes nothing.
 * Refuses (RangeError) a probability outside (0, 1].
 */
export async function recordDraws(tx: Tx, draws: readonly Drawn[]): Promise<number> {
  const wrong = draws.find(({ probability }) => !(probability > 0 && probability <= 1));
  if (wrong !== undefined)
    throw new RangeError(`a probability lies above 0 and at most at 1, got ${wrong.probability}`);
  return writePhaseWeights(
    tx,
    draws.map(({ responseId, isDrawn, probability }) => ({ responseId, weight: isDrawn ? 1 / probability : 0 })),
  );
}

import type { AnalysedText } from "../analysed-text.ts";

/**
 * A fold per text, 0 … folds − 1. Texts with the same words fall into the same fold, so that no model is tested on a text
 * it has learned by heart; which fold that is depends on the words alone.
 */
export function foldsOf(texts: readonly AnalysedText[], folds: number, seed: number): Int32Array {
  return Int32Array.from(texts, (text) => wordsHash(text, seed) % folds);
}

/** A hash of the words of a text (FNV-1a, finished as MurmurHash3 does), placeholders left out. */
function wordsHash(text: AnalysedText, seed: number): number {
  let hash = 2_166_136_261 ^ seed;
  for (const token of text.tokens) {
    if (token.kind === "placeholder") continue;
    for (let at = 0; at < token.norm.length; at += 1) hash = Math.imul(hash ^ token.norm.charCodeAt(at), 16_777_619);
    hash = Math.imul(hash ^ 32, 16_777_619);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

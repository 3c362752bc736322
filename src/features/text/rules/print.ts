import type { AnalysedText } from "./analysed-text.ts";

const longest = 200;

/**
 * A print of what a text says: the same for texts whose words with a subject are the same, in whatever order and form.
 * Two FNV-1a hashes of their stems in order of the alphabet, 53 bits together. Null for a text without such words. Words
 * cannot be read from it, though a guessed text can be recognised: it goes with the text.
 */
export function printOf({ tokens }: AnalysedText): string | null {
  const stems = new Set<string>();
  for (const { kind, isStop, stem } of tokens) {
    if (kind === "word" && !isStop) stems.add(stem);
    if (stems.size >= longest) break;
  }
  if (stems.size === 0) return null;
  const text = [...stems].toSorted().join(" ");
  return String((hashOf(text, 0x811c9dc5) >>> 11) * 2 ** 32 + hashOf(text, 0x01000193));
}

function hashOf(text: string, basis: number): number {
  let hash = basis;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return hash >>> 0;
}

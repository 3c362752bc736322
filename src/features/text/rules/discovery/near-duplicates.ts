import type { AnalysedText } from "../analysed-text.ts";

/** Words in a shingle, hashes in a signature, and how the signature is cut into bands: 16 bands of 4 find pairs above ~.6. */
const [shingle, hashes, bands] = [2, 64, 16];
const perBand = hashes / bands;
/** Share of equal hashes from which on two texts count as nearly the same. */
const alike = 0.7;
const longestText = 2_000;

/**
 * Groups texts that are nearly the same: for each text the index of the first of its group, itself when it has none before
 * it. Method: MinHash of pairs of words (Broder 1997) with locality-sensitive hashing in bands (Indyk & Motwani 1998;
 * Leskovec et al., Mining of Massive Datasets, 3.4), the share of equal hashes estimating Jaccard similarity to ±.06.
 * Linear in the number of texts; a chain of similar texts becomes one group. Texts without words are alone.
 */
export function nearDuplicates(texts: readonly AnalysedText[]): Int32Array {
  const groups = Int32Array.from(texts, (_, index) => index);
  const signatures = texts.map(signatureOf);
  for (let band = 0; band < bands; band += 1) {
    const buckets = new Map<string, number>();
    signatures.forEach((signature, index) => {
      if (!signature) return;
      const key = signature.subarray(band * perBand, (band + 1) * perBand).join(",");
      const first = buckets.get(key);
      if (first === undefined) buckets.set(key, index);
      else if (similarity(signatures[first], signature) >= alike) unite(groups, first, index);
    });
  }
  return groups.map((_, index) => rootOf(groups, index));
}

function signatureOf({ tokens }: AnalysedText): Int32Array | undefined {
  const words = tokens.filter((token) => token.kind === "word").slice(0, longestText);
  if (words.length === 0) return undefined;
  const signature = new Int32Array(hashes).fill(0x7fffffff);
  for (let at = 0; at < Math.max(1, words.length - shingle + 1); at += 1) {
    const hash = hashOf(
      words
        .slice(at, at + shingle)
        .map((token) => token.stem)
        .join(" "),
    );
    for (let index = 0; index < hashes; index += 1) {
      const value = mixed(hash, index);
      if (value < (signature[index] ?? 0)) signature[index] = value;
    }
  }
  return signature;
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return hash;
}

/** One of many hash functions: the finisher of MurmurHash3 on the hash and a multiple of the golden ratio. */
function mixed(hash: number, index: number): number {
  let mix = hash ^ Math.imul(index + 1, 0x9e3779b1);
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >> 1;
}

function similarity(one: Int32Array | undefined, other: Int32Array): number {
  let equal = 0;
  for (let index = 0; index < hashes; index += 1) if (one?.[index] === other[index]) equal += 1;
  return equal / hashes;
}

function rootOf(groups: Int32Array, index: number): number {
  let root = index;
  while (groups[root] !== root) root = groups[root] ?? root;
  groups[index] = root;
  return root;
}

function unite(groups: Int32Array, one: number, other: number): void {
  const [a, b] = [rootOf(groups, one), rootOf(groups, other)];
  groups[Math.max(a, b)] = Math.min(a, b);
}

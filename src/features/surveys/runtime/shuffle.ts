/** The items in an order that depends on the seed alone: the same seed always gives the same order. */
export function shuffle<T>(items: readonly T[], seed: string): readonly T[] {
  const next = generatorOf(seed);
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(next() * (last + 1));
    [shuffled[last], shuffled[pick]] = [shuffled[pick] as T, shuffled[last] as T];
  }
  return shuffled;
}

/** Options in the order this respondent sees: shuffled by the seed, those that exclude the others always last. */
export function orderOptions<T extends { readonly exclusive?: boolean | undefined }>(
  options: readonly T[],
  randomise: boolean,
  seed: string,
): readonly T[] {
  if (!randomise) return options;
  const mixed = shuffle(
    options.filter((option) => option.exclusive !== true),
    seed,
  );
  return [...mixed, ...options.filter((option) => option.exclusive === true)];
}

/** FNV-1a for the seed, then mulberry32 (Ettinger, public domain): small, even enough for the order of options. */
function generatorOf(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) {
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

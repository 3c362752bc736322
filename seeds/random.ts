/** A stream of random numbers that depends on nothing but its seed and its path. */
export interface Draw {
  /** Uniform in [0, 1) with 32 random bits. */
  next(): number;
  /** Whole number from 0 to below `below`. */
  int(below: number): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  /** Standard normal, by the polar-free Box–Muller form (Box and Muller 1958). */
  normal(): number;
  pick<T>(items: readonly T[]): T;
}

/**
 * A generator named by a seed and a path, so that any part of the company can be made without the parts before it.
 * sfc32 by Chris Doty-Humphrey, PractRand 0.93 (128 bits of state, period at least 2^32, passes BigCrush and PractRand);
 * its state is filled by the finaliser of MurmurHash3 (Appleby, public domain). The same bytes on every machine: only
 * 32-bit integer operations, and `Math.log`, `Math.sqrt`, `Math.cos` for normals.
 */
export function drawOf(seed: number, ...path: readonly (string | number)[]): Draw {
  let [a, b, c, d] = stateOf(seed, path);
  function word(): number {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 12; round += 1) word();
  const next = (): number => word() / 4_294_967_296;
  return {
    next,
    int: (below) => Math.floor(next() * below),
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: <T>(items: readonly T[]): T => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
  };
}

/** Something to be drawn with a share of its own; shares need not add up to one. */
export interface Weighted<T> {
  readonly item: T;
  readonly share: number;
}

/** Prepares draws by share: cumulative sums once, then one number for each draw. */
export function byShare<T>(items: readonly Weighted<T>[]): (draw: Draw) => T {
  let total = 0;
  const sums = items.map(({ share }) => (total += share));
  return (draw) => {
    const at = draw.next() * total;
    const index = sums.findIndex((sum) => at < sum);
    const found = items[index === -1 ? items.length - 1 : index];
    if (found === undefined) throw new RangeError("nothing to draw from");
    return found.item;
  };
}

function stateOf(seed: number, path: readonly (string | number)[]): [number, number, number, number] {
  let hash = mix(seed | 0, 0x9e37_79b9);
  for (const part of path) hash = typeof part === "number" ? mix(hash, part | 0) : hashText(hash, part);
  const b = mix(hash, 0x85eb_ca6b);
  const c = mix(b, 0xc2b2_ae35);
  return [hash, b, c, 1];
}

function hashText(from: number, text: string): number {
  let hash = mix(from, text.length);
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at));
  return hash;
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85eb_ca6b) ^ Math.imul(value + 0x27d4_eb2f, 0x1656_67b1);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

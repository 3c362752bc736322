import type { SparseRow } from "#statistics/sparse-matrix";

import { spaceOf, type FeatureSpace } from "../features.ts";
import type { CoderModel } from "../models.ts";
import { decodeBytes } from "./bytes.ts";

/** A model unpacked for use. */
export interface LoadedCoder {
  readonly space: FeatureSpace;
  readonly names: readonly string[];
  readonly codes: number;
  /** What of the weights is not zero: of feature f from `start[f]` to `start[f + 1]`. */
  readonly start: Int32Array;
  readonly code: Uint16Array;
  readonly weight: Int8Array;
  readonly scales: Float64Array;
  readonly biases: Float64Array;
}

const loaded = new WeakMap<CoderModel, LoadedCoder>();

/** Unpacks a model once; keep the object and hand in the same. */
export function loadCoder(model: CoderModel): LoadedCoder {
  const known = loaded.get(model);
  if (known) return known;
  const codes = model.codes.length;
  const names = model.features === "" ? [] : model.features.split("\n");
  const made: LoadedCoder = {
    space: spaceOf(
      names,
      model.rarity.map((one) => one / 1000),
      { marksNegation: model.marksNegation, extraWeight: model.extraWeight },
    ),
    names,
    codes,
    ...filledOf(decodeBytes(model.weights), names.length, codes),
    scales: Float64Array.from(model.codes, ({ scale }) => scale),
    biases: Float64Array.from(model.codes, ({ bias }) => bias),
  };
  loaded.set(model, made);
  return made;
}

type Filled = Pick<LoadedCoder, "start" | "code" | "weight">;

/** Most weights of a code are zero: only the others are kept. */
function filledOf(bytes: Int8Array, features: number, codes: number): Filled {
  const start = new Int32Array(features + 1);
  const cells = features * codes;
  let filled = 0;
  for (let cell = 0; cell < cells; cell += 1) if (bytes[cell] !== 0) filled += 1;
  const [code, weight] = [new Uint16Array(filled), new Int8Array(filled)];
  let at = 0;
  for (let feature = 0; feature < features; feature += 1) {
    for (let one = 0; one < codes; one += 1) {
      const byte = bytes[feature * codes + one] ?? 0;
      if (byte === 0) continue;
      code[at] = one;
      weight[at] = byte;
      at += 1;
    }
    start[feature + 1] = at;
  }
  return { start, code, weight };
}

/** The weight of a feature for a code. */
export function weightOf({ start, code, weight, scales }: LoadedCoder, feature: number, wanted: number): number {
  for (let at = start[feature] ?? 0; at < (start[feature + 1] ?? 0); at += 1) {
    if (code[at] === wanted) return (weight[at] ?? 0) * (scales[wanted] ?? 0);
  }
  return 0;
}

/** Raw scores of a text, one a code. Indexes are the model's own, so none is missing. */
export function scoresOf(coder: LoadedCoder, vector: SparseRow): Float64Array {
  const { start, code, weight } = coder;
  const scores = new Float64Array(coder.codes);
  for (let index = 0; index < vector.index.length; index += 1) {
    const feature = vector.index[index] as number;
    const value = vector.value[index] as number;
    const to = start[feature + 1] as number;
    for (let at = start[feature] as number; at < to; at += 1) {
      const one = code[at] as number;
      scores[one] = (scores[one] as number) + value * (weight[at] as number);
    }
  }
  for (let one = 0; one < coder.codes; one += 1) {
    scores[one] = (scores[one] as number) * (coder.scales[one] as number) + (coder.biases[one] as number);
  }
  return scores;
}

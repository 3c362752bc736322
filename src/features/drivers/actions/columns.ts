import { listValues, slice, type Asker, type MomentColumn } from "#feature/facts";
import { Refusal } from "#kit/refusal";

import { mostLevels } from "../contract.ts";
import { predictorParts } from "../contract/predictor-ref.ts";
import type { KnownPredictor, OutcomeWish } from "./known.ts";

/** One column of a driver, and which of its levels it stands for. */
export interface LevelColumn {
  readonly column: MomentColumn;
  readonly value: string;
  readonly name: string;
}

/** A driver with its columns. */
export interface DriverColumns {
  readonly predictor: KnownPredictor;
  readonly levels: readonly LevelColumn[];
  /** Name of the level that the others are held against. */
  readonly reference: string | null;
}

/** The predictors meant: those named, or the usual ones. @throws Refusal `drivers.unknown_predictor` */
export function chosenPredictors(
  known: readonly KnownPredictor[],
  refs: readonly string[] | undefined,
): readonly KnownPredictor[] {
  if (refs === undefined) return known.filter(({ isDefault }) => isDefault);
  return [...new Set(refs)].map((ref) => {
    const found = known.find((one) => one.ref === ref);
    if (found === undefined) throw new Refusal("drivers.unknown_predictor", { predictor: ref });
    return found;
  });
}

/** The columns of each predictor; the levels of a category are looked up, most frequent first. */
export function columnsOf(
  asker: Asker,
  predictors: readonly KnownPredictor[],
  wish: OutcomeWish & { readonly measure: string },
): Promise<readonly DriverColumns[]> {
  return Promise.all(predictors.map((predictor) => columnsOfOne(asker, predictor, wish)));
}

async function columnsOfOne(
  asker: Asker,
  predictor: KnownPredictor,
  wish: OutcomeWish & { readonly measure: string },
): Promise<DriverColumns> {
  const { kind, of, option } = predictorParts(predictor.ref);
  const single = (column: MomentColumn): DriverColumns => ({
    predictor,
    levels: [{ column, value: "", name: "" }],
    reference: null,
  });
  switch (kind) {
    case "question":
      return single({ kind: "score", measure: of });
    case "option":
      return single({ kind: "choice", measure: of, option, isAsked: false });
    case "code":
      return single({ kind: "code", code: of });
    case "amount":
      return single({ kind: "amount", dimension: of });
    case "choice":
      return ofChoice(asker, predictor, wish);
    case "dimension":
      return ofDimension(asker, predictor, wish);
  }
}

async function ofChoice(
  asker: Asker,
  predictor: KnownPredictor,
  { period, where }: OutcomeWish,
): Promise<DriverColumns> {
  const { total } = await slice(asker, { measure: predictor.ref, period, where });
  const counts = total.figure.distribution ?? {};
  const options = predictor.options.toSorted((a, b) => (counts[b.key] ?? 0) - (counts[a.key] ?? 0));
  const [reference, ...rest] = options;
  return {
    predictor,
    reference: reference?.label ?? null,
    levels: rest.map(({ key, label }) => ({
      column: { kind: "choice", measure: predictor.ref, option: key, isAsked: true },
      value: key,
      name: label,
    })),
  };
}

/** Values beyond the most frequent ones stand together; answers without a value are a level of their own. */
async function ofDimension(
  asker: Asker,
  predictor: KnownPredictor,
  { measure, period }: OutcomeWish & { readonly measure: string },
): Promise<DriverColumns> {
  const dimension = predictorParts(predictor.ref).of;
  const { items } = await listValues(asker, { dimension, measure, period, limit: 500 });
  const [reference, ...rest] = items;
  const [own, others] = [rest.slice(0, mostLevels), rest.slice(mostLevels)];
  const columnOf = (values: readonly string[]): MomentColumn => ({ kind: "value", dimension, values });
  return {
    predictor,
    reference: reference?.name ?? null,
    levels: [
      ...own.map(({ value, name }) => ({ column: columnOf([value]), value, name })),
      ...(others.length === 0
        ? []
        : [{ column: columnOf(others.map(({ value }) => value)), value: otherLevels, name: otherLevels }]),
      ...(predictor.missing > 0 ? [{ column: columnOf([""]), value: "", name: unknownLevel }] : []),
    ],
  };
}

/** Names of the two levels that the screen words itself. */
export const otherLevels = "~other";
export const unknownLevel = "~unknown";

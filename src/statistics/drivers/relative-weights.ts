import { at } from "../sequence.ts";
import { cell, choleskyOf, dot, forward, picked, solutionOf, squareRootOf, times, type Matrix } from "./matrix.ts";

/**
 * Johnson's relative weights: how the explained share of variance (R²) divides among predictors that go together. They are
 * not negative and sum to R² exactly. `covariance` holds the outcome last; a group is one predictor: a single column, or
 * all levels of one category.
 *
 * Correlations R of the predictors have one symmetric square root; its rows are the closest set of uncorrelated
 * variables Z, β are the weights of Z for the outcome, and predictor j gets Σₖ (R^½)ⱼₖ² βₖ².
 * For groups of several columns each group is first made uncorrelated within itself (Genizi's decomposition carried to
 * blocks): the group gets Σₕ ‖(R^½)ᵍₕ βₕ‖², which is the same however a category is coded, and Johnson's weight for one column.
 *
 * Units: shares of the outcome's variance, 0..1. Association, not cause. Undefined for collinear columns.
 * Sources: Johnson 2000, Multivariate Behavioral Research 35(1); Genizi 1993, Statistica Sinica 3(2).
 */
export function relativeWeights(covariance: Matrix, groups: readonly (readonly number[])[]): number[] | undefined {
  const whitened = whitenWithin(covariance, groups);
  if (whitened === undefined) return undefined;
  const root = squareRootOf(whitened.correlation);
  const beta = solutionOf(root, whitened.withOutcome, 1e-9);
  if (beta === undefined) return undefined;
  return whitened.places.map((own) =>
    whitened.places.reduce((sum, other) => {
      const part = own.map((row) =>
        other.reduce((inner, column) => inner + cell(root, row, column) * at(beta, column), 0),
      );
      return sum + dot(part, part);
    }, 0),
  );
}

interface Whitened {
  readonly correlation: Matrix;
  readonly withOutcome: readonly number[];
  /** Where each group's columns stand. */
  readonly places: readonly (readonly number[])[];
}

/** Makes the columns of each group uncorrelated with variance 1, and the outcome's variance 1. */
function whitenWithin(covariance: Matrix, groups: readonly (readonly number[])[]): Whitened | undefined {
  const columns = groups.flat();
  const outcome = covariance.length - 1;
  const spread = cell(covariance, outcome, outcome);
  if (!(spread > 0)) return undefined;

  const own = picked(covariance, columns);
  const turn: number[][] = [];
  const places: number[][] = [];
  for (const group of groups) {
    const place = group.map((_, index) => turn.length + index);
    const factor = choleskyOf(picked(own, place));
    if (factor === undefined) return undefined;
    const units = place.map((_, index) =>
      forward(
        factor,
        place.map((_, other) => (index === other ? 1 : 0)),
      ),
    );
    turn.push(
      ...place.map((_, row) =>
        spreadOver(
          columns.length,
          place,
          units.map((unit) => at(unit, row)),
        ),
      ),
    );
    places.push(place);
  }
  const right = columns.map((column) => cell(covariance, column, outcome) / Math.sqrt(spread));
  const half = turn.map((row) => times(own, row));
  return { correlation: half.map((row) => times(turn, row)), withOutcome: times(turn, right), places };
}

function spreadOver(size: number, places: readonly number[], values: readonly number[]): number[] {
  const row = Array.from({ length: size }, () => 0);
  places.forEach((place, index) => (row[place] = at(values, index)));
  return row;
}

import type { Condition } from "#kit/condition";

import type { Period, timeSteps } from "../contract.ts";

/** A dimension by which responses are told apart for weighting. */
export interface WeighingDimension {
  readonly dimension: string;
  /** Of units: each of these stands for itself and all below it; without it a unit stands for itself alone. */
  readonly among?: readonly string[];
}

/** Responses of one programme, of some of its surveys or of all, as a weighting takes them. */
export interface WeighingGround {
  readonly programme: string;
  /** Ids; empty: all of the programme. */
  readonly surveys: readonly string[];
  readonly where?: Condition | undefined;
  readonly period?: Period | undefined;
  readonly by: readonly WeighingDimension[];
  /** Each step of time apart; null: all together. */
  readonly wave: (typeof timeSteps)[number] | null;
}

/** Responses that are alike to a weighting. */
export interface WeighingCell {
  /** One value for each dimension; empty where it is not known. Of units with `among`: the code listed there. */
  readonly key: readonly string[];
  /** First day of the step; empty without waves. */
  readonly wave: string;
  /** The weight they came with. */
  readonly base: number;
  readonly n: number;
}

/** One response of a ground. */
export interface WeighedResponse extends Omit<WeighingCell, "n"> {
  readonly id: string;
}

import { measureKinds, type MeasureKind } from "../contract.ts";

/** Which answers a number is made of, taken apart. */
export interface MeasureParts {
  readonly kind: MeasureKind;
  readonly programme: string;
  readonly survey: string | null;
  readonly question: string | null;
}

/** `nps:relational` or `rating:review:<survey>:<question>` in its parts. Expects what `measureRefSchema` accepts. */
export function partsOf(measure: string): MeasureParts {
  const [kind = "", programme = "", survey = null, question = null] = measure.split(":");
  const known = measureKinds.find((candidate) => candidate === kind);
  if (known === undefined) throw new RangeError(`no such kind of measure: ${kind}`);
  return { kind: known, programme, survey, question };
}

/** The name of a measure from its parts. */
export function measureRef({ kind, programme, survey, question }: MeasureParts): string {
  return [kind, programme, ...(survey === null || question === null ? [] : [survey, question])].join(":");
}

/**
 * Whether answers to different questions make one number: everybody who was asked whether they would recommend answers
 * on the same scale, top boxes are shares of any scale. Means of different questions are different things.
 */
export function isWholeProgramme(kind: MeasureKind): boolean {
  return kind === "nps" || kind === "enps" || kind === "csat";
}

/** Kinds whose answers stand on a scale of whole steps. */
export function isScaled(kind: MeasureKind): boolean {
  return kind !== "number" && kind !== "choice" && kind !== "text";
}

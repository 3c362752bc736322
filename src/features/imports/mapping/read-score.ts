import { fail, succeed, type Outcome } from "#kit/outcome";

import type { Profile } from "../contract.ts";

export type ScoreMapping = Profile["scores"][number];

export type ScoreProblem = "score.not_a_number" | "score.out_of_scale" | "score.not_whole" | "score.unknown_value";

/** The scale a mapping reads: its own, else the usual one of its kind. */
export function scaleOf(mapping: ScoreMapping): { readonly from: number; readonly to: number } {
  if (mapping.scale) return mapping.scale;
  if (mapping.kind === "recommendation") return { from: 0, to: 10 };
  if (mapping.kind === "effort") return { from: 1, to: 7 };
  if (mapping.kind === "number") return { from: -Number.MAX_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
  return { from: 1, to: 5 };
}

/** A cell as a score: a number, undefined when it says there is no answer, or what is wrong with it. */
export function readScore(mapping: ScoreMapping, cell: string): Outcome<number | undefined, ScoreProblem> {
  const text = cell.trim();
  if (isMissing(text, mapping.missing)) return succeed(undefined);
  const value = toNumber(lookUp(mapping.values, text) ?? text);
  if (value === undefined) return fail("score.not_a_number");

  const { from, to } = scaleOf(mapping);
  if (value < from || value > to) return fail("score.out_of_scale", { from, to });
  if (mapping.kind !== "number" && !Number.isInteger(value)) return fail("score.not_whole");
  return succeed(value);
}

/** Whether a cell means that there is no answer: empty, or one of the codes; 11, "11" and "11.0" are one code. */
export function isMissing(text: string, codes: readonly (string | number)[]): boolean {
  if (text === "") return true;
  const number = toNumber(text);
  return codes.some((code) => String(code) === text || (number !== undefined && toNumber(code) === number));
}

/** What the profile says a cell's text stands for. Only its own words count: a cell may say `constructor`. */
export function lookUp<Value>(values: Readonly<Record<string, Value>>, text: string): Value | undefined {
  return Object.hasOwn(values, text) ? values[text] : undefined;
}

/** A number written with point or comma, spaces between thousands allowed; undefined when it is none. */
export function toNumber(value: string | number): number | undefined {
  if (typeof value === "number") return value;
  const text = value.replaceAll(/[\s\u00A0\u202F]/g, "").replace(/^[\u2212\u2013]/, "-");
  if (!/^[+-]?\d+(?:[.,]\d+)?$/.test(text)) return undefined;
  return Number(text.replace(",", "."));
}

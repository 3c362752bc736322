import type { TextLanguage } from "./analysed-text.ts";

/** Which side of a theme a text shows: it complains, it praises, it only mentions. */
export const sides = ["problem", "praise", "neutral"] as const;

export type Side = (typeof sides)[number];

/** A theme with its side as one string, as facts carry it: `network.speed-`, `network.speed+`, `network.speed~`. */
export type ThemeCode = string;

const signs: Readonly<Record<Side, string>> = { problem: "-", praise: "+", neutral: "~" };

/** The code of a theme's side. */
export function codeOf(theme: string, side: Side): ThemeCode {
  return theme + signs[side];
}

/** Theme and side of a code; undefined when it is none. */
export function readCode(code: ThemeCode): { readonly theme: string; readonly side: Side } | undefined {
  const side = sides.find((one) => code.endsWith(signs[one]));
  return side === undefined || code.length < 2 ? undefined : { theme: code.slice(0, -1), side };
}

/**
 * What patterns a theme has in one language, in the language of `patterns.ts`. `problem` and `praise` say the side by
 * themselves; for `topic` the sentiment of the sentence decides, then the score given, else it is neutral.
 */
export interface PatternLists {
  readonly problem?: readonly string[];
  readonly praise?: readonly string[];
  readonly topic?: readonly string[];
}

/** A theme as far as the engine needs to know it. */
export interface ThemePatterns {
  readonly key: string;
  readonly patterns: Readonly<Partial<Record<TextLanguage, PatternLists>>>;
}

/** A place where a pattern of a theme holds. `from` and `to` are characters of `AnalysedText.text`. */
export interface PatternHit {
  readonly theme: string;
  readonly side: Side;
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
  /** The pattern as written, so that a person can see why. */
  readonly pattern: string;
}

/** What a model expects: calibrated, so that of all codings given .8 about four in five are right. */
export interface ThemePrediction {
  readonly theme: string;
  readonly side: Side;
  readonly probability: number;
  /** At least as probable as the model's own cut for this code. */
  readonly isLikely: boolean;
}

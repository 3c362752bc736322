import type { Patterns } from "../contract/themes.ts";
import { patternProblems } from "./patterns.ts";

/** A pattern of a theme that cannot be used. */
export interface ThemePatternProblem {
  readonly language: string;
  readonly list: string;
  readonly pattern: string;
  readonly problem: string;
}

/** Everything wrong with the patterns of a theme, where each stands. */
export function themePatternProblems(patterns: Patterns): readonly ThemePatternProblem[] {
  return Object.entries(patterns).flatMap(([language, lists]) =>
    Object.entries(lists).flatMap(([list, sources]) =>
      patternProblems(sources).map(({ index, problem }) => ({
        language,
        list,
        pattern: sources[index] ?? "",
        problem,
      })),
    ),
  );
}

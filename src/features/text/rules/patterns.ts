import { fail, type Outcome } from "#kit/outcome";

import { compileExpression, type Expression } from "./patterns/expression.ts";
import { longestPattern, parseWords, type PatternProblem, type WordPattern } from "./patterns/parse.ts";

export type { PatternProblem } from "./patterns/parse.ts";

/** A pattern ready to be tried; made by `compilePattern` alone. */
export type CompiledPattern = WordPattern | Expression;

/**
 * Reads a pattern of the codebook:
 *
 * - words stand in this order in one sentence, at most two other words between neighbours;
 * - `word` is exactly this word (case, ё/е, apostrophes and stretched letters aside), `word*` every word that begins so,
 *   `*` any one word;
 * - `"exact phrase"`: these words in a row, `*` allowed;
 * - `(a|b*|"c d")`: one of these;
 * - `-word`, `-"a phrase"`, `-(a|b)`: not in the sentence;
 * - `/…/`: a regular expression in RE2 syntax on the words of a sentence, in lower case with one space between; it takes
 *   time linear in the text.
 *
 * Refuses with a closed code; never throws.
 */
export function compilePattern(source: string): Outcome<CompiledPattern, PatternProblem> {
  const trimmed = source.trim();
  if (trimmed === "") return fail("empty_pattern");
  if (trimmed.length > longestPattern) return fail("pattern_too_long", { most: longestPattern });
  if (!trimmed.startsWith("/")) return parseWords(trimmed);
  if (trimmed.length < 2 || !trimmed.endsWith("/")) return fail("unclosed_expression");
  return compileExpression(trimmed.slice(1, -1));
}

/** Everything wrong with lists of patterns, so that an editor can show it beside each. */
export function patternProblems(
  patterns: readonly string[],
): readonly { readonly index: number; readonly problem: PatternProblem }[] {
  return patterns.flatMap((source, index) => {
    const compiled = compilePattern(source);
    return compiled.ok ? [] : [{ index, problem: compiled.code }];
  });
}

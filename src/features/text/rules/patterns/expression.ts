import { RE2JS } from "re2js";

import { fail, succeed, type Outcome } from "#kit/outcome";

import type { PatternProblem } from "./parse.ts";

/** A regular expression that takes time linear in the text, whatever it is. */
export interface Expression {
  readonly kind: "expression";
  /** First match from a place on: characters `from` to `to`. */
  find(text: string): { readonly from: number; readonly to: number } | undefined;
}

/** Instructions of a compiled expression; a repeated repetition grows without bound. */
const largestProgram = 1_500;

/**
 * Compiles an expression in RE2 syntax (no look-around, no back-references), letter case ignored. Engine: re2js, a port of
 * RE2, which never backtracks (Cox 2007, "Regular Expression Matching Can Be Simple And Fast").
 */
export function compileExpression(source: string): Outcome<Expression, PatternProblem> {
  if (source.trim() === "") return fail("empty_pattern");
  try {
    const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    if (compiled.programSize() > largestProgram) return fail("expression_too_large");
    if (compiled.test("")) return fail("only_wildcards");
    const literal = requiredLiteral(source);
    return succeed({
      kind: "expression",
      find(text) {
        if (literal !== undefined && !text.includes(literal)) return undefined;
        const matcher = compiled.matcher(text);
        return matcher.find() ? { from: matcher.start(), to: matcher.end() } : undefined;
      },
    });
  } catch (cause) {
    return fail("invalid_expression", { reason: cause instanceof Error ? cause.message : "" });
  }
}

/** Letters that every match holds, so that most texts are passed over without the engine; undefined when unsure. */
function requiredLiteral(source: string): string | undefined {
  if (/[|[\]{}?*\\]|\(\?/.test(source)) return undefined;
  const runs = source.toLowerCase().match(/[\p{L}\p{N} ]{3,}/gu) ?? [];
  return runs.toSorted((a, b) => b.length - a.length)[0];
}

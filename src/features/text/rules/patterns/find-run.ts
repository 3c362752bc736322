import type { Token } from "../analysed-text.ts";
import type { Part, Run, WordPattern, WordTest } from "./parse.ts";

/** Words that may stand between two parts. */
export const mostBetween = 2;

/** Tokens of a sentence: `from` inclusive, `to` exclusive. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a pattern that begins at tokens `first` to `last` holds in a sentence: the tokens that its parts took, in order;
 * undefined when it does not.
 */
export function findWords(
  tokens: readonly Token[],
  reach: Reach,
  pattern: WordPattern,
  { first, last }: { readonly first: number; readonly last: number },
): readonly number[] | undefined {
  const [part] = pattern.parts;
  if (!part) return undefined;
  let found: readonly number[] | undefined;
  for (let start = first; start <= last && !found; start += 1) {
    if (holdsPart(tokens, reach.to, part, start)) found = takenFrom(tokens, reach.to, pattern.parts, start);
  }
  return found && pattern.without.some((part) => holdsAnywhere(tokens, reach, part)) ? undefined : found;
}

interface Step {
  readonly start: number;
  readonly end: number;
  readonly before: Step | undefined;
}

/** Goes part by part, keeping every place where the parts so far may end, so no way is tried twice. */
function takenFrom(
  tokens: readonly Token[],
  to: number,
  parts: readonly Part[],
  start: number,
): readonly number[] | undefined {
  if (parts.length === 1) return wholeOf(parts[0] && endsOf(tokens, to, parts[0], start)[0], start);
  let steps: readonly (Step | undefined)[] = [undefined];
  for (const part of parts) {
    const next = new Map<number, Step>();
    for (const before of steps) addSteps(next, { tokens, to, part, start }, before);
    if (next.size === 0) return undefined;
    steps = [...next.values()];
  }
  return steps[0] && unrolled(steps[0]);
}

interface Search {
  readonly tokens: readonly Token[];
  readonly to: number;
  readonly part: Part;
  readonly start: number;
}

/** Adds where a part may end behind the step before it, one step an end; the first part begins at `start` itself. */
function addSteps(into: Map<number, Step>, { tokens, to, part, start }: Search, before: Step | undefined): void {
  const earliest = before?.end ?? start;
  const latest = before === undefined ? start : Math.min(to - 1, earliest + mostBetween);
  for (let at = earliest; at <= latest; at += 1) {
    for (const end of endsOf(tokens, to, part, at)) {
      if (!into.has(end)) into.set(end, { start: at, end, before });
    }
  }
}

function wholeOf(end: number | undefined, start: number): readonly number[] | undefined {
  return end === undefined ? undefined : Array.from({ length: end - start }, (_, offset) => start + offset);
}

function unrolled(last: Step): readonly number[] {
  const taken: number[] = [];
  for (let step: Step | undefined = last; step !== undefined; step = step.before) {
    for (let at = step.end - 1; at >= step.start; at -= 1) taken.push(at);
  }
  return taken.reverse();
}

function endsOf(tokens: readonly Token[], to: number, part: Part, at: number): readonly number[] {
  const ends = isOneOf(tokens[at], part) ? [at + 1] : [];
  for (const run of part.phrases) {
    if (at + run.length <= to && holdsAt(tokens, at, run)) ends.push(at + run.length);
  }
  return ends;
}

function holdsPart(tokens: readonly Token[], to: number, part: Part, at: number): boolean {
  if (isOneOf(tokens[at], part)) return true;
  for (const run of part.phrases) {
    if (at + run.length <= to && holdsAt(tokens, at, run)) return true;
  }
  return false;
}

/** Whether a token is one of the single words of a part. */
function isOneOf(token: Token | undefined, part: Part): boolean {
  if (!token) return false;
  if (part.words.has(token.norm)) return true;
  for (const length of part.prefixLengths) if (part.prefixes.has(token.norm.slice(0, length))) return true;
  return false;
}

function holdsAnywhere(tokens: readonly Token[], reach: Reach, part: Part): boolean {
  for (let at = reach.from; at < reach.to; at += 1) if (holdsPart(tokens, reach.to, part, at)) return true;
  return false;
}

function holdsAt(tokens: readonly Token[], at: number, run: Run): boolean {
  for (let index = 0; index < run.length; index += 1) {
    const [token, test] = [tokens[at + index], run[index]];
    if (!token || !test || !holds(token, test)) return false;
  }
  return true;
}

function holds(token: Token, test: WordTest): boolean {
  if (test.kind === "any") return true;
  return test.kind === "exact" ? token.norm === test.word : token.norm.startsWith(test.word);
}

import type { World } from "./worlds.ts";

/** A condition with its comparisons replaced by numbers: `variable` is what is read, `at` the place in its worlds. */
export type Formula =
  | { readonly all: readonly Formula[] }
  | { readonly any: readonly Formula[] }
  | { readonly not: Formula }
  | { readonly variable: number; readonly at: number };

/** Something that conditions read. */
export interface Variable {
  readonly worlds: readonly World[];
  /** What must hold for it to be answered at all; undefined when it always can be. */
  readonly visible: Formula | undefined;
}

/** Whether some answers make all the goals hold; undefined when that took too long to find out. */
export type Solve = (goals: readonly Formula[]) => boolean | undefined;

/** What always holds. */
export const always: Formula = { all: [] };

/**
 * Looks for answers by trying the worlds of one variable after the other, only of those the goals read; whoever is
 * answered must be visible, which becomes a goal too. `steps` bounds one search, `allSteps` all of them together.
 */
export function createSolver(
  variables: readonly Variable[],
  { steps, allSteps }: { readonly steps: number; readonly allSteps: number },
): Solve {
  const worlds = new Map<number, World>();
  const guesses = new Map<string, boolean>();
  let left = 0;
  let leftInAll = allSteps;

  function solve(goals: readonly Formula[]): boolean | undefined {
    left -= 1;
    leftInAll -= 1;
    if (left < 0 || leftInAll < 0) return undefined;
    const open: Formula[] = [];
    for (const goal of goals) {
      const value = evaluate(goal);
      if (value === false) return false;
      if (value === undefined) open.push(goal);
    }
    const unknown = open[0] === undefined ? undefined : unknownIn(open[0]);
    if (unknown === undefined) return true;
    return worlds.has(unknown.variable) ? guess(unknown, open) : tryWorlds(unknown.variable, open);
  }

  function tryWorlds(index: number, open: readonly Formula[]): boolean | undefined {
    const variable = variables[index];
    let isSure = true;
    for (const world of variable?.worlds ?? []) {
      worlds.set(index, world);
      const goals = world.isAnswered && variable?.visible !== undefined ? [variable.visible, ...open] : open;
      const found = solve(goals);
      worlds.delete(index);
      if (found === true) return true;
      if (found === undefined) isSure = false;
    }
    return isSure ? false : undefined;
  }

  function guess({ variable, at }: { variable: number; at: number }, open: readonly Formula[]): boolean | undefined {
    const name = `${variable}.${at}`;
    let isSure = true;
    for (const value of [true, false]) {
      guesses.set(name, value);
      const found = solve(open);
      guesses.delete(name);
      if (found === true) return true;
      if (found === undefined) isSure = false;
    }
    return isSure ? false : undefined;
  }

  function evaluate(formula: Formula): boolean | undefined {
    if ("variable" in formula) {
      const { variable, at } = formula;
      const world = worlds.get(variable);
      return world === undefined ? undefined : (world.truth[at] ?? guesses.get(`${variable}.${at}`));
    }
    if ("not" in formula) {
      const value = evaluate(formula.not);
      return value === undefined ? undefined : !value;
    }
    return "all" in formula ? combine(formula.all, false) : combine(formula.any, true);
  }

  /** One part that is `decisive` decides. */
  function combine(parts: readonly Formula[], decisive: boolean): boolean | undefined {
    let isKnown = true;
    for (const part of parts) {
      const value = evaluate(part);
      if (value === decisive) return decisive;
      if (value === undefined) isKnown = false;
    }
    return isKnown ? !decisive : undefined;
  }

  function unknownIn(formula: Formula): { variable: number; at: number } | undefined {
    if ("variable" in formula) return evaluate(formula) === undefined ? formula : undefined;
    if ("not" in formula) return unknownIn(formula.not);
    for (const part of "all" in formula ? formula.all : formula.any) {
      if (evaluate(part) !== undefined) continue;
      const found = unknownIn(part);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return (goals) => {
    left = steps;
    return solve(goals);
  };
}

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
  const tried = { worlds, guesses };
  let left = 0;
  let leftInAll = allSteps;

  function solve(goals: readonly Formula[]): boolean | undefined {
    left -= 1;
    leftInAll -= 1;
    if (left < 0 || leftInAll < 0) return undefined;
    const open: Formula[] = [];
    for (const goal of goals) {
      const value = evaluate(tried, goal);
      if (value === false) return false;
      if (value === undefined) open.push(goal);
    }
    const unknown = open[0] === undefined ? undefined : unknownIn(tried, open[0]);
    if (unknown === undefined) return true;
    return worlds.has(unknown.variable) ? guess(unknown, open) : tryWorlds(unknown.variable, open);
  }

  function tryWorlds(index: number, open: readonly Formula[]): boolean | undefined {
    const variable = variables[index];
    return anyOf(variable?.worlds ?? [], (world) => {
      worlds.set(index, world);
      const found = solve(world.isAnswered && variable?.visible !== undefined ? [variable.visible, ...open] : open);
      worlds.delete(index);
      return found;
    });
  }

  function guess({ variable, at }: { variable: number; at: number }, open: readonly Formula[]): boolean | undefined {
    return anyOf([true, false], (value) => {
      guesses.set(`${variable}.${at}`, value);
      const found = solve(open);
      guesses.delete(`${variable}.${at}`);
      return found;
    });
  }

  return (goals) => {
    left = steps;
    return solve(goals);
  };
}

/** What is assumed at the moment. */
interface Tried {
  readonly worlds: ReadonlyMap<number, World>;
  readonly guesses: ReadonlyMap<string, boolean>;
}

function evaluate(tried: Tried, formula: Formula): boolean | undefined {
  if ("variable" in formula) {
    const { variable, at } = formula;
    const world = tried.worlds.get(variable);
    return world === undefined ? undefined : (world.truth[at] ?? tried.guesses.get(`${variable}.${at}`));
  }
  if ("not" in formula) {
    const value = evaluate(tried, formula.not);
    return value === undefined ? undefined : !value;
  }
  return "all" in formula ? combine(tried, formula.all, false) : combine(tried, formula.any, true);
}

/** One part that is `decisive` decides. */
function combine(tried: Tried, parts: readonly Formula[], decisive: boolean): boolean | undefined {
  let isKnown = true;
  for (const part of parts) {
    const value = evaluate(tried, part);
    if (value === decisive) return decisive;
    if (value === undefined) isKnown = false;
  }
  return isKnown ? !decisive : undefined;
}

function unknownIn(tried: Tried, formula: Formula): { variable: number; at: number } | undefined {
  if ("variable" in formula) return evaluate(tried, formula) === undefined ? formula : undefined;
  if ("not" in formula) return unknownIn(tried, formula.not);
  for (const part of "all" in formula ? formula.all : formula.any) {
    if (evaluate(tried, part) !== undefined) continue;
    const found = unknownIn(tried, part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether one of them leads to an answer; undefined when none does and one was not searched to the end. */
function anyOf<Item>(items: readonly Item[], leads: (item: Item) => boolean | undefined): boolean | undefined {
  let isSure = true;
  for (const item of items) {
    const found = leads(item);
    if (found === true) return true;
    if (found === undefined) isSure = false;
  }
  return isSure ? false : undefined;
}

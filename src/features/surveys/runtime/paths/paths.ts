import type { Definition } from "../../contract/definition.ts";
import { edgesFrom, type Steps } from "./edges.ts";
import { formulasOf, negated, type Formulas } from "./formulas.ts";
import type { PathMap, PathNode, PathProblem } from "./path-map.ts";
import { referenceProblems } from "./references.ts";
import { createSolver, type Formula, type Solve } from "./solver.ts";

/**
 * Every way through a survey, and what is wrong with them. What is called unreachable is proven to be so, whatever is
 * answered and left open; where the proof would take too long, it counts as reachable. Never throws.
 */
export function pathsOf(definition: Definition): PathMap {
  const formulas = formulasOf(definition);
  const solve = createSolver(formulas.variables, { steps: 2000, allSteps: 120_000 });
  const reached = reachedParts(formulas, solve);
  const steps = edgesFrom(definition, formulas, { reached: reached.parts, solve });
  return {
    nodes: nodesOf(definition, reached, steps),
    edges: steps.edges,
    problems: [
      ...referenceProblems(definition),
      ...pageProblems(definition, formulas, { reached, solve }),
      ...endingProblems(definition, formulas, { reached, solve }),
      ...[...steps.deadEnds].map((key) => ({ code: "dead_end" as const, kind: "question" as const, key, params: {} })),
    ],
  };
}

interface Reached {
  /** By the place of the question. */
  readonly parts: readonly boolean[];
  readonly endings: readonly boolean[];
}

function reachedParts({ parts, endings }: Formulas, solve: Solve): Reached {
  const isPossible = (formula: Formula | undefined) => formula === undefined || solve([formula]) !== false;
  return {
    parts: parts.map(({ visible }) => isPossible(visible)),
    endings: endings.map((ending, index) => {
      const goals = endings.slice(0, index).map(negated);
      return solve(ending === undefined ? goals : [ending, ...goals]) !== false;
    }),
  };
}

function nodesOf(definition: Definition, reached: Reached, { deadEnds }: Steps): readonly PathNode[] {
  const nodes: PathNode[] = [node("start", "start", true)];
  let at = 0;
  for (const page of definition.pages) {
    const isReachable = page.questions.map((_, index) => reached.parts[at + index] ?? true);
    nodes.push(node("page", page.key, isReachable.includes(true)));
    page.questions.forEach(({ key }, index) => {
      const isDeadEnd = deadEnds.has(key);
      nodes.push({ ...node("question", key, isReachable[index] ?? true), page: page.key, isDeadEnd });
    });
    at += page.questions.length;
  }
  definition.endings.forEach(({ key }, index) => nodes.push(node("ending", key, reached.endings[index] ?? true)));
  return nodes;
}

function node(kind: PathNode["kind"], key: string, isReachable: boolean): PathNode {
  return { id: kind === "start" ? key : `${kind}:${key}`, key, kind, page: null, isReachable, isDeadEnd: false };
}

/** Pages and questions nobody gets to, and conditions that make no difference. A lost page is told once, not by question. */
function pageProblems(
  definition: Definition,
  { parts }: Formulas,
  { reached, solve }: { reached: Reached; solve: Solve },
): PathProblem[] {
  let at = 0;
  return definition.pages.flatMap((page) => {
    const from = at;
    at += page.questions.length;
    const pageVisible = parts[from]?.pageVisible;
    const isLost = page.questions.every((_, index) => reached.parts[from + index] === false);
    if (isLost) return [problem("unreachable_page", "page", page.key)];
    const ofPage = pageVisible !== undefined && solve([negated(pageVisible)]) === false;
    const ofQuestions = page.questions.flatMap(({ key, condition }, index) => {
      const part = parts[from + index];
      if (reached.parts[from + index] === false) return [problem("unreachable_question", "question", key)];
      if (condition === undefined || part?.visible === undefined) return [];
      const isAlways =
        solve([...(part.pageVisible === undefined ? [] : [part.pageVisible]), negated(part.visible)]) === false;
      return isAlways ? [problem("always_true", "question", key)] : [];
    });
    return [...(ofPage ? [problem("always_true", "page", page.key)] : []), ...ofQuestions];
  });
}

function endingProblems(
  { endings }: Definition,
  formulas: Formulas,
  { reached, solve }: { reached: Reached; solve: Solve },
): PathProblem[] {
  return endings.flatMap(({ key, condition }, index) => {
    if (reached.endings[index] === false) return [problem("unreachable_ending", "ending", key)];
    const formula = formulas.endings[index];
    const isAlways = condition !== undefined && formula !== undefined && solve([negated(formula)]) === false;
    return isAlways ? [problem("always_true", "ending", key)] : [];
  });
}

function problem(code: PathProblem["code"], kind: PathNode["kind"], key: string): PathProblem {
  return { code, kind, key, params: {} };
}

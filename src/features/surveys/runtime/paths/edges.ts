import type { Condition } from "#kit/condition";

import type { Definition } from "../../contract/definition.ts";
import { negated, type Formulas } from "./formulas.ts";
import type { PathEdge } from "./path-map.ts";
import type { Formula, Solve } from "./solver.ts";

/** Which steps there are, and after which questions some respondents find nothing. */
export interface Steps {
  readonly edges: readonly PathEdge[];
  readonly deadEnds: ReadonlySet<string>;
}

interface Stop {
  readonly id: string;
  readonly page: string | null;
  readonly visible: Formula | undefined;
  readonly when: (from: string | null) => Condition | null;
}

/** So many conditional stops in a row are looked at; what lies behind is joined without asking when. */
const mostSkipped = 25;

/** From the start and from every question to wherever a respondent may come next. */
export function edgesFrom(
  definition: Definition,
  formulas: Formulas,
  { reached, solve }: { readonly reached: readonly boolean[]; readonly solve: Solve },
): Steps {
  const stops = [...questionStops(formulas), ...endingStops(definition, formulas)];
  const edges: PathEdge[] = [];
  const deadEnds = new Set<string>();
  const follow = (from: { id: string; page: string | null }, goals: Formula[], next: number) => {
    const isStuck = followFrom(from, { stops, goals, next, solve, edges });
    if (isStuck && from.id !== "start") deadEnds.add(from.id.slice("question:".length));
  };

  follow({ id: "start", page: null }, [], 0);
  formulas.parts.forEach(({ visible }, index) => {
    const stop = stops[index];
    if (stop !== undefined && reached[index] !== false) follow(stop, visible === undefined ? [] : [visible], index + 1);
  });
  return { edges, deadEnds };
}

interface Walk {
  readonly stops: readonly Stop[];
  readonly goals: Formula[];
  readonly next: number;
  readonly solve: Solve;
  readonly edges: PathEdge[];
}

/** Adds the edges that lead away, and answers whether some respondent is left without any. */
function followFrom(from: { id: string; page: string | null }, { stops, goals, next, solve, edges }: Walk): boolean {
  const limit = next + mostSkipped;
  let isCut = false;
  for (let index = next; index < stops.length; index += 1) {
    const stop = stops[index] as Stop;
    if (stop.visible === undefined) {
      edges.push({ from: from.id, to: stop.id, when: stop.when(from.page) });
      return false;
    }
    if (index >= limit) {
      isCut = true;
      continue;
    }
    if (solve([...goals, stop.visible]) !== false)
      edges.push({ from: from.id, to: stop.id, when: stop.when(from.page) });
    goals.push(negated(stop.visible));
    if (solve(goals) === false) return false;
  }
  return !isCut && solve(goals) === true;
}

function questionStops({ parts }: Formulas): readonly Stop[] {
  return parts.map(({ page, question, visible }) => ({
    id: `question:${question.key}`,
    page: page.key,
    visible,
    when: (from) => joined(from === page.key ? undefined : page.condition, question.condition),
  }));
}

function endingStops({ endings }: Definition, formulas: Formulas): readonly Stop[] {
  return endings.map(({ key, condition }, index) => ({
    id: `ending:${key}`,
    page: null,
    visible: formulas.endings[index],
    when: () => condition ?? null,
  }));
}

function joined(one: Condition | undefined, other: Condition | undefined): Condition | null {
  if (one === undefined || other === undefined) return one ?? other ?? null;
  return { all: [one, other] };
}

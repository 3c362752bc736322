import { holds, type Comparison, type Condition } from "#kit/condition";

import type { Definition, Question } from "../../contract/definition.ts";
import { contextFieldNames } from "../check-definition.ts";
import { always, type Formula, type Variable } from "./solver.ts";
import { fieldWorlds, worldsOf } from "./worlds.ts";

/** When a part of a survey is shown. */
export interface Part {
  readonly page: Definition["pages"][number];
  readonly question: Question;
  /** Page and question together; undefined when shown to everybody. */
  readonly visible: Formula | undefined;
  /** Of the page alone. */
  readonly pageVisible: Formula | undefined;
}

/** A survey's conditions as formulas over everything they read. */
export interface Formulas {
  readonly parts: readonly Part[];
  readonly endings: readonly (Formula | undefined)[];
  readonly variables: readonly Variable[];
}

/** Reads every condition at its place: a question that comes later, or the one being asked, has no answer there. */
export function formulasOf(definition: Definition): Formulas {
  const names = namesIn(definition);
  const parts: Part[] = [];
  for (const page of definition.pages) {
    const pageVisible = page.condition && names.formula(page.condition);
    for (const question of page.questions) {
      const own = question.condition && names.formula(question.condition);
      parts.push({ page, question, pageVisible, visible: both(pageVisible, own) });
      names.ask(question, both(pageVisible, own));
    }
  }
  const endings = definition.endings.map(({ condition }) => condition && names.formula(condition));
  return { parts, endings, variables: names.variables() };
}

/** Both at once; undefined holds always. */
export function both(one: Formula | undefined, other: Formula | undefined): Formula | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { all: [one, other] };
}

/** The opposite. */
export function negated(formula: Formula | undefined): Formula {
  return { not: formula ?? always };
}

interface Read {
  readonly question: Question | undefined;
  readonly visible: Formula | undefined;
  readonly comparisons: Comparison[];
  readonly places: Map<string, number>;
}

function namesIn(definition: Definition) {
  const fields = new Set([...definition.hiddenFields, ...Object.keys(contextFieldNames), "language"]);
  const later = new Set(definition.pages.flatMap((page) => page.questions.map(({ key }) => key)));
  const asked = new Map<string, { question: Question; visible: Formula | undefined }>();
  const reads: Read[] = [];
  const indexes = new Map<string, number>();

  const indexOf = (name: string, question?: Question, visible?: Formula): number => {
    const known = indexes.get(name);
    if (known !== undefined) return known;
    indexes.set(name, reads.length);
    return reads.push({ question, visible, comparisons: [], places: new Map() }) - 1;
  };
  const variableOf = (root: string, field: string): number | undefined => {
    const known = asked.get(root);
    if (known !== undefined) return indexOf(`question:${root}`, known.question, known.visible);
    return later.has(root) && !fields.has(field) ? undefined : indexOf(`field:${field}`);
  };
  const atom = (comparison: Comparison): Formula => {
    const root = comparison.field.split(".")[0] ?? comparison.field;
    const variable = variableOf(root, comparison.field);
    if (variable === undefined) return holds(comparison, () => undefined) ? always : { any: [] };
    const { comparisons, places } = reads[variable] as Read;
    const name = JSON.stringify(comparison);
    const at = places.get(name) ?? comparisons.push(comparison) - 1;
    places.set(name, at);
    return { variable, at };
  };
  const formula = (condition: Condition): Formula => {
    if ("all" in condition) return { all: condition.all.map(formula) };
    if ("any" in condition) return { any: condition.any.map(formula) };
    return "not" in condition ? { not: formula(condition.not) } : atom(condition);
  };
  return {
    formula,
    ask: (question: Question, visible: Formula | undefined) => {
      later.delete(question.key);
      asked.set(question.key, { question, visible });
    },
    variables: (): Variable[] =>
      reads.map(({ question, visible, comparisons }) => ({
        visible,
        worlds:
          question === undefined ? fieldWorlds(comparisons) : worldsOf(question, comparisons, fields.has(question.key)),
      })),
  };
}

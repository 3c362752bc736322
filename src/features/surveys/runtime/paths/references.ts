import type { Comparison, Condition } from "#kit/condition";

import type { Definition, Question } from "../../contract/definition.ts";
import { contextFieldNames } from "../check-definition.ts";
import type { PathNode, PathProblem } from "./path-map.ts";
import { valuesIn } from "./worlds.ts";

/** Conditions that read what is not there: a later, the own or a deleted question, a deleted option. */
export function referenceProblems(definition: Definition): readonly PathProblem[] {
  const all = new Map(definition.pages.flatMap((page) => page.questions.map((question) => [question.key, question])));
  const fields = new Set([...definition.hiddenFields, ...Object.keys(contextFieldNames), "language"]);
  const asked = new Set<string>();
  const problems: PathProblem[] = [];

  const check = (condition: Condition | undefined, kind: PathNode["kind"], key: string) => {
    const comparisons = condition === undefined ? [] : comparisonsIn(condition);
    const found = comparisons.flatMap((comparison): Pick<PathProblem, "code" | "params">[] => {
      const root = comparison.field.split(".")[0] ?? "";
      const question = all.get(root);
      if (question === undefined || fields.has(comparison.field))
        return fields.has(comparison.field) ? [] : [{ code: "unknown_field", params: { name: comparison.field } }];
      if (!asked.has(root)) {
        const code = kind === "question" && key === root ? "reads_itself" : "reads_later";
        return [{ code, params: { name: root } }];
      }
      return lostOptions(comparison, question).map((option) => ({
        code: "unknown_option",
        params: { name: root, option },
      }));
    });
    const once = new Map(found.map((problem) => [JSON.stringify(problem), problem]));
    problems.push(...[...once.values()].map((problem) => ({ ...problem, kind, key })));
  };

  for (const page of definition.pages) {
    check(page.condition, "page", page.key);
    for (const question of page.questions) {
      check(question.condition, "question", question.key);
      asked.add(question.key);
    }
  }
  for (const ending of definition.endings) check(ending.condition, "ending", ending.key);
  return problems;
}

const namesOptions: ReadonlySet<Comparison["op"]> = new Set(["eq", "ne", "in", "nin"]);

function lostOptions({ field, op, value }: Comparison, question: Question): readonly string[] {
  const isListed = namesOptions.has(op) || (op === "contains" && question.kind !== "single");
  const known = isListed ? optionsRead(question, field) : undefined;
  if (known === undefined) return [];
  return valuesIn(value)
    .map(String)
    .filter((each) => !known.has(each));
}

/** Keys that this field may have as its value; undefined when it has no options. */
function optionsRead(question: Question, field: string): ReadonlySet<string> | undefined {
  if (question.kind === "matrix") return new Set(question.columns.map(({ key }) => key));
  if (!("options" in question) || field !== question.key) return undefined;
  const other = "other" in question && question.other ? ["other"] : [];
  return new Set([...question.options.map(({ key }) => key), ...other]);
}

function comparisonsIn(condition: Condition): readonly Comparison[] {
  if ("all" in condition) return condition.all.flatMap(comparisonsIn);
  if ("any" in condition) return condition.any.flatMap(comparisonsIn);
  return "not" in condition ? comparisonsIn(condition.not) : [condition];
}

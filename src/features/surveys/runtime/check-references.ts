import { fieldsOf, type Condition } from "#kit/condition";
import type { FieldProblem } from "#kit/refusal";

import type { Definition, Question } from "../contract/definition.ts";
import { textsOf } from "./languages.ts";
import { pipedNames } from "./pipe.ts";

type KnownFields = Readonly<Record<string, true>>;

/** Conditions that read a name nobody knows (`unknown_field`) or a question that comes later (`reads_later`). */
export function conditionProblems(definition: Definition, contextFields: KnownFields): FieldProblem[] {
  const scope = scopeOf(definition, contextFields);
  const problems: FieldProblem[] = [];
  const check = (condition: Condition | undefined, path: string) => {
    if (condition === undefined) return;
    const field = `${path}.condition`;
    problems.push(...fieldsOf(condition).flatMap((name) => scope.problemOf(name, field)));
  };

  definition.pages.forEach((page, index) => {
    check(page.condition, `pages.${index}`);
    page.questions.forEach((question, at) => {
      check(question.condition, `pages.${index}.questions.${at}`);
      scope.add(question);
    });
  });
  definition.endings.forEach((ending, index) => check(ending.condition, `endings.${index}`));
  return problems;
}

/** Texts that pipe a name nobody knows, or a question that comes later or is the one being asked. */
export function pipeProblems(definition: Definition, contextFields: KnownFields): FieldProblem[] {
  const scope = scopeOf(definition, contextFields);
  const texts = textsOf(definition);
  const check = (prefix: string) =>
    texts
      .filter(({ path }) => path === prefix || path.startsWith(`${prefix}.`))
      .flatMap(({ path, text }) => namesIn(text).flatMap((name) => scope.problemOf(name, path)));

  const problems = [...check("title"), ...check("intro")];
  definition.pages.forEach((page, index) => {
    problems.push(...check(`pages.${index}.title`));
    page.questions.forEach((question, at) => {
      problems.push(...check(`pages.${index}.questions.${at}`));
      scope.add(question);
    });
  });
  return [...problems, ...check("endings")];
}

function namesIn(text: Readonly<Record<string, string>>): readonly string[] {
  return [...new Set(Object.values(text).flatMap(pipedNames))];
}

function scopeOf(definition: Definition, contextFields: KnownFields) {
  const all = new Set(definition.pages.flatMap((page) => page.questions.flatMap(namesOf)));
  const readable = new Set([...definition.hiddenFields, ...Object.keys(contextFields), "language"]);
  return {
    add: (question: Question) => namesOf(question).forEach((name) => readable.add(name)),
    problemOf: (name: string, field: string): FieldProblem[] => {
      if (readable.has(name)) return [];
      return [{ field, code: all.has(name) ? "reads_later" : "unknown_field", message: name }];
    },
  };
}

/** The names under which a question can be read. */
function namesOf(question: Question): readonly string[] {
  const { key } = question;
  if (question.kind === "statement") return [];
  if (question.kind === "matrix") return [key, ...question.rows.map((row) => `${key}.${row.key}`)];
  if (question.kind === "expectation") return [key, `${key}.expectation`, `${key}.result`];
  if ("other" in question && question.other) return [key, `${key}.other`];
  return [key];
}

import type { Definition, Question } from "../contract.ts";

/**
 * The definition that holds both: what was there stays, new questions, options, languages and hidden fields are added,
 * so that answers of an earlier import still fit. Undefined when nothing is new.
 */
export function grownDefinition(old: Definition, wanted: Definition): Definition | undefined {
  const known = new Map(old.pages.flatMap((page) => page.questions.map((question) => [question.key, question])));
  const wantedQuestions = wanted.pages.flatMap((page) => page.questions);
  const added = wantedQuestions.filter((question) => !known.has(question.key));
  const pages = old.pages.map((page) => ({
    ...page,
    questions: page.questions.map((question) => grown(question, wantedQuestions)),
  }));
  const last = pages.at(-1);
  if (last !== undefined) last.questions.push(...added);

  const merged = {
    ...old,
    languages: union(old.languages, wanted.languages),
    hiddenFields: union(old.hiddenFields, wanted.hiddenFields),
    pages,
  };
  return JSON.stringify(merged) === JSON.stringify(old) ? undefined : merged;
}

function grown(question: Question, wanted: readonly Question[]): Question {
  const other = wanted.find((candidate) => candidate.key === question.key && candidate.kind === question.kind);
  if (other === undefined || !("options" in question) || !("options" in other)) return question;
  const known = new Set(question.options.map((option) => option.key));
  const added = other.options.filter((option) => !known.has(option.key));
  return added.length === 0 ? question : { ...question, options: [...question.options, ...added] };
}

function union(old: readonly string[], wanted: readonly string[]): string[] {
  return [...new Set([...old, ...wanted])];
}

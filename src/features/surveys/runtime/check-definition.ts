import type { FieldProblem } from "#kit/refusal";

import type { ContextField, Definition, Question } from "../contract/definition.ts";
import { questionsOf } from "./answered.ts";
import { pipeProblems, conditionProblems } from "./check-references.ts";
import { contrastOf, leastContrast } from "./contrast.ts";
import { missingTexts } from "./languages.ts";

/**
 * Everything that keeps a definition from being published, with its place. Codes: `duplicate_key`, `reserved_key`,
 * `unknown_field`, `reads_later`, `missing_text`, `last_ending_conditional`, `language_not_listed`, `unknown_language`,
 * `min_above_max`, `max_above_options`, `no_question`, `low_contrast`. An empty list means it may be published. Never throws.
 */
export function checkDefinition(definition: Definition): readonly FieldProblem[] {
  return [...structureProblems(definition), ...textProblems(definition), ...themeProblems(definition)];
}

/** The problems that even a draft must not have; texts may still be missing there. */
export function structureProblems(definition: Definition): readonly FieldProblem[] {
  return [
    ...languageProblems(definition),
    ...keyProblems(definition),
    ...definition.pages.flatMap((page, index) =>
      page.questions.flatMap((question, at) => limitProblems(question, `pages.${index}.questions.${at}`)),
    ),
    ...conditionProblems(definition, contextFieldNames),
    ...pipeProblems(definition, contextFieldNames),
    ...endingProblems(definition),
  ];
}

/** The contract's context fields, repeated here because the contract carries zod; the type keeps both equal. */
export const contextFieldNames: Readonly<Record<ContextField, true>> = {
  channel: true,
  device: true,
  unit: true,
  employee: true,
  function: true,
  product: true,
  touchpoint: true,
  journey: true,
  stage: true,
  account: true,
  partner: true,
  brand: true,
  segment: true,
};

function languageProblems(definition: Definition): FieldProblem[] {
  const { languages, defaultLanguage } = definition;
  const problems = languages.flatMap((tag, index) => {
    if (languages.indexOf(tag) < index) return [{ field: `languages.${index}`, code: "duplicate_key" }];
    return isLanguageTag(tag) ? [] : [{ field: `languages.${index}`, code: "unknown_language" }];
  });
  if (!languages.includes(defaultLanguage)) problems.push({ field: "defaultLanguage", code: "language_not_listed" });
  return problems;
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function keyProblems(definition: Definition): FieldProblem[] {
  const questions = definition.pages.flatMap((page, index) =>
    page.questions.map((question, at) => ({ key: question.key, path: `pages.${index}.questions.${at}` })),
  );
  const hidden = definition.hiddenFields.map((key, index) => ({ key, path: `hiddenFields.${index}` }));
  return [
    ...repeated([...questions, ...hidden]),
    ...repeated(placed(definition.pages, "pages")),
    ...repeated(placed(definition.endings, "endings")),
    ...definition.pages.flatMap((page, index) =>
      page.questions.flatMap((question, at) => optionKeyProblems(question, `pages.${index}.questions.${at}`)),
    ),
    ...(questionsOf(definition).some((question) => question.kind !== "statement")
      ? []
      : [{ field: "pages", code: "no_question" }]),
  ];
}

function optionKeyProblems(question: Question, path: string): FieldProblem[] {
  if (question.kind === "matrix") {
    return [
      ...repeated(placed(question.rows, `${path}.rows`)),
      ...repeated(placed(question.columns, `${path}.columns`)),
    ];
  }
  if (!("options" in question)) return [];
  const problems = repeated(placed(question.options, `${path}.options`));
  const offersOther = "other" in question && question.other;
  const taken = offersOther ? question.options.findIndex((option) => option.key === "other") : -1;
  if (taken >= 0) problems.push({ field: `${path}.options.${taken}`, code: "reserved_key" });
  return problems;
}

function placed(items: readonly { readonly key: string }[], path: string) {
  return items.map(({ key }, index) => ({ key, path: `${path}.${index}` }));
}

function repeated(items: readonly { readonly key: string; readonly path: string }[]): FieldProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ key, path }) => {
    if (seen.has(key)) return [{ field: `${path}.key`, code: "duplicate_key" }];
    seen.add(key);
    return [];
  });
}

function limitProblems(question: Question, path: string): FieldProblem[] {
  if (question.kind === "number" || question.kind === "date") {
    const { min, max } = question;
    return min !== undefined && max !== undefined && min > max ? [{ field: `${path}.min`, code: "min_above_max" }] : [];
  }
  if (question.kind === "multiple" && question.max !== undefined) {
    const most = question.options.length + (question.other ? 1 : 0);
    return question.max > most ? [{ field: `${path}.max`, code: "max_above_options" }] : [];
  }
  return [];
}

function endingProblems(definition: Definition): FieldProblem[] {
  const last = definition.endings.length - 1;
  const isConditional = definition.endings[last]?.condition !== undefined;
  return isConditional ? [{ field: `endings.${last}.condition`, code: "last_ending_conditional" }] : [];
}

/** Chosen text on chosen ground; everything else is made readable by the page itself. */
function themeProblems({ theme }: Definition): FieldProblem[] {
  if (theme?.text === undefined) return [];
  const contrast = contrastOf(theme.text, theme.background ?? "#ffffff");
  return contrast < leastContrast ? [{ field: "theme.text", code: "low_contrast", message: contrast.toFixed(1) }] : [];
}

/** Languages in `draft` or `review` may lack texts: nobody is shown them yet. */
function textProblems(definition: Definition): FieldProblem[] {
  const finished = definition.languages.filter((language) => {
    const state = definition.translations[language];
    return language === definition.defaultLanguage || (state !== "draft" && state !== "review");
  });
  return finished.flatMap((language) =>
    missingTexts(definition, language).map((path) => ({ field: `${path}.${language}`, code: "missing_text" })),
  );
}

import type { Comparison, Condition, Scalar } from "#kit/condition";
import type { LocalText } from "#kit/language";

import type { Definition, Question } from "../../contract.ts";
import { createNotes, maybe, type Notes, type Written } from "./carried.ts";

/**
 * A definition as SurveyJS JSON. What SurveyJS has no word for travels beside it under names that begin with `holos`,
 * which it passes over, so that the way back loses nothing.
 */
export function toSurveyJs(definition: Definition): Written {
  const notes = createNotes();
  const { defaultLanguage, endings, pages } = definition;
  const said = (text: LocalText | undefined) => localised(text, defaultLanguage);
  const last = endings.at(-1);
  const survey = {
    locale: defaultLanguage,
    title: said(definition.title),
    ...maybe("description", said(definition.intro)),
    pages: pages.map((page) => ({
      name: page.key,
      ...maybe("title", said(page.title)),
      ...maybe("visibleIf", expressionOf(page.condition, page.key, notes)),
      elements: page.questions.flatMap((question) => elementsOf(question, said, notes)),
    })),
    completedHtmlOnCondition: endings.slice(0, -1).map((ending) => ({
      name: ending.key,
      expression: expressionOf(ending.condition, ending.key, notes) ?? "1 = 1",
      html: endingHtml(ending, defaultLanguage),
    })),
    ...(last === undefined ? {} : { completedHtml: endingHtml(last, defaultLanguage), holosEnding: last.key }),
    ...maybe("holosTheme", definition.theme),
    ...(definition.hiddenFields.length > 0 ? { holosHiddenFields: definition.hiddenFields } : {}),
  };
  for (const { key, link } of endings) if (link !== undefined) notes.add(key, link.url, "setting");
  return { content: `${JSON.stringify(survey, undefined, 2)}\n`, notCarried: notes.list() };
}

type Said = (text: LocalText | undefined) => unknown;

/** Piping is written with one brace there; other braces have no meaning in ours. */
function localised(text: LocalText | undefined, language: string): unknown {
  if (text === undefined) return undefined;
  const entries = Object.entries(text).map(
    ([tag, words]) =>
      [tag === language ? "default" : tag, words.replaceAll(/\{\{\s*([\w.]+)[^{}]*\}\}/g, "{$1}")] as const,
  );
  return entries.length === 1 && entries[0]?.[0] === "default" ? entries[0][1] : Object.fromEntries(entries);
}

function elementsOf(question: Question, said: Said, notes: Notes): object[] {
  const base = {
    name: question.key,
    title: said(question.title),
    ...maybe("description", said(question.help)),
    ...(question.required ? { isRequired: true } : {}),
    ...maybe("visibleIf", expressionOf(question.condition, question.key, notes)),
  };
  if (question.kind === "expectation") {
    notes.add(question.key, "expectation", "question_kind");
    const rating = { type: "rating", rateMin: 1, rateMax: question.steps };
    const part = (name: string, title: LocalText) => ({
      ...base,
      ...rating,
      name: `${question.key}_${name}`,
      title: said(title),
    });
    return [part("expectation", question.expectationLabel), part("result", question.resultLabel)];
  }
  const about = question.about === undefined ? {} : { about: question.about };
  const { holos = {}, ...element } = shapeOf(question, said);
  const marks = { ...holos, ...about };
  return [{ ...element, ...base, ...(Object.keys(marks).length > 0 ? { holos: marks } : {}) }];
}

type Shape = { readonly type: string; readonly holos?: object } & Readonly<Record<string, unknown>>;

type Shaped = Exclude<Question["kind"], "expectation">;

const shapes: { readonly [Kind in Shaped]: (question: Extract<Question, { kind: Kind }>, said: Said) => Shape } = {
  recommendation: (question, said) => {
    const holos = { kind: question.kind, employee: question.employee };
    return { type: "rating", rateMin: 0, rateMax: 10, ...endsOf(question, said), holos };
  },
  satisfaction: (question, said) => {
    const { kind, steps } = question;
    return { type: "rating", rateMin: 1, rateMax: steps, ...endsOf(question, said), holos: { kind, steps } };
  },
  effort: (question, said) => {
    const { kind, steps, direction } = question;
    return { type: "rating", rateMin: 1, rateMax: steps, ...endsOf(question, said), holos: { kind, steps, direction } };
  },
  rating: (question, said) => {
    const { kind, from, steps, look } = question;
    const rateType = look === "numbers" ? "labels" : look;
    const scale = { type: "rating", rateMin: from, rateMax: from + steps - 1, rateType, ...endsOf(question, said) };
    return from === 0 && steps === 11 ? { ...scale, holos: { kind, from, steps, look } } : scale;
  },
  text: ({ long, maxLength }) => ({ type: long ? "comment" : "text", maxLength }),
  number: ({ min, max, integer }) => ({
    type: "text",
    inputType: "number",
    ...maybe("min", min),
    ...maybe("max", max),
    ...(integer ? { holos: { integer: true } } : {}),
  }),
  date: ({ min, max }) => ({ type: "text", inputType: "date", ...maybe("min", min), ...maybe("max", max) }),
  consent: () => ({ type: "boolean", valueTrue: "yes", valueFalse: "no", holos: { kind: "consent" } }),
  statement: ({ title }, said) => ({ type: "html", html: said(title) }),
  matrix: matrixShape,
  single: choiceShape,
  multiple: choiceShape,
  ranking: choiceShape,
};

function shapeOf(question: Exclude<Question, { kind: "expectation" }>, said: Said): Shape {
  return (shapes[question.kind] as (question: Question, said: Said) => Shape)(question, said);
}

function endsOf(question: { lowLabel?: LocalText | undefined; highLabel?: LocalText | undefined }, said: Said): object {
  return {
    ...maybe("minRateDescription", said(question.lowLabel)),
    ...maybe("maxRateDescription", said(question.highLabel)),
  };
}

function choiceShape(question: Extract<Question, { kind: "single" | "multiple" | "ranking" }>, said: Said): Shape {
  const types = { single: "radiogroup", multiple: "checkbox", ranking: "ranking" } as const;
  return {
    type: types[question.kind],
    choices: itemsOf(question.options, said),
    ...(question.randomise ? { choicesOrder: "random" } : {}),
    ...("other" in question && question.other ? { showOtherItem: true } : {}),
    ...("max" in question && question.max !== undefined ? { maxSelectedChoices: question.max } : {}),
  };
}

function matrixShape(question: Extract<Question, { kind: "matrix" }>, said: Said): Shape {
  const { scored, randomise } = question;
  const holos = { ...(scored ? { scored } : {}), ...(randomise ? { randomise } : {}) };
  return { type: "matrix", columns: itemsOf(question.columns, said), rows: itemsOf(question.rows, said), holos };
}

function itemsOf(
  options: readonly { key: string; label: LocalText; exclusive?: boolean | undefined }[],
  said: Said,
): object[] {
  return options.map(({ key, label, exclusive }) => ({
    value: key,
    text: said(label),
    ...(exclusive ? { holosExclusive: true } : {}),
  }));
}

function endingHtml({ title, text }: Definition["endings"][number], language: string): unknown {
  const tags = [...new Set([...Object.keys(title), ...Object.keys(text ?? {})])];
  const html = tags.map(
    (tag) =>
      [
        tag,
        [title[tag] ?? "", text?.[tag] ?? ""]
          .filter((part) => part !== "")
          .map((part) => `<p>${escaped(part)}</p>`)
          .join(""),
      ] as const,
  );
  return localised(Object.fromEntries(html), language);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function expressionOf(condition: Condition | undefined, where: string, notes: Notes): string | undefined {
  if (condition === undefined) return undefined;
  const text = written(condition);
  if (text === undefined) notes.add(where, JSON.stringify(condition), "condition");
  return text;
}

/** Undefined for what SurveyJS cannot say, such as an empty list of conditions. */
function written(condition: Condition): string | undefined {
  if ("not" in condition) {
    const inner = written(condition.not);
    return inner && `!(${inner})`;
  }
  if ("field" in condition) return writtenComparison(condition);
  const parts = ("all" in condition ? condition.all : condition.any).map(written);
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return `(${parts.join("all" in condition ? " and " : " or ")})`;
}

const signs: Readonly<Partial<Record<Comparison["op"], string>>> = {
  eq: "=",
  ne: "<>",
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
  in: "anyof",
  nin: "noneof",
  contains: "contains",
};

function writtenComparison({ field, op, value }: Comparison): string | undefined {
  if (op === "empty" || op === "answered") return `{${field}} ${op === "empty" ? "empty" : "notempty"}`;
  if (op === "between") {
    const [low, high] = Array.isArray(value) ? (value as readonly Scalar[]) : [];
    const ends = [low, high].map((end) => (end === undefined ? undefined : literal(end)));
    return ends.includes(undefined) ? undefined : `({${field}} >= ${ends[0]} and {${field}} <= ${ends[1]})`;
  }
  const sign = signs[op];
  const values = Array.isArray(value)
    ? (value as readonly Scalar[]).map(literal)
    : [value === undefined ? undefined : literal(value as Scalar)];
  if (sign === undefined || values.includes(undefined)) return undefined;
  return `{${field}} ${sign} ${Array.isArray(value) ? `[${values.join(", ")}]` : values[0]}`;
}

function literal(value: Scalar): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== "string") return String(value);
  return `'${value.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`;
}

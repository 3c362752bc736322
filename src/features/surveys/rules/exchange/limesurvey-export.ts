import type { Comparison, Condition, Scalar } from "#kit/condition";
import type { LocalText } from "#kit/language";

import type { Definition, Question } from "../../contract.ts";
import { createNotes, type Notes, type Written } from "./carried.ts";

type Cells = Readonly<Record<string, string | number>>;

interface Files {
  readonly questions: Cells[];
  readonly subquestions: Cells[];
  readonly answers: Cells[];
  readonly attributes: Cells[];
  readonly texts: Record<"group_l10ns" | "question_l10ns" | "answer_l10ns", Cells[]>;
}

/** A definition as a LimeSurvey survey structure (`.lss`), with the texts apart as since version 4. */
export function toLimeSurvey(definition: Definition, escape: (text: string) => string): Written {
  const notes = createNotes();
  const { languages, defaultLanguage, pages } = definition;
  const files: Files = {
    questions: [],
    subquestions: [],
    answers: [],
    attributes: [],
    texts: { group_l10ns: [], question_l10ns: [], answer_l10ns: [] },
  };
  const groups = pages.map((page, index): Cells => {
    const gid = index + 1;
    addTexts(files.texts.group_l10ns, definition, (language) => ({
      gid,
      group_name: page.title?.[language] ?? page.key,
      description: "",
    }));
    page.questions.forEach((question, order) =>
      addQuestion(question, { gid, order: order + 1, files, notes, definition }),
    );
    return {
      gid,
      sid: 1,
      group_order: gid,
      grelevance: relevanceOf(page.condition, { definition, notes, where: page.key }),
    };
  });
  const words = languages.map((language): Cells => ({
    surveyls_survey_id: 1,
    surveyls_language: language,
    surveyls_title: definition.title[language] ?? definition.title[defaultLanguage] ?? "Survey",
    surveyls_welcometext: definition.intro?.[language] ?? "",
    surveyls_endtext: definition.endings.at(-1)?.title[language] ?? "",
  }));
  for (const { key } of definition.endings.slice(0, -1)) notes.add(key, "ending by condition", "logic");
  if (definition.theme !== undefined) notes.add("theme", "colours and type", "setting");
  const additional = languages.filter((language) => language !== defaultLanguage).join(" ");
  const tables: Readonly<Record<string, readonly Cells[]>> = {
    answers: files.answers,
    ...files.texts,
    groups,
    questions: files.questions,
    subquestions: files.subquestions,
    question_attributes: files.attributes,
    surveys: [{ sid: 1, language: defaultLanguage, additional_languages: additional, format: "G" }],
    surveys_languagesettings: words,
  };
  const rows = Object.entries(tables).map(([name, list]) => tableXml(name, list, escape));
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<document>\n<LimeSurveyDocType>Survey</LimeSurveyDocType>\n<DBVersion>480</DBVersion>`;
  const tags = `<languages>${languages.map((language) => `<language>${escape(language)}</language>`).join("")}</languages>`;
  return { content: `${[head, tags, ...rows].join("\n")}\n</document>\n`, notCarried: notes.list() };
}

function tableXml(name: string, rows: readonly Cells[], escape: (text: string) => string): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].map(
    (field) => `<fieldname>${field}</fieldname>`,
  );
  const lines = rows.map(
    (row) =>
      `<row>${Object.entries(row)
        .map(([field, value]) => `<${field}>${escape(String(value))}</${field}>`)
        .join("")}</row>`,
  );
  return `<${name}><fields>${fields.join("")}</fields><rows>${lines.join("\n")}</rows></${name}>`;
}

function addTexts(table: Cells[], { languages }: Definition, row: (language: string) => Cells): void {
  for (const language of languages) table.push({ id: table.length + 1, ...row(language), language });
}

interface Adding {
  readonly gid: number;
  readonly order: number;
  readonly files: Files;
  readonly notes: Notes;
  readonly definition: Definition;
}

function addQuestion(question: Question, adding: Adding): void {
  const { gid, order, files, notes, definition } = adding;
  const qid = files.questions.length + files.subquestions.length + 1;
  const shape = shapeOf(question);
  if (shape === undefined) return notes.add(question.key, question.kind, "question_kind");
  if (shape.loses !== undefined) notes.add(question.key, shape.loses, "setting");
  files.questions.push({
    qid,
    parent_qid: 0,
    sid: 1,
    gid,
    type: shape.type,
    title: codeOf(question.key),
    mandatory: question.required ? "Y" : "N",
    other: "other" in question && question.other ? "Y" : "N",
    question_order: order,
    relevance: relevanceOf(question.condition, { definition, notes, where: question.key }),
  });
  addTexts(files.texts.question_l10ns, definition, (language) => ({
    qid,
    question: question.title[language] ?? "",
    help: question.help?.[language] ?? "",
  }));
  shape.rows?.forEach(({ key, label }, index) => {
    const sub = files.questions.length + files.subquestions.length + 1;
    files.subquestions.push({
      qid: sub,
      parent_qid: qid,
      sid: 1,
      gid,
      type: "T",
      title: codeOf(key),
      question_order: index + 1,
      scale_id: 0,
    });
    addTexts(files.texts.question_l10ns, definition, (language) => ({
      qid: sub,
      question: label[language] ?? "",
      help: "",
    }));
  });
  shape.answers?.forEach(({ key, label }, index) => {
    const aid = files.answers.length + 1;
    files.answers.push({ aid, qid, code: codeOf(key), sortorder: index + 1, scale_id: 0 });
    addTexts(files.texts.answer_l10ns, definition, (language) => ({ aid, answer: label[language] ?? "" }));
  });
  for (const [attribute, value] of Object.entries(shape.attributes ?? {}))
    files.attributes.push({ qid, attribute, value, language: "" });
}

interface Item {
  readonly key: string;
  readonly label: LocalText;
}

interface Shape {
  readonly type: string;
  readonly rows?: readonly Item[];
  readonly answers?: readonly Item[];
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** What of the question this type has not. */
  readonly loses?: string;
}

function shapeOf(question: Question): Shape | undefined {
  switch (question.kind) {
    case "recommendation":
      return stepsShape(0, 10, question.kind);
    case "satisfaction":
    case "effort":
      return stepsShape(1, question.steps, question.kind);
    case "rating":
      return question.from === 1 && question.steps === 5
        ? { type: "5", loses: question.look }
        : stepsShape(question.from, question.from + question.steps - 1, question.look);
    case "single":
      return { type: "L", answers: question.options, attributes: randomised(question) };
    case "multiple":
      return {
        type: "M",
        rows: question.options,
        attributes: { ...randomised(question), ...maxOf(question), ...exclusiveOf(question) },
      };
    case "text":
      return { type: question.long ? "T" : "S" };
    case "matrix":
      return {
        type: "F",
        rows: question.rows,
        answers: question.columns,
        ...(question.scored ? { loses: "scored" } : {}),
      };
    case "ranking":
      return { type: "R", answers: question.options, attributes: randomised(question) };
    case "number":
      return { type: "N", attributes: limitsOf(question) };
    case "date":
      return { type: "D" };
    case "consent":
      return { type: "Y", loses: "consent" };
    case "statement":
      return { type: "X" };
    default:
      return undefined;
  }
}

/** A list of steps, since LimeSurvey's own scale has five. */
function stepsShape(from: number, to: number, loses: string): Shape {
  const steps = Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  return { type: "L", loses, answers: steps.map((step) => ({ key: step, label: { en: step, ru: step, uk: step } })) };
}

type Of<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

function randomised({ randomise }: { readonly randomise: boolean }): Record<string, number> {
  return randomise ? { random_order: 1 } : {};
}

function maxOf({ max }: Of<"multiple">): Record<string, number> {
  return max === undefined ? {} : { max_answers: max };
}

function exclusiveOf({ options }: Of<"multiple">): Record<string, string> {
  const keys = options.filter(({ exclusive }) => exclusive).map(({ key }) => codeOf(key));
  return keys.length === 0 ? {} : { exclude_all_others: keys.join(";") };
}

function limitsOf({ min, max, integer }: Of<"number">): Record<string, number> {
  return {
    ...(min === undefined ? {} : { min_num_value_n: min }),
    ...(max === undefined ? {} : { max_num_value_n: max }),
    ...(integer ? { num_value_int_only: 1 } : {}),
  };
}

/** Codes there hold letters and digits only. */
function codeOf(key: string): string {
  return key.replaceAll("_", "");
}

interface Place {
  readonly definition: Definition;
  readonly notes: Notes;
  readonly where: string;
}

function relevanceOf(condition: Condition | undefined, { definition, notes, where }: Place): string {
  if (condition === undefined) return "1";
  const questions = new Map(
    definition.pages.flatMap((page) => page.questions.map((question) => [question.key, question])),
  );
  const text = written(condition, questions);
  if (text === undefined) notes.add(where, JSON.stringify(condition), "condition");
  return text ?? "1";
}

type Questions = ReadonlyMap<string, Question>;

function written(condition: Condition, questions: Questions): string | undefined {
  if ("not" in condition) {
    const inner = written(condition.not, questions);
    return inner && `!(${inner})`;
  }
  if ("field" in condition) return writtenComparison(condition, questions);
  const parts = ("all" in condition ? condition.all : condition.any).map((part) => written(part, questions));
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return `(${parts.join("all" in condition ? " and " : " or ")})`;
}

const signs: Readonly<Partial<Record<Comparison["op"], string>>> = {
  eq: "==",
  ne: "!=",
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
};

function writtenComparison({ field, op, value }: Comparison, questions: Questions): string | undefined {
  const [root = "", part] = field.split(".");
  const question = questions.get(root);
  if (question === undefined || question.kind === "expectation") return undefined;
  const values = value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
  if (question.kind === "multiple") return tickedOf(root, op, values);
  const name = part === undefined ? `${codeOf(root)}.NAOK` : `${codeOf(root)}_${codeOf(part)}.NAOK`;
  if (op === "empty" || op === "answered") return `${op === "answered" ? "!" : ""}is_empty(${name})`;
  const literals = values.map((each) =>
    typeof each === "number" ? String(each) : `"${codeOf(String(each)).replaceAll(/["\\]/g, "")}"`,
  );
  if (op === "in") return `(${literals.map((each) => `${name} == ${each}`).join(" or ")})`;
  if (op === "between") return `(${name} >= ${literals[0]} and ${name} <= ${literals[1]})`;
  const sign = signs[op];
  return sign === undefined || literals.length !== 1 ? undefined : `${name} ${sign} ${literals[0]}`;
}

/** Each option of a multiple choice is a field of its own there. */
function tickedOf(root: string, op: Comparison["op"], values: readonly Scalar[]): string | undefined {
  const ticked = values.map((each) => `${codeOf(root)}_${codeOf(String(each))}.NAOK == "Y"`);
  if (ticked.length === 0) return undefined;
  if (op === "contains") return ticked.length === 1 ? ticked[0] : `(${ticked.join(" and ")})`;
  return op === "eq" || op === "in" ? `(${ticked.join(" or ")})` : undefined;
}

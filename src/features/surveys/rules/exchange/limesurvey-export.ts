import type { Condition } from "#kit/condition";
import type { LocalText } from "#kit/language";

import type { Definition, Question } from "../../contract.ts";
import { createNotes, type Notes, type Written } from "./carried.ts";
import { codesOf, type Codes } from "./limesurvey-codes.ts";
import { relevanceOf, writtenRelevance, type Relevance } from "./limesurvey-relevance.ts";

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
  const codes = codesOf(definition, notes);
  const relevance = relevanceOf(definition, codes);
  const groups = pages.map((page, index): Cells => {
    const gid = index + 1;
    addTexts(files.texts.group_l10ns, definition, (language) => ({
      gid,
      group_name: page.title?.[language] ?? page.key,
      description: "",
    }));
    page.questions.forEach((question, order) =>
      addQuestion(question, { gid, order: order + 1, files, notes, definition, codes, relevance }),
    );
    return {
      gid,
      sid: 1,
      group_order: gid,
      grelevance: equationOf(page.condition, { relevance, notes, where: page.key }),
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
  readonly codes: Codes;
  readonly relevance: Relevance;
}

function addQuestion(question: Question, adding: Adding): void {
  const { gid, order, files, notes, definition, codes } = adding;
  const qid = files.questions.length + files.subquestions.length + 1;
  const shape = shapeOf(question, codes);
  if (shape === undefined) return notes.add(question.key, question.kind, "question_kind");
  if (shape.loses !== undefined) notes.add(question.key, shape.loses, "setting");
  files.questions.push({
    qid,
    parent_qid: 0,
    sid: 1,
    gid,
    type: shape.type,
    title: codes.ofQuestion(question.key),
    mandatory: question.required ? "Y" : "N",
    other: "other" in question && question.other ? "Y" : "N",
    question_order: order,
    relevance: equationOf(question.condition, { relevance: adding.relevance, notes, where: question.key }),
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
      title: codes.ofPart(question.key, key),
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
    files.answers.push({ aid, qid, code: codes.ofAnswer(question.key, key), sortorder: index + 1, scale_id: 0 });
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

type Shapes = { readonly [Kind in Question["kind"]]?: (question: Of<Kind>, codes: Codes) => Shape };

const shapes: Shapes = {
  recommendation: ({ kind }) => stepsShape(0, 10, kind),
  satisfaction: ({ kind, steps }) => stepsShape(1, steps, kind),
  effort: ({ kind, steps }) => stepsShape(1, steps, kind),
  rating: ({ from, steps, look }) =>
    from === 1 && steps === 5 ? { type: "5", loses: look } : stepsShape(from, from + steps - 1, look),
  single: (question) => ({ type: "L", answers: question.options, attributes: randomised(question) }),
  multiple: (question, codes) => ({
    type: "M",
    rows: question.options,
    attributes: { ...randomised(question), ...maxOf(question), ...exclusiveOf(question, codes) },
  }),
  text: ({ long }) => ({ type: long ? "T" : "S" }),
  matrix: ({ rows, columns, scored }) => ({
    type: "F",
    rows,
    answers: columns,
    ...(scored ? { loses: "scored" } : {}),
  }),
  ranking: (question) => ({ type: "R", answers: question.options, attributes: randomised(question) }),
  number: (question) => ({ type: "N", attributes: limitsOf(question) }),
  date: () => ({ type: "D" }),
  consent: () => ({ type: "Y", loses: "consent" }),
  statement: () => ({ type: "X" }),
};

/** Undefined for kinds that LimeSurvey has not. */
function shapeOf(question: Question, codes: Codes): Shape | undefined {
  const shape = shapes[question.kind] as ((question: Question, codes: Codes) => Shape) | undefined;
  return shape?.(question, codes);
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

function exclusiveOf({ key: question, options }: Of<"multiple">, codes: Codes): Record<string, string> {
  const keys = options.filter(({ exclusive }) => exclusive).map(({ key }) => codes.ofPart(question, key));
  return keys.length === 0 ? {} : { exclude_all_others: keys.join(";") };
}

function limitsOf({ min, max, integer }: Of<"number">): Record<string, number> {
  return {
    ...(min === undefined ? {} : { min_num_value_n: min }),
    ...(max === undefined ? {} : { max_num_value_n: max }),
    ...(integer ? { num_value_int_only: 1 } : {}),
  };
}

interface Place {
  readonly relevance: Relevance;
  readonly notes: Notes;
  readonly where: string;
}

function equationOf(condition: Condition | undefined, { relevance, notes, where }: Place): string {
  if (condition === undefined) return "1";
  const text = writtenRelevance(condition, relevance);
  if (text === undefined) notes.add(where, JSON.stringify(condition), "condition");
  return text ?? "1";
}

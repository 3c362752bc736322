import type { Comparison, Condition, Scalar } from "#kit/condition";
import { properTag, type LocalText } from "#kit/language";

import {
  createKeys,
  createNotes,
  hasWords,
  maybe,
  plainText,
  UnreadableFile,
  type Carried,
  type Keys,
  type Notes,
} from "./carried.ts";
import { conditionFrom } from "./expression.ts";
import { questionsFrom, type Item, type LimeQuestion } from "./limesurvey-questions.ts";
import { readTables, type Row, type Tables, type XmlNode } from "./limesurvey-tables.ts";

/** A LimeSurvey survey (`.lss`) or question (`.lsq`) as ours. @throws UnreadableFile */
export function fromLimeSurvey(root: XmlNode): Carried {
  const tables = readTables(root);
  const notes = createNotes();
  const settings = tables.rows("surveys")[0] ?? {};
  const language = tagOf(settings["language"] ?? tables.languages[0] ?? "en");
  const reading: LimeReading = { tables, notes, language, codes: createKeys(notes, "q_"), items: new Map() };
  const questions = limeQuestions(reading);
  if (questions.length === 0) throw new UnreadableFile("no questions");
  for (const { code } of questions) reading.codes.of(code, code);

  const pageKeys = createKeys(notes, "page_");
  const pages = groupsOf(tables).flatMap(({ id, row, order }) => {
    const asked = questions.filter(({ group }) => group === id || tables.kind === "question");
    const read = asked.flatMap((question) =>
      questionsFrom(question, { ...reading, condition: conditionOf(question.relevance, question.code, reading) }),
    );
    if (read.length === 0) return [];
    const name = `group${order}`;
    const title = textsOf(reading, { table: "group", id, row, column: "group_name" });
    const condition = conditionOf(row["grelevance"], name, reading);
    return [
      {
        key: pageKeys.of(name, name),
        ...maybe("title", hasWords(title) ? title : undefined),
        ...maybe("condition", condition),
        questions: read,
      },
    ];
  });
  noteTables(tables, notes);
  const words = surveyWords(reading);
  return {
    name: Object.values(words.title)[0] ?? "Survey",
    definition: {
      languages: languagesOf(tables, settings, language),
      defaultLanguage: language,
      title: hasWords(words.title) ? words.title : { [language]: "Survey" },
      ...maybe("intro", hasWords(words.intro) ? words.intro : undefined),
      pages,
      endings: [{ key: "end", title: hasWords(words.end) ? words.end : { [language]: "Thank you" } }],
    },
    notCarried: notes.list(),
  };
}

/** What reading a LimeSurvey file needs everywhere. */
export interface LimeReading {
  readonly tables: Tables;
  readonly notes: Notes;
  readonly language: string;
  readonly codes: Keys;
  /** Keys of options and rows, by question code. */
  readonly items: Map<string, Keys>;
}

function limeQuestions(reading: LimeReading): readonly LimeQuestion[] {
  const { tables } = reading;
  const rows = once(tables.rows("questions"), "qid").filter(({ parent_qid: parent = "0" }) => parent === "0");
  const children = [
    ...tables.rows("subquestions"),
    ...tables.rows("questions").filter(({ parent_qid: parent = "0" }) => parent !== "0"),
  ];
  const answers = tables.rows("answers");
  return rows
    .toSorted((one, other) => Number(one["question_order"] ?? 0) - Number(other["question_order"] ?? 0))
    .map((row) => {
      const id = row["qid"] ?? "";
      const code = row["title"] ?? id;
      return {
        code,
        group: row["gid"] ?? "",
        type: row["type"] ?? "",
        isRequired: row["mandatory"] === "Y" || row["mandatory"] === "S",
        hasOther: row["other"] === "Y",
        relevance: row["relevance"] ?? "1",
        title: textsOf(reading, { table: "question", id, row, column: "question" }),
        help: textsOf(reading, { table: "question", id, row, column: "help" }),
        attributes: new Map(
          tables
            .rows("question_attributes")
            .filter(({ qid }) => qid === id)
            .map((each) => [each["attribute"] ?? "", each["value"] ?? ""]),
        ),
        rows: itemsOf(
          once(
            children.filter((each) => each["parent_qid"] === id),
            "qid",
          ),
          "title",
          (each) => textsOf(reading, { table: "question", id: each["qid"] ?? "", row: each, column: "question" }),
        ),
        answers: itemsOf(
          once(
            answers.filter(({ qid }) => qid === id),
            "code",
          ),
          "code",
          (each) =>
            textsOf(reading, {
              table: "answer",
              id: each["aid"] ?? "",
              row: each,
              column: "answer",
              same: answers.filter((other) => other["qid"] === id && other["code"] === each["code"]),
            }),
        ),
      };
    });
}

/** One row for each id: older files repeat a row for each language. */
function once(rows: readonly Row[], id: string): readonly Row[] {
  return [...new Map(rows.toReversed().map((row) => [row[id] ?? "", row])).values()].toReversed();
}

function itemsOf(rows: readonly Row[], code: string, words: (row: Row) => LocalText): readonly Item[] {
  const order = (row: Row) => Number(row["sortorder"] ?? row["question_order"] ?? 0);
  return rows
    .toSorted((one, other) => order(one) - order(other))
    .map((row) => ({ code: row[code] ?? "", scale: row["scale_id"] ?? "0", label: words(row) }));
}

interface Wanted {
  readonly table: "question" | "group" | "answer";
  readonly id: string;
  readonly row: Row;
  readonly column: string;
  readonly same?: readonly Row[];
}

const ids = { question: "qid", group: "gid", answer: "aid" } as const;

/** Texts by language: from the table of texts of newer files, else from the rows that older ones repeat. */
function textsOf(
  { tables, notes, language, codes }: LimeReading,
  { table, id, row, column, same }: Wanted,
): Record<string, string> {
  const newer = id === "" ? [] : tables.rows(`${table}_l10ns`).filter((each) => each[ids[table]] === id);
  const older =
    same ??
    [...tables.rows(`${table}s`), ...(table === "question" ? tables.rows("subquestions") : [])].filter(
      (each) => each[ids[table]] === id,
    );
  const where = row["title"] ?? row["code"] ?? id;
  const texts = (newer.length > 0 ? newer : older).flatMap((each): [string, string][] => {
    const words = each[column];
    if (words === undefined) return [];
    const piped = plainText(words, where, notes).replaceAll(/\{([A-Za-z]\w*)(\.\w+)?\}/g, (hole, name: string) => {
      const key = codes.find(name);
      if (key === undefined) notes.add(where, hole, "logic");
      return key === undefined ? hole : `{{${key}}}`;
    });
    return [[tagOf(each["language"] ?? language), piped]];
  });
  return Object.fromEntries(texts.filter(([, words]) => words !== ""));
}

function groupsOf(tables: Tables): readonly { id: string; row: Row; order: number }[] {
  if (tables.kind === "question") return [{ id: "", row: {}, order: 1 }];
  const order = (row: Row) => Number(row["group_order"] ?? 0);
  return once(tables.rows("groups"), "gid")
    .toSorted((one, other) => order(one) - order(other))
    .map((row, index) => ({ id: row["gid"] ?? "", row, order: index + 1 }));
}

function conditionOf(relevance: string | undefined, where: string, reading: LimeReading): Condition | undefined {
  const text = relevance?.trim() ?? "";
  if (text === "" || text === "1") return undefined;
  const found = conditionFrom(text, { comparison: (name, op, value) => comparisonOf(name, { op, value }, reading) });
  if (found === undefined) reading.notes.add(where, text, "condition");
  return found;
}

interface Compared {
  readonly op: Comparison["op"];
  readonly value: Comparison["value"] | undefined;
}

/** `Q1.NAOK`, `Q1_SQ001` of a multiple choice (`"Y"` when ticked) or of a table's row. */
function comparisonOf(written: string, { op, value }: Compared, { codes, items }: LimeReading): Condition | undefined {
  const name = written.replace(/\.(NAOK|value|code|shown)$/, "").replaceAll(/^\d+X\d+X/g, "");
  const code = codes.find(name) === undefined ? name.slice(0, name.lastIndexOf("_")) : name;
  const field = codes.find(code);
  if (field === undefined) return undefined;

  const keys = items.get(code);
  const known = (each: Scalar) => keys?.find(String(each)) ?? numberOf(each);
  const mapped = maybe(
    "value",
    Array.isArray(value) ? value.map(known) : mappedOne(value as Scalar | undefined, known),
  );
  if (code === name) return { field, op, ...mapped };
  const item = name.slice(code.length + 1);
  const part = items.get(`${code}.rows`)?.find(item);
  if (part !== undefined) return { field: `${field}.${part}`, op, ...mapped };
  const option = keys?.find(item);
  return option === undefined ? undefined : tickedBy({ op, value }, { field, op: "contains", value: option });
}

function mappedOne(value: Scalar | undefined, known: (each: Scalar) => Scalar): Scalar | undefined {
  return value === undefined ? undefined : known(value);
}

function tickedBy({ op, value }: Compared, ticked: Condition): Condition | undefined {
  if (op === "answered" || (op === "eq" && value === "Y")) return ticked;
  return op === "empty" || (op === "ne" && value === "Y") ? { not: ticked } : undefined;
}

/** Relevance equations quote numbers too. */
function numberOf(value: Scalar): Scalar {
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function surveyWords({ tables, notes, language }: LimeReading): { title: LocalText; intro: LocalText; end: LocalText } {
  const rows = tables.rows("surveys_languagesettings");
  const words = (column: string) =>
    Object.fromEntries(
      rows
        .map(
          (row) => [tagOf(row["surveyls_language"] ?? language), plainText(row[column] ?? "", column, notes)] as const,
        )
        .filter(([, text]) => text !== ""),
    );
  const welcome = words("surveyls_welcometext");
  return {
    title: words("surveyls_title"),
    intro: hasWords(welcome) ? welcome : words("surveyls_description"),
    end: words("surveyls_endtext"),
  };
}

function languagesOf(tables: Tables, settings: Row, language: string): readonly string[] {
  const more = (settings["additional_languages"] ?? "").split(/\s+/).filter((each) => each !== "");
  return [...new Set([language, ...[...tables.languages, ...more].map(tagOf)])].slice(0, 20);
}

function noteTables(tables: Tables, notes: Notes): void {
  for (const [table, what] of [
    ["quota", "quotas"],
    ["assessments", "assessments"],
    ["conditions", "conditions of an old kind"],
  ] as const)
    if (tables.rows(table).length > 0) notes.add(table, `${tables.rows(table).length} ${what}`, "logic");
}

function tagOf(language: string): string {
  return properTag(language.replace(/-(informal|formal)$/, "")) ?? "en";
}

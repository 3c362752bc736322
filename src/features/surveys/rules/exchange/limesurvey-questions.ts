import type { Condition } from "#kit/condition";
import type { LocalText } from "#kit/language";

import { createKeys, hasWords, maybe, type Keys, type Notes } from "./carried.ts";

/** An answer option or a subquestion. */
export interface Item {
  readonly code: string;
  readonly scale: string;
  readonly label: LocalText;
}

/** A question as LimeSurvey has it, put together from its tables. */
export interface LimeQuestion {
  readonly code: string;
  readonly group: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly hasOther: boolean;
  readonly relevance: string;
  readonly title: LocalText;
  readonly help: LocalText;
  readonly attributes: ReadonlyMap<string, string>;
  /** Subquestions. */
  readonly rows: readonly Item[];
  readonly answers: readonly Item[];
}

interface Circumstances {
  readonly notes: Notes;
  readonly language: string;
  readonly codes: Keys;
  readonly items: Map<string, Keys>;
  readonly condition: Condition | undefined;
}

/** Questions of ours for one of LimeSurvey: mostly one, several for a list of fields, none where there is no such kind. */
export function questionsFrom(question: LimeQuestion, of: Circumstances): object[] {
  const { code, title, help, isRequired } = question;
  const shape = Object.hasOwn(shapes, question.type) ? shapes[question.type]?.(question, of) : undefined;
  if (shape === undefined) {
    of.notes.add(
      code,
      `type ${question.type}`,
      question.type === "|" ? "media" : question.type === "*" ? "logic" : "question_kind",
    );
    return [];
  }
  noteAttributes(question, of.notes);
  const base = {
    title: hasWords(title) ? title : { [of.language]: code },
    ...maybe("help", hasWords(help) ? help : undefined),
    required: isRequired,
    ...maybe("condition", of.condition),
  };
  if (!Array.isArray(shape)) return [{ ...base, ...shape, key: of.codes.of(code, code) }];
  return (shape as readonly (object & { readonly code: string; readonly label: LocalText })[]).map(
    ({ code: part, label, ...rest }) => {
      const name = `${code}_${part}`;
      return { ...base, ...rest, title: hasWords(label) ? label : base.title, key: of.codes.of(name, name) };
    },
  );
}

type Shape = (question: LimeQuestion, of: Circumstances) => object | readonly object[] | undefined;

const shapes: Readonly<Record<string, Shape>> = {
  L: single,
  "!": single,
  O: (question, of) => {
    of.notes.add(question.code, "comment beside the list", "setting");
    return single(question, of);
  },
  M: multiple,
  P: (question, of) => {
    of.notes.add(question.code, "comments beside the options", "setting");
    return multiple(question, of);
  },
  "5": () => ({ kind: "rating", steps: 5, look: "numbers" }),
  A: (question, of) => table(question, of, { columns: numbered(5), scored: true }),
  B: (question, of) => table(question, of, { columns: numbered(10), scored: true }),
  C: (question, of) =>
    table(question, of, { columns: named(["Y", "Yes"], ["U", "Uncertain"], ["N", "No"]), scored: false }),
  E: (question, of) =>
    table(question, of, { columns: named(["I", "Increase"], ["S", "Same"], ["D", "Decrease"]), scored: false }),
  F: (question, of) => table(question, of, { columns: question.answers, scored: false }),
  H: (question, of) => table(question, of, { columns: question.answers, scored: false }),
  S: () => ({ kind: "text", long: false }),
  T: () => ({ kind: "text", long: true }),
  U: () => ({ kind: "text", long: true }),
  Q: ({ rows }) => rows.map(({ code, label }) => ({ kind: "text", long: false, code, label })),
  N: ({ attributes }) => numberShape(attributes),
  K: ({ rows, attributes }) => rows.map(({ code, label }) => ({ ...numberShape(attributes), code, label })),
  D: () => ({ kind: "date" }),
  Y: (question, of) => ({ kind: "single", options: listed(question, of, named(["Y", "Yes"], ["N", "No"])) }),
  G: (question, of) => ({ kind: "single", options: listed(question, of, named(["F", "Female"], ["M", "Male"])) }),
  X: () => ({ kind: "statement" }),
  R: (question, of) => {
    const options = listed(question, of, question.answers);
    return options.length < 2 || options.length > 20 ? undefined : { kind: "ranking", options };
  },
};

function single(question: LimeQuestion, of: Circumstances): object | undefined {
  const options = listed(question, of, question.answers);
  if (options.length === 0) return undefined;
  return { kind: "single", options, other: question.hasOther, ...randomised(question) };
}

function multiple(question: LimeQuestion, of: Circumstances): object | undefined {
  const exclusive = new Set((question.attributes.get("exclude_all_others") ?? "").split(";"));
  const options = listed(question, of, question.rows).map((option, index) =>
    exclusive.has(question.rows[index]?.code ?? "") ? { ...option, exclusive: true } : option,
  );
  if (options.length === 0) return undefined;
  const max = Number(question.attributes.get("max_answers") ?? "");
  return {
    kind: "multiple",
    options,
    other: question.hasOther,
    ...randomised(question),
    ...maybe("max", max >= 1 ? max : undefined),
  };
}

function table(
  question: LimeQuestion,
  of: Circumstances,
  { columns, scored }: { columns: readonly Item[]; scored: boolean },
): object | undefined {
  const rows = question.rows;
  if (rows.length === 0 || rows.length > 50 || columns.length < 2 || columns.length > 11) return undefined;
  return {
    kind: "matrix",
    rows: keyed(`${question.code}.rows`, rows, of),
    columns: keyed(question.code, columns, of),
    scored,
  };
}

function listed(question: LimeQuestion, of: Circumstances, items: readonly Item[]) {
  if (items.length > 200) of.notes.add(question.code, `${items.length} options`, "shortened");
  return keyed(question.code, items.slice(0, 200), of);
}

function keyed(list: string, items: readonly Item[], { items: all, notes, language }: Circumstances) {
  const keys = all.get(list) ?? createKeys(notes, "o_");
  all.set(list, keys);
  return items.map(({ code, label }) => ({
    key: keys.of(code, `${list} › ${code}`),
    label: hasWords(label) ? label : { [language]: code },
  }));
}

function numberShape(attributes: LimeQuestion["attributes"]): object {
  const limit = (name: string) => {
    const value = attributes.get(name)?.trim() ?? "";
    return value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
  };
  return {
    kind: "number",
    ...maybe("min", limit("min_num_value_n")),
    ...maybe("max", limit("max_num_value_n")),
    integer: attributes.get("num_value_int_only") === "1",
  };
}

/** What many files set and what changes nothing here. */
const harmless = new Set([
  "random_order",
  "exclude_all_others",
  "max_answers",
  "min_num_value_n",
  "max_num_value_n",
  "num_value_int_only",
  "hidden",
  "display_columns",
  "cssclass",
  "page_break",
  "statistics_showgraph",
  "statistics_graphtype",
  "public_statistics",
  "save_as_default",
  "clear_default",
  "question_theme_name",
]);

function noteAttributes({ attributes, code }: LimeQuestion, notes: Notes): void {
  if (attributes.get("hidden") === "1") notes.add(code, "hidden", "setting");
  for (const [name, value] of attributes)
    if (!harmless.has(name) && !["", "0", "N"].includes(value)) notes.add(code, `${name} = ${value}`, "setting");
}

function randomised({ attributes }: LimeQuestion): object {
  return attributes.get("random_order") === "1" ? { randomise: true } : {};
}

function numbered(count: number): readonly Item[] {
  return named(...Array.from({ length: count }, (_, index) => [String(index + 1), String(index + 1)] as const));
}

function named(...items: readonly (readonly [string, string])[]): readonly Item[] {
  return items.map(([code, label]) => ({ code, scale: "0", label: { en: label } }));
}

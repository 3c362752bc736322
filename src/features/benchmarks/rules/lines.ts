import { figureWishSchema, methods, payers, whoseCustomers, type FigureWish, type LineProblem } from "../contract.ts";
import { webAddressSchema } from "../contract/day.ts";
import { readNumber } from "../rules.ts";
import { problemOf } from "./heard.ts";

/** A line of a file: its number and its cells by the name of their column. */
export interface SheetLine {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What a line of figures says. */
export interface FigureLine {
  readonly line: number;
  readonly competitor: string;
  readonly wish: FigureWish;
}

/** Columns of a file of figures; the first name is the one that is written, the others are understood as well. */
export const figureColumns = {
  competitor: ["competitor", "name", "конкурент", "компания", "компанія", "название", "назва"],
  date: ["date", "measured on", "дата"],
  promoters: ["promoters", "промоутеры", "промоутери"],
  passives: ["passives", "нейтралы", "нейтрали"],
  detractors: ["detractors", "критики"],
  score: ["score", "nps", "оценка", "оцінка", "бал", "балл"],
  n: ["n", "answers", "ответов", "відповідей"],
  source: ["source", "источник", "джерело"],
  address: ["address", "url", "ссылка", "посилання"],
  method: ["method", "метод"],
  whose: ["whose", "customers", "чьи", "чиї"],
  paid: ["paid by", "paid", "оплатил", "оплатив"],
  note: ["note", "примечание", "примітка"],
} as const;

type Column = keyof typeof figureColumns;

/** Lines of figures with what is wrong with each; a line is taken whole or not at all. */
export function figuresOf(lines: readonly SheetLine[]): { figures: FigureLine[]; problems: LineProblem[] } {
  const figures: FigureLine[] = [];
  const problems: LineProblem[] = [];
  for (const line of lines) {
    const read = figureOf(line);
    if ("code" in read) problems.push(read);
    else figures.push(read);
  }
  return { figures, problems };
}

function figureOf({ line, cells }: SheetLine): FigureLine | LineProblem {
  const cell = (column: Column): string => (cells[column] ?? "").trim();
  const written = {
    heard: heardOf(cell),
    measuredOn: dayOf(cell("date")),
    method: wordOf(cell("method"), methods),
    whose: wordOf(cell("whose"), whoseCustomers),
    paidBy: wordOf(cell("paid"), payers),
  };
  const wish = figureWishSchema.safeParse({
    ...written,
    source: cell("source").slice(0, 300),
    sourceUrl: cell("address"),
    note: cell("note").slice(0, 2000),
  });
  const fault = faultIn(cell, written) ?? beyondIn(wish);
  if (fault !== undefined || !wish.success) {
    const [code, field] = fault ?? (["out-of-range", "score"] as const);
    return { line, code, field, text: Object.values(cells).join("; ").slice(0, 200) };
  }
  return { line, competitor: cell("competitor").slice(0, 120), wish: wish.data };
}

type Fault = readonly [code: LineProblem["code"], field: Column];

/** What is missing or no number, the first from the left. */
function faultIn(cell: (column: Column) => string, written: Readonly<Record<string, unknown>>): Fault | undefined {
  const notNumbers = (["promoters", "passives", "detractors", "score", "n"] as const).filter(
    (column) => cell(column) !== "" && readNumber(cell(column)) === null,
  );
  const checks: readonly (readonly [boolean, ...Fault])[] = [
    [cell("competitor") === "", "no-name", "competitor"],
    [written["measuredOn"] === null, "no-date", "date"],
    [cell("source") === "", "no-source", "source"],
    ...notNumbers.map((column) => [true, "not-a-number", column] as const),
    [written["heard"] === null, "no-score", "score"],
    [written["method"] === null, "unknown-word", "method"],
    [written["whose"] === null, "unknown-word", "whose"],
    [written["paidBy"] === null, "unknown-word", "paid"],
    [!webAddressSchema.safeParse(cell("address")).success, "bad-address", "address"],
  ];
  const [, code, field] = checks.find(([isWrong]) => isWrong) ?? [];
  return code === undefined || field === undefined ? undefined : [code, field];
}

/** What no score can be. */
function beyondIn(wish: ReturnType<typeof figureWishSchema.safeParse>): Fault | undefined {
  if (!wish.success) return ["out-of-range", wish.error.issues[0]?.path[0] === "measuredOn" ? "date" : "score"];
  const problem = problemOf(wish.data.heard);
  if (problem === undefined) return undefined;
  return [problem.code === "benchmarks.no_answers" ? "no-score" : "shares-not-hundred", "promoters"];
}

/** Three counts; or, with n beside them or a per cent sign, three shares; or a bare score. */
function heardOf(cell: (column: Column) => string): object | null {
  const number = (column: Column): number | null => readNumber(cell(column));
  const [promoters, passives, detractors] = [number("promoters"), number("passives"), number("detractors")];
  const n = number("n");
  if (promoters !== null && passives !== null && detractors !== null) {
    const sum = promoters + passives + detractors;
    const isShares = cell("promoters").includes("%") || (n !== null && Math.abs(sum - n) > 0.5);
    return isShares
      ? { form: "shares", promoters, passives, detractors, n }
      : { form: "counts", promoters, passives, detractors };
  }
  const score = number("score");
  return score === null ? null : { form: "score", score, n };
}

function wordOf<Word extends string>(text: string, words: readonly Word[]): Word | "unknown" | null {
  if (text === "") return "unknown";
  const plain = text.toLowerCase().replaceAll(/[\s_]+/g, "-");
  return words.find((word) => word === plain) ?? null;
}

/** 2026-03-31, 31.03.2026 or 31/03/2026. */
export function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const [year, month, day] = iso?.slice(1) ?? local?.slice(1).toReversed() ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : null;
}

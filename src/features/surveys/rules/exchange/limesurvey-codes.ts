import type { Definition, Question } from "../../contract.ts";
import type { Notes } from "./carried.ts";

/** Codes of LimeSurvey for our keys: letters and digits only, distinct within their list, as long as its tables allow. */
export interface Codes {
  readonly ofQuestion: (question: string) => string;
  /** A row of a table or an option that is ticked. */
  readonly ofPart: (question: string, part: string) => string;
  /** An option of a list or a column of a table. */
  readonly ofAnswer: (question: string, answer: string) => string;
}

/** Characters that a code may have there. */
const longest = { question: 20, answer: 5 } as const;

/** Gives every question, row and option its code; a code that had to differ from the key in more than `_` is noted. */
export function codesOf({ pages }: Definition, notes: Notes): Codes {
  const questions = pages.flatMap((page) => page.questions);
  const named = distinctCodes(questions, longest.question, (key, code) =>
    notes.add(key, `${key} → ${code}`, "renamed"),
  );
  const lists = new Map<string, ReadonlyMap<string, string>>();
  for (const question of questions)
    for (const { list, items, most } of listsOf(question)) {
      const tell = (key: string, code: string) => notes.add(`${question.key} › ${key}`, `${key} → ${code}`, "renamed");
      lists.set(`${question.key} ${list}`, distinctCodes(items, most, tell));
    }
  const within = (list: string, key: string) => lists.get(list)?.get(key) ?? plain(key);
  return {
    ofQuestion: (question) => named.get(question) ?? plain(question),
    ofPart: (question, part) => within(`${question} parts`, part),
    ofAnswer: (question, answer) => within(`${question} answers`, answer),
  };
}

interface Named {
  readonly key: string;
}

interface List {
  readonly list: "parts" | "answers";
  readonly items: readonly Named[];
  readonly most: number;
}

function listsOf(question: Question): readonly List[] {
  const parts = (items: readonly Named[]): List => ({ list: "parts", items, most: longest.question });
  const answers = (items: readonly Named[]): List => ({ list: "answers", items, most: longest.answer });
  if (question.kind === "matrix") return [parts(question.rows), answers(question.columns)];
  if (question.kind === "multiple") return [parts(question.options)];
  return "options" in question ? [answers(question.options)] : [];
}

/** Keys that need no change keep their name, whoever stands before them. */
function distinctCodes(
  items: readonly Named[],
  most: number,
  tell: (key: string, code: string) => void,
): ReadonlyMap<string, string> {
  const taken = new Set(items.map(({ key }) => key).filter((key) => plain(key) === key && key.length <= most));
  const codes = new Map<string, string>();
  for (const { key } of items) {
    const wanted = plain(key).slice(0, most);
    const code = wanted === key ? key : freeCode(wanted, taken, most);
    taken.add(code);
    codes.set(key, code);
    if (code !== plain(key)) tell(key, code);
  }
  return codes;
}

function freeCode(wanted: string, taken: ReadonlySet<string>, most: number): string {
  let code = wanted;
  for (let number = 2; taken.has(code); number += 1)
    code = wanted.slice(0, most - String(number).length) + String(number);
  return code;
}

function plain(key: string): string {
  return key.replaceAll("_", "");
}

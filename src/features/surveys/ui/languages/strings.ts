import type { Definition } from "#feature/surveys/contract";
import { textsOf } from "#feature/surveys/runtime";
import { csvLine, csvMark } from "#kit/csv";
import type { LocalText } from "#kit/language";

import { withText } from "../words/editing.ts";
import { readCsv, withoutGuard } from "./csv.ts";

/** A text of the survey to be put into languages. */
export interface TextString {
  /** Where it stands, by position. */
  readonly path: string;
  /** Where it stands, by keys: it stays when the order changes. */
  readonly place: string;
  /** Which text: `title`, `help`, `label`… */
  readonly field: string;
  /** What it belongs to: the survey, a page, a question or an ending, by path. */
  readonly owner: string;
  readonly text: LocalText;
}

/** Every text of a survey in reading order. */
export function stringsOf(definition: Definition): readonly TextString[] {
  return textsOf(definition).map(({ path, text }) => ({
    path,
    place: placeOf(definition, path),
    field: path.slice(path.lastIndexOf(".") + 1),
    owner: /^(pages\.\d+\.questions\.\d+|pages\.\d+|endings\.\d+)\./.exec(path)?.[1] ?? "",
    text,
  }));
}

/** Whether a text waits for its words in a language: some other language has words. */
export function isMissing({ text }: TextString, language: string): boolean {
  return isBlank(text[language]) && Object.values(text).some((words) => !isBlank(words));
}

/** The definition with every text that a language lacks taken from another; nothing that is there is touched. */
export function withCopied(definition: Definition, from: string, to: string): Definition {
  return stringsOf(definition)
    .filter((string) => isBlank(string.text[to]) && !isBlank(string.text[from]))
    .reduce((now, { path, text }) => withText(now, path, { language: to, text: text[from] ?? "" }), definition);
}

/** The texts as a file for translators: one line each, a column for each language. */
export function stringsCsv(definition: Definition): string {
  const { languages } = definition;
  const lines = stringsOf(definition).map(({ place, text }) =>
    csvLine([place, ...languages.map((language) => text[language] ?? "")]),
  );
  return csvMark + csvLine(["place", ...languages]) + lines.join("");
}

/** A line or column of a file that was not taken. */
export interface StringProblem {
  readonly code: "no_place" | "unknown_language" | "unknown_place" | "too_long" | "twice";
  /** Line of the file; 0 for what is about the whole file. */
  readonly line: number;
  readonly what: string;
}

/** What a file of texts would change. */
export interface ReadStrings {
  readonly definition: Definition;
  /** How many texts differ. */
  readonly changed: number;
  readonly problems: readonly StringProblem[];
}

/** Longest text, as the definition allows. */
const longest = 4000;

/** Takes the texts of a file into a definition. Empty cells change nothing; lines it cannot place are named. */
export function withStringsFrom(definition: Definition, file: string): ReadStrings {
  const { columns, rows } = readCsv(file);
  const at = columns.indexOf("place");
  if (at < 0) return { definition, changed: 0, problems: [{ code: "no_place", line: 0, what: columns.join(", ") }] };

  const problems: StringProblem[] = columns
    .filter((column, index) => index !== at && column !== "" && !definition.languages.includes(column))
    .map((what) => ({ code: "unknown_language", line: 0, what }));
  const known = new Map(stringsOf(definition).map((string) => [string.place, string]));
  const seen = new Set<string>();
  let [next, changed] = [definition, 0];

  for (const { line, cells } of rows) {
    const place = (cells[at] ?? "").trim();
    const string = known.get(place);
    if (string === undefined || seen.has(place)) {
      problems.push({ code: string === undefined ? "unknown_place" : "twice", line, what: place });
      continue;
    }
    seen.add(place);
    for (const { language, words } of wordsIn(cells, columns, definition.languages)) {
      if (words === string.text[language]) continue;
      if (words.length > longest) {
        problems.push({ code: "too_long", line, what: language });
        continue;
      }
      next = withText(next, string.path, { language, text: words });
      changed += 1;
    }
  }
  return { definition: next, changed, problems };
}

/** The words of a line in the languages of the survey; empty cells are none. */
function wordsIn(cells: readonly string[], columns: readonly string[], languages: readonly string[]) {
  return columns
    .map((language, index) => ({ language, words: withoutGuard(cells[index] ?? "") }))
    .filter(({ language, words }) => languages.includes(language) && !isBlank(words));
}

function placeOf(definition: Definition, path: string): string {
  let value: unknown = definition;
  return path
    .split(".")
    .map((part) => {
      const isItem = Array.isArray(value);
      value = (value as Record<string, unknown> | undefined)?.[part];
      return isItem ? ((value as { key?: string } | undefined)?.key ?? part) : part;
    })
    .join(".");
}

function isBlank(words: string | undefined): boolean {
  return words === undefined || words.trim() === "";
}

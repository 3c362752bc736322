import type { Condition, Scalar } from "#kit/condition";

import { contextFields } from "../../contract.ts";
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
import { questionFrom } from "./surveyjs-questions.ts";
import { nameOf, sourceOf, sourcesOf, type Reading, type Source } from "./surveyjs-source.ts";

/** A SurveyJS definition as ours. @throws UnreadableFile when it is no survey at all */
export function fromSurveyJs(json: unknown): Carried {
  const survey = sourceOf(json);
  if (survey === undefined) throw new UnreadableFile("no object");
  const pages = pagesOf(survey);
  if (pages.length === 0) throw new UnreadableFile("no pages and no elements");

  const reading = createReading(survey);
  const flat = pages.map((page) => ({ page, elements: flatten(page["elements"] ?? page["questions"], reading, []) }));
  for (const { element } of flat.flatMap(({ elements }) => elements))
    reading.questions.of(nameOf(element), nameOf(element));

  const keys = createKeys(reading.notes, "page_");
  const read = flat.flatMap(({ page, elements }, index) => {
    const name = nameOf(page) || `page${index + 1}`;
    const questions = elements.flatMap(({ element, visibleIf }) =>
      questionFrom(element, conditionOf(visibleIf, nameOf(element), reading), reading),
    );
    if (questions.length === 0) return [];
    const title = reading.text(page["title"], name);
    const condition = conditionOf([page["visibleIf"]], name, reading);
    return [
      {
        key: keys.of(name, name),
        ...maybe("title", hasWords(title) ? title : undefined),
        ...maybe("condition", condition),
        questions,
      },
    ];
  });
  noteLogic(survey, reading.notes);
  const title = reading.text(survey["title"], "title");
  const intro = reading.text(survey["description"], "description");
  const definition = {
    ...maybe("theme", survey["holosTheme"]),
    title: hasWords(title) ? title : { [reading.language]: "Survey" },
    ...maybe("intro", hasWords(intro) ? intro : undefined),
    pages: read,
    hiddenFields: hiddenFieldsOf(survey),
    endings: endingsOf(survey, reading),
  };
  const languages = [reading.language, ...[...reading.languages].filter((each) => each !== reading.language)];
  return {
    name: title[reading.language] ?? Object.values(title)[0] ?? "Survey",
    definition: { languages, defaultLanguage: reading.language, ...definition },
    notCarried: reading.notes.list(),
  };
}

function createReading(survey: Source): Reading {
  const notes = createNotes();
  const language = typeof survey["locale"] === "string" && survey["locale"] !== "" ? survey["locale"] : "en";
  const languages = new Set<string>();
  const options = new Map<string, Keys>();
  return {
    notes,
    language,
    languages,
    questions: createKeys(notes, "q_"),
    optionsOf: (question) => {
      const keys = options.get(question) ?? createKeys(notes, "o_");
      options.set(question, keys);
      return keys;
    },
    text: (value, where) => {
      const plain = (text: unknown) => plainText(String(text), where, notes).replaceAll(/\{([\w.-]+)\}/g, "{{$1}}");
      if (typeof value === "string" || typeof value === "number") return { [language]: plain(value) };
      const texts = Object.entries(sourceOf(value) ?? {}).map(
        ([tag, text]) => [tag === "default" ? language : tag, plain(text)] as const,
      );
      texts.forEach(([tag]) => languages.add(tag));
      return Object.fromEntries(texts);
    },
  };
}

function pagesOf(survey: Source): readonly Source[] {
  const pages = sourcesOf(survey["pages"]);
  if (pages.length > 0) return pages;
  const elements = survey["elements"] ?? survey["questions"];
  return Array.isArray(elements) ? [{ name: "page1", elements: elements as unknown }] : [];
}

/** Panels are opened; their condition becomes one of each question in them. */
function flatten(
  value: unknown,
  reading: Reading,
  visibleIf: readonly unknown[],
): readonly { readonly element: Source; readonly visibleIf: readonly unknown[] }[] {
  if (visibleIf.length > 10) return [];
  return sourcesOf(value).flatMap((element) => {
    const conditions = [...visibleIf, element["visibleIf"]];
    if (element["type"] !== "panel") return [{ element, visibleIf: conditions }];
    if (element["title"] !== undefined) reading.notes.add(nameOf(element), "panel title", "setting");
    return flatten(element["elements"], reading, conditions);
  });
}

function conditionOf(expressions: readonly unknown[], where: string, reading: Reading): Condition | undefined {
  const parts = expressions.flatMap((expression): Condition[] => {
    if (typeof expression !== "string" || expression.trim() === "") return [];
    const found = conditionFrom(expression, {
      comparison: (name, op, value) => comparisonOf(name, op, value, reading),
    });
    if (found === undefined) reading.notes.add(where, expression, "condition");
    return found === undefined ? [] : [found];
  });
  return parts.length > 1 ? { all: parts } : parts[0];
}

function comparisonOf(
  name: string,
  op: Extract<Condition, { field: string }>["op"],
  value: Scalar | readonly Scalar[] | undefined,
  { questions, optionsOf }: Reading,
): Condition | undefined {
  const [root = "", ...rest] = questions.find(name) === undefined ? name.split(".") : [name];
  const key = questions.find(root);
  if (key === undefined)
    return (contextFields as readonly string[]).includes(name) ? comparison(name, op, value) : undefined;
  const options = optionsOf(root);
  const known = (each: Scalar) => options.find(String(each)) ?? each;
  const part = rest.length === 0 ? "" : `.${optionsOf(`${root}.rows`).find(rest.join(".")) ?? rest.join(".")}`;
  const mapped = Array.isArray(value) ? value.map(known) : value === undefined ? undefined : known(value as Scalar);
  return comparison(key + part, op, mapped);
}

function comparison(
  field: string,
  op: Extract<Condition, { field: string }>["op"],
  value: Scalar | readonly Scalar[] | undefined,
): Condition {
  return value === undefined ? { field, op } : { field, op, value };
}

function endingsOf(survey: Source, reading: Reading): unknown[] {
  const keys = createKeys(reading.notes, "end_");
  const special = sourcesOf(survey["completedHtmlOnCondition"]).flatMap((each, index) => {
    const name = nameOf(each) || `ending${index + 1}`;
    const condition = conditionOf([each["expression"]], name, reading);
    if (condition === undefined) return [];
    return [{ key: keys.of(name, name), condition, ...wordsOf(each["html"], name, reading) }];
  });
  const last = typeof survey["holosEnding"] === "string" ? survey["holosEnding"] : "end";
  return [...special, { key: keys.of(last, last), ...wordsOf(survey["completedHtml"] ?? "Thank you", last, reading) }];
}

/** The first line is the title, the rest the text under it. */
function wordsOf(value: unknown, where: string, reading: Reading): object {
  const words = Object.entries(reading.text(value, where)).map(([tag, text]) => {
    const [title = "", ...rest] = text.split("\n");
    return { tag, title, text: rest.join("\n").trim() };
  });
  const text = Object.fromEntries(words.filter((each) => each.text !== "").map((each) => [each.tag, each.text]));
  return {
    title: Object.fromEntries(words.map((each) => [each.tag, each.title])),
    ...maybe("text", hasWords(text) ? text : undefined),
  };
}

function hiddenFieldsOf(survey: Source): readonly unknown[] {
  const fields = survey["holosHiddenFields"];
  return Array.isArray(fields) ? fields : [];
}

function noteLogic(survey: Source, notes: Notes): void {
  for (const name of ["calculatedValues", "triggers", "timeLimit", "maxTimeToFinish", "navigateToUrl"]) {
    const value = survey[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      notes.add(name, JSON.stringify(value), "logic");
  }
}

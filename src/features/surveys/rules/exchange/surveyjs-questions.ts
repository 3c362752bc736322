import type { Condition } from "#kit/condition";

import { hasWords, maybe } from "./carried.ts";
import { nameOf, sourceOf, type Reading, type Source } from "./surveyjs-source.ts";

/** Question of ours for an element of SurveyJS; none when there is no such kind here. */
export function questionFrom(element: Source, condition: Condition | undefined, reading: Reading): unknown[] {
  const name = nameOf(element);
  const type = typeof element["type"] === "string" ? element["type"] : "";
  const kind = Object.hasOwn(kinds, type) ? kinds[type]?.(element, reading) : undefined;
  if (kind === undefined) {
    reading.notes.add(name, type, media.has(type) ? "media" : "question_kind");
    return [];
  }
  noteLeft(element, reading);

  const title = reading.text(element["title"] ?? (type === "html" ? element["html"] : name), name);
  const help = reading.text(element["description"], name);
  const marked = sourceOf(element["holos"]) ?? {};
  return [
    {
      ...("kind" in marked ? endsOnly(kind) : kind),
      ...marked,
      key: reading.questions.of(name, name),
      title: hasWords(title) ? title : { [reading.language]: name },
      ...maybe("help", hasWords(help) ? help : undefined),
      required: element["isRequired"] === true,
      ...maybe("condition", condition),
    },
  ];
}

const media: ReadonlySet<string> = new Set(["image", "file", "signaturepad"]);

function noteLeft(element: Source, { notes }: Reading): void {
  const name = nameOf(element);
  for (const setting of left) if (element[setting] !== undefined) notes.add(name, setting, "setting");
  for (const setting of ["requiredIf", "enableIf"])
    if (element[setting] !== undefined) notes.add(name, `${setting}: ${asText(element[setting])}`, "condition");
}

/** A text as it is, anything else as JSON. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Of a shape that stands for another kind of ours, only the words at its ends are that kind's too. */
function endsOnly(shape: Source): Source {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => name === "lowLabel" || name === "highLabel"));
}

const left = [
  "defaultValue",
  "validators",
  "correctAnswer",
  "choicesByUrl",
  "choicesVisibleIf",
  "setValueIf",
  "minSelectedChoices",
];

type Kind = (element: Source, reading: Reading) => Source | undefined;

const kinds: Readonly<Record<string, Kind>> = {
  text: textKind,
  comment: (element) => ({ kind: "text", long: true, ...lengthOf(element) }),
  radiogroup: singleKind,
  dropdown: singleKind,
  buttongroup: singleKind,
  checkbox: multipleKind,
  tagbox: multipleKind,
  rating: ratingKind,
  boolean: booleanKind,
  matrix: matrixKind,
  ranking: (element, reading) => {
    const options = optionsOf(element, "choices", reading);
    return options.length < 2 || options.length > 20 ? undefined : { kind: "ranking", options, ...randomised(element) };
  },
  html: () => ({ kind: "statement" }),
};

function textKind(element: Source): Source {
  const { inputType, min, max } = element;
  if (inputType === "number" || inputType === "range") {
    const limit = (value: unknown) => (typeof value === "number" ? value : undefined);
    return { kind: "number", ...maybe("min", limit(min)), ...maybe("max", limit(max)) };
  }
  if (inputType === "date") {
    const day = (value: unknown) =>
      typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
    return { kind: "date", ...maybe("min", day(min)), ...maybe("max", day(max)) };
  }
  return { kind: "text", long: false, ...lengthOf(element) };
}

function lengthOf({ maxLength }: Source): Source {
  return typeof maxLength === "number" && maxLength >= 1 ? { maxLength: Math.min(20_000, Math.floor(maxLength)) } : {};
}

function singleKind(element: Source, reading: Reading): Source | undefined {
  const options = optionsOf(element, "choices", reading);
  return options.length === 0 ? undefined : { kind: "single", options, ...otherOf(element), ...randomised(element) };
}

function multipleKind(element: Source, reading: Reading): Source | undefined {
  const none = element["hasNone"] === true || element["showNoneItem"] === true;
  const listed = optionsOf(element, "choices", reading);
  const text = reading.text(element["noneText"] ?? "None", nameOf(element));
  const options = none
    ? [...listed, { key: reading.optionsOf(nameOf(element)).of("none", nameOf(element)), label: text, exclusive: true }]
    : listed;
  if (options.length === 0) return undefined;
  const max = element["maxSelectedChoices"];
  const most = typeof max === "number" && max >= 1 ? max : undefined;
  return { kind: "multiple", options, ...otherOf(element), ...randomised(element), ...maybe("max", most) };
}

function ratingKind(element: Source, reading: Reading): Source | undefined {
  const name = nameOf(element);
  const numbers = ratedValues(element);
  if (numbers === undefined) return undefined;
  const { from, to } = numbers;
  const low = reading.text(element["minRateDescription"], name);
  const high = reading.text(element["maxRateDescription"], name);
  const ends = {
    ...maybe("lowLabel", hasWords(low) ? low : undefined),
    ...maybe("highLabel", hasWords(high) ? high : undefined),
  };
  if (from === 0 && to === 10) return { kind: "recommendation", ...ends };
  const looks: Readonly<Record<string, string>> = { stars: "stars", smileys: "smileys" };
  return { kind: "rating", from, steps: to - from + 1, look: looks[String(element["rateType"])] ?? "numbers", ...ends };
}

/** Lowest and highest step; undefined for a scale that ours has not. */
function ratedValues(element: Source): { from: number; to: number } | undefined {
  const values = Array.isArray(element["rateValues"]) ? element["rateValues"].map(valueOf).map(Number) : undefined;
  const from = values?.[0] ?? numberIn(element["rateMin"], 1);
  const to = values?.at(-1) ?? numberIn(element["rateMax"], from + numberIn(element["rateCount"], 5) - 1);
  const isEven = values?.every((value, index) => value === from + index) ?? numberIn(element["rateStep"], 1) === 1;
  return isEven && isOurScale(from, to) ? { from, to } : undefined;
}

function numberIn(value: unknown, otherwise: number): number {
  return Number(value ?? otherwise);
}

function isOurScale(from: number, to: number): boolean {
  return (from === 0 || from === 1) && Number.isInteger(to) && to - from >= 1 && to - from <= 10;
}

function booleanKind(element: Source, reading: Reading): Source {
  const name = nameOf(element);
  const keys = reading.optionsOf(name);
  const label = (value: unknown, words: string) => reading.text(value ?? words, name);
  const said = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
  const yes = keys.of(said(element["valueTrue"], "true"), name);
  const no = keys.of(said(element["valueFalse"], "false"), name);
  return {
    kind: "single",
    options: [
      { key: yes, label: label(element["labelTrue"], "Yes") },
      { key: no, label: label(element["labelFalse"], "No") },
    ],
  };
}

function matrixKind(element: Source, reading: Reading): Source | undefined {
  const rows = optionsOf(element, "rows", reading);
  const columns = optionsOf(element, "columns", reading);
  if (rows.length === 0 || rows.length > 50 || columns.length < 2 || columns.length > 11) return undefined;
  return { kind: "matrix", rows, columns };
}

interface Option {
  readonly key: string;
  readonly label: Record<string, string>;
}

function optionsOf(element: Source, list: "choices" | "rows" | "columns", reading: Reading): readonly Option[] {
  const name = nameOf(element);
  const keys = reading.optionsOf(list === "rows" ? `${name}.rows` : name);
  const items = Array.isArray(element[list]) ? (element[list] as readonly unknown[]) : [];
  if (items.length > 200) reading.notes.add(name, `${items.length} ${list}`, "shortened");
  return items.slice(0, 200).map((item) => {
    const value = valueOf(item);
    const source = sourceOf(item);
    for (const setting of ["visibleIf", "enableIf"])
      if (source?.[setting] !== undefined)
        reading.notes.add(`${name} › ${value}`, asText(source[setting]), "condition");
    const label = reading.text(source?.["text"] ?? value, `${name} › ${value}`);
    return {
      key: keys.of(value, `${name} › ${value}`),
      label,
      ...(source?.["holosExclusive"] === true ? { exclusive: true } : {}),
    };
  });
}

function valueOf(item: unknown): string {
  const source = sourceOf(item);
  return String(source === undefined ? item : (source["value"] ?? source["text"] ?? ""));
}

function otherOf(element: Source): Source {
  return element["hasOther"] === true || element["showOtherItem"] === true ? { other: true } : {};
}

function randomised({ choicesOrder }: Source): Source {
  return choicesOrder === "random" ? { randomise: true } : {};
}

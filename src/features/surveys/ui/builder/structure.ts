import type { Definition, Question } from "#feature/surveys/contract";

type Page = Definition["pages"][number];
type Ending = Definition["endings"][number];

/** Where a question stands: its page and its place on it, both from 0. */
export interface Spot {
  readonly page: number;
  readonly index: number;
}

/** Where the question with this key stands. */
export function spotOf(definition: Definition, key: string): Spot | undefined {
  for (const [page, { questions }] of definition.pages.entries()) {
    const index = questions.findIndex((question) => question.key === key);
    if (index >= 0) return { page, index };
  }
  return undefined;
}

/** The question with this key. */
export function questionOf(definition: Definition, key: string): Question | undefined {
  const spot = spotOf(definition, key);
  return spot === undefined ? undefined : definition.pages[spot.page]?.questions[spot.index];
}

/** The definition with a question put at a spot; on a page of its own when there is no such page. */
export function withNewQuestion(definition: Definition, question: Question, { page, index }: Spot): Definition {
  const at = definition.pages[page];
  if (at === undefined) return { ...definition, pages: [...definition.pages, pageOf(definition, [question])] };
  return withPage(definition, page, { ...at, questions: at.questions.toSpliced(index, 0, question) });
}

/**
 * The definition with a question moved to a spot, counted as things stand before the move. A page left without any
 * question goes.
 */
export function withQuestionMoved(definition: Definition, key: string, to: Spot): Definition {
  const from = spotOf(definition, key);
  const question = questionOf(definition, key);
  if (from === undefined || question === undefined) return definition;

  const index = from.page === to.page && from.index < to.index ? to.index - 1 : to.index;
  if (from.page === to.page && from.index === index) return definition;
  const without = definition.pages.map((page, at) =>
    at === from.page ? { ...page, questions: page.questions.toSpliced(from.index, 1) } : page,
  );
  const placed = withNewQuestion({ ...definition, pages: without }, question, { page: to.page, index });
  return withoutEmptyPages(placed);
}

/** The definition with a question on a new page of its own, right after the page it stood on. */
export function withQuestionOnNewPage(definition: Definition, key: string): Definition {
  const from = spotOf(definition, key);
  const question = questionOf(definition, key);
  if (from === undefined || question === undefined) return definition;
  const pages = definition.pages.map((page, at) =>
    at === from.page ? { ...page, questions: page.questions.toSpliced(from.index, 1) } : page,
  );
  return withoutEmptyPages({ ...definition, pages: pages.toSpliced(from.page + 1, 0, pageOf(definition, [question])) });
}

/** The definition whose page ends before this question: it and what follows make a page of their own. */
export function withPageSplit(definition: Definition, key: string): Definition {
  const spot = spotOf(definition, key);
  const page = spot === undefined ? undefined : definition.pages[spot.page];
  if (spot === undefined || page === undefined || spot.index === 0) return definition;
  const first = { ...page, questions: page.questions.slice(0, spot.index) };
  const second = {
    ...pageOf(definition, page.questions.slice(spot.index)),
    ...(page.condition === undefined ? {} : { condition: page.condition }),
  };
  return { ...definition, pages: definition.pages.toSpliced(spot.page, 1, first, second) };
}

/** The definition whose page at this place is one with the page before it, which keeps its title and condition. */
export function withPageJoined(definition: Definition, at: number): Definition {
  const [before, page] = [definition.pages[at - 1], definition.pages[at]];
  if (before === undefined || page === undefined) return definition;
  const joined = { ...before, questions: [...before.questions, ...page.questions] };
  return { ...definition, pages: definition.pages.toSpliced(at - 1, 2, joined) };
}

/** The definition with a page at another place, counted as things stand before the move. */
export function withPageMoved(definition: Definition, from: number, to: number): Definition {
  const page = definition.pages[from];
  if (page === undefined || to === from || to === from + 1) return definition;
  const pages = definition.pages.toSpliced(from, 1);
  return { ...definition, pages: pages.toSpliced(from < to ? to - 1 : to, 0, page) };
}

/** The definition without a page and its questions; the last page cannot go. */
export function withoutPage(definition: Definition, at: number): Definition {
  if (definition.pages.length < 2) return definition;
  return { ...definition, pages: definition.pages.toSpliced(at, 1) };
}

/** The definition with one more ending before the last, which is for everybody else. Its words are still to be written. */
export function withEnding(definition: Definition): Definition {
  const ending: Ending = { key: freeKey("ending", keysOf(definition.endings)), title: {} };
  return { ...definition, endings: definition.endings.toSpliced(-1, 0, ending) };
}

/** The definition without an ending; the last one cannot go. */
export function withoutEnding(definition: Definition, at: number): Definition {
  if (definition.endings.length < 2) return definition;
  return { ...definition, endings: definition.endings.toSpliced(at, 1) };
}

/** The definition with a copy of a question right after it, and the copy's key. */
export function withDuplicate(definition: Definition, key: string): { definition: Definition; key: string } {
  const [spot, question] = [spotOf(definition, key), questionOf(definition, key)];
  if (spot === undefined || question === undefined) return { definition, key };
  const copy = { ...question, key: freeKey(key.replace(/_\d+$/, ""), takenKeys(definition)) };
  return { definition: withNewQuestion(definition, copy, { ...spot, index: spot.index + 1 }), key: copy.key };
}

/** Every name a new question must not have. */
export function takenKeys(definition: Definition): readonly string[] {
  return [...definition.pages.flatMap(({ questions }) => keysOf(questions)), ...definition.hiddenFields];
}

/** A key like `stem`, `stem_2`, `stem_3` that nobody has. At most 40 signs, as keys are. */
export function freeKey(stem: string, taken: readonly string[]): string {
  const known = new Set(taken);
  const short = stem.slice(0, 35).replace(/_+$/, "");
  if (!known.has(short)) return short;
  for (let number = 2; ; number += 1) if (!known.has(`${short}_${number}`)) return `${short}_${number}`;
}

/** The question that a field of a condition reads: `gap.result` reads `gap`. */
export function rootOf(field: string): string {
  return field.split(".")[0] ?? field;
}

function withPage(definition: Definition, at: number, page: Page): Definition {
  return { ...definition, pages: definition.pages.with(at, page) };
}

function pageOf(definition: Definition, questions: Page["questions"]): Page {
  return { key: freeKey("page", keysOf(definition.pages)), questions };
}

function withoutEmptyPages(definition: Definition): Definition {
  return { ...definition, pages: definition.pages.filter(({ questions }) => questions.length > 0) };
}

function keysOf(items: readonly { readonly key: string }[]): readonly string[] {
  return items.map(({ key }) => key);
}

import type { Definition, Question } from "#feature/surveys/contract";
import type { LocalText } from "#kit/language";

import { withPageMoved, withQuestionMoved, type Spot } from "./structure.ts";

/** A part of the survey one can work on; also what the address after `#` says. */
export type Part =
  | { readonly kind: "start" }
  | { readonly kind: "page"; readonly key: string }
  | { readonly kind: "question"; readonly key: string }
  | { readonly kind: "ending"; readonly key: string };

/** A line of the outline. */
export interface Row {
  readonly id: string;
  readonly part: Part;
  readonly level: 1 | 2;
  readonly title: LocalText | undefined;
  /** Number of the page, of the question through the survey, or of the ending; from 1. */
  readonly number: number;
  readonly question?: Question;
  readonly hasCondition: boolean;
  /** Where it stands: page and, of a question, place on the page. */
  readonly spot: Spot | undefined;
}

/** The outline: the beginning, every page with its questions, the endings. */
export function rowsOf(definition: Definition): readonly Row[] {
  let number = 0;
  const pages = definition.pages.flatMap((page, at): Row[] => [
    {
      ...rowOf({ kind: "page", key: page.key }, page),
      level: 1,
      number: at + 1,
      spot: { page: at, index: -1 },
    },
    ...page.questions.map((question, index): Row => {
      number += 1;
      const part = { kind: "question", key: question.key } as const;
      return { ...rowOf(part, question), level: 2, number, question, spot: { page: at, index } };
    }),
  ]);
  const endings = definition.endings.map((ending, at): Row => {
    return { ...rowOf({ kind: "ending", key: ending.key }, ending), level: 1, number: at + 1, spot: undefined };
  });
  const start = { ...rowOf({ kind: "start" }, { title: definition.title }), level: 1 as const, number: 0 };
  return [{ ...start, spot: undefined }, ...pages, ...endings];
}

/** What the address says to open a part. */
export function hashOf(part: Part): string {
  return part.kind === "start" ? "start" : `${part.kind}-${part.key}`;
}

/** The part that an address names, if the survey has it; else the first question. */
export function partOf(hash: string, definition: Definition): Part {
  const rows = rowsOf(definition);
  const named = rows.find(({ id }) => id === hash);
  const first = rows.find(({ part }) => part.kind === "question");
  return named?.part ?? first?.part ?? { kind: "start" };
}

/**
 * Where a dragged row would land when let go before the row at `gap` (0 to the number of rows); undefined where it
 * cannot. A question lands on a page, a page between pages.
 */
export function landingOf(rows: readonly Row[], dragged: Row, gap: number): Spot | undefined {
  const pages = rows.filter(({ part }) => part.kind === "page").length;
  const above = rows.slice(0, gap).findLast(({ spot }) => spot !== undefined)?.spot;
  if (dragged.part.kind === "page") {
    if (above === undefined) return { page: 0, index: -1 };
    const before = rows[gap]?.spot;
    const isBetween = before === undefined || before.index === -1;
    return isBetween ? { page: Math.min(pages, above.page + 1), index: -1 } : undefined;
  }
  return above === undefined ? { page: 0, index: 0 } : { page: above.page, index: above.index + 1 };
}

/** The gap one step up or down from a gap where the dragged row can land; the same when there is none. */
export function nextGap(rows: readonly Row[], dragged: Row, gap: number, step: 1 | -1): number {
  const [first, last] = gapsOf(rows);
  const own = rows.indexOf(dragged);
  for (let next = gap + step; next >= first && next <= last; next += step) {
    const staysPut = next === own || next === own + 1;
    const moved = landingOf(rows, dragged, next);
    if (moved !== undefined && !(staysPut && gap === own)) return next;
  }
  return gap;
}

/** The definition after a row was let go at a landing. */
export function withRowMoved(definition: Definition, { part, spot }: Row, to: Spot): Definition {
  if (part.kind === "question") return withQuestionMoved(definition, part.key, to);
  return spot === undefined ? definition : withPageMoved(definition, spot.page, to.page);
}

/** The first and the last gap that lie among the pages. */
function gapsOf(rows: readonly Row[]): readonly [number, number] {
  const first = rows.findIndex(({ spot }) => spot !== undefined);
  const last = rows.findLastIndex(({ spot }) => spot !== undefined);
  return [first, last + 1];
}

function rowOf(part: Part, { title, condition }: { title?: LocalText | undefined; condition?: unknown }) {
  return { id: hashOf(part), part, title, hasCondition: condition !== undefined };
}

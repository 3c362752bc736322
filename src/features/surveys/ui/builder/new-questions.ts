import type { Definition, Question, QuestionKind } from "#feature/surveys/contract";
import type { LocalText } from "#kit/language";

import { freeKey, takenKeys } from "./structure.ts";

/** What one may want to learn; the palette is sorted by it. */
export const purposes = ["score", "why", "choice", "facts", "say"] as const;
export type Purpose = (typeof purposes)[number];

/** A question the palette offers. */
export interface NewQuestion {
  readonly id: string;
  readonly purpose: Purpose;
  readonly kind: QuestionKind;
  /** How its key begins. */
  readonly stem: string;
}

/** Every question of the palette, in its order. */
export const newQuestions = [
  { id: "recommendation", purpose: "score", kind: "recommendation", stem: "recommend" },
  { id: "satisfaction", purpose: "score", kind: "satisfaction", stem: "satisfied" },
  { id: "effort", purpose: "score", kind: "effort", stem: "easy" },
  { id: "rating", purpose: "score", kind: "rating", stem: "rating" },
  { id: "expectation", purpose: "score", kind: "expectation", stem: "expected" },
  { id: "why", purpose: "why", kind: "text", stem: "why" },
  { id: "short", purpose: "why", kind: "text", stem: "words" },
  { id: "single", purpose: "choice", kind: "single", stem: "choice" },
  { id: "multiple", purpose: "choice", kind: "multiple", stem: "choices" },
  { id: "ranking", purpose: "choice", kind: "ranking", stem: "order" },
  { id: "matrix", purpose: "choice", kind: "matrix", stem: "table" },
  { id: "number", purpose: "facts", kind: "number", stem: "number" },
  { id: "date", purpose: "facts", kind: "date", stem: "date" },
  { id: "consent", purpose: "say", kind: "consent", stem: "consent" },
  { id: "statement", purpose: "say", kind: "statement", stem: "note" },
] as const satisfies readonly NewQuestion[];
export type NewQuestionId = (typeof newQuestions)[number]["id"];

/** Says the ready words of a new question in every language that has them: `title`, `low`, `high`, `option1`… */
export type ReadyWords = (id: NewQuestionId, part: string) => LocalText;

/** A question of the palette with ready words, under a key nobody has. */
export function newQuestion(definition: Definition, id: NewQuestionId, words: ReadyWords): Question {
  const { kind, stem } = newQuestions.find((each) => each.id === id) ?? newQuestions[0];
  const shared = { key: freeKey(stem, takenKeys(definition)), title: words(id, "title"), required: false };
  const ends = { lowLabel: words(id, "low"), highLabel: words(id, "high") };
  const listed = (stem: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ key: `${stem}_${at + 1}`, label: words(id, `${stem}${at + 1}`) }));
  switch (kind) {
    case "recommendation":
      return { ...shared, kind, ...ends, required: true, employee: false };
    case "satisfaction":
      return { ...shared, kind, ...ends, steps: 5 };
    case "effort":
      return { ...shared, kind, ...ends, steps: 7, direction: "high-good" };
    case "rating":
      return { ...shared, kind, steps: 5, look: "stars", from: 1 };
    case "expectation":
      return {
        ...shared,
        kind,
        ...ends,
        steps: 7,
        expectationLabel: words(id, "expectation"),
        resultLabel: words(id, "result"),
      };
    case "text":
      return { ...shared, kind, long: id === "why", maxLength: id === "why" ? 4000 : 200 };
    default:
      return newListQuestion(kind, shared, listed);
  }
}

type Shared = Pick<Question, "key" | "title" | "required">;
type Plain = Exclude<
  (typeof newQuestions)[number]["kind"],
  "recommendation" | "satisfaction" | "effort" | "rating" | "expectation" | "text"
>;

/** Questions answered from a list, or without one. */
function newListQuestion(
  kind: Plain,
  shared: Shared,
  listed: (stem: string, count: number) => { key: string; label: LocalText }[],
): Question {
  switch (kind) {
    case "single":
    case "multiple":
      return { ...shared, kind, options: listed("option", 3), randomise: false, other: false };
    case "ranking":
      return { ...shared, kind, options: listed("option", 3), randomise: false };
    case "matrix":
      return { ...shared, kind, rows: listed("row", 2), columns: listed("column", 5), scored: true, randomise: false };
    case "number":
      return { ...shared, kind, integer: true };
    default:
      return { ...shared, kind };
  }
}

/**
 * The question as another kind, keeping what both have: words, condition, options, the ends of the scale. What the new
 * kind needs besides is taken from a fresh one.
 */
export function asKind(question: Question, fresh: Question): Question {
  const kept = Object.fromEntries(
    Object.entries(question).filter(([name]) => shareable.has(name) && (name in fresh || optional.has(name))),
  );
  return { ...fresh, ...kept, key: question.key, title: question.title, kind: fresh.kind } as Question;
}

const optional = new Set(["help", "condition", "about"]);
const shareable = new Set([...optional, "required", "lowLabel", "highLabel", "options", "randomise", "other"]);

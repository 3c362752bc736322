import type { Definition, Question } from "#feature/surveys/contract";
import { fieldsOf, type Condition } from "#kit/condition";

type Page = Definition["pages"][number];

/** Questions that a definition may do without, and what goes with each: follow-ups that read it. */
export interface OptionalQuestion {
  readonly question: Question;
  /** Follow-ups that go too, since nobody would see them. */
  readonly followers: readonly Question[];
}

/** Every question that need not be there: not required, and not the only one. */
export function optionalQuestions(definition: Definition): readonly OptionalQuestion[] {
  const all = questionsIn(definition);
  return all
    .filter(({ required }) => !required)
    .map((question) => {
      const left = new Set(questionsIn(withoutQuestion(definition, question.key)).map(({ key }) => key));
      return { question, followers: all.filter(({ key }) => key !== question.key && !left.has(key)) };
    })
    .filter(({ followers }) => followers.length + 1 < all.length);
}

/** The definition without a question and everything that depends on its answer. */
export function withoutQuestion(definition: Definition, key: string): Definition {
  const gone = goneWith(definition, key);
  const stays = (item: { readonly condition?: Condition | undefined }) => !readsAny(item.condition, gone);
  const pages = definition.pages
    .filter(stays)
    .map((page) => ({ ...page, questions: page.questions.filter((each) => !gone.has(each.key)) }))
    .filter(({ questions }) => questions.length > 0);
  return { ...definition, pages, endings: definition.endings.filter(stays) };
}

/** Questions of another definition that could be put back: they are not here, and all that they depend on is. */
export function addableQuestions(definition: Definition, source: Definition): readonly Question[] {
  const here = new Set(questionsIn(definition).map(({ key }) => key));
  const known = new Set([...here, ...definition.hiddenFields]);
  const sourceKeys = new Set(questionsIn(source).map(({ key }) => key));
  const isReadable = (condition: Condition | undefined) =>
    rootsOf(condition).every((field) => known.has(field) || !sourceKeys.has(field));
  return source.pages.flatMap((page) =>
    page.questions.filter(
      (question) => !here.has(question.key) && isReadable(page.condition) && isReadable(question.condition),
    ),
  );
}

/** The definition with a question of another one, on its own page and in its own order. */
export function withQuestion(definition: Definition, source: Definition, key: string): Definition {
  const from = source.pages.find((page) => page.questions.some((question) => question.key === key));
  const question = from?.questions.find((each) => each.key === key);
  if (from === undefined || question === undefined) return definition;

  const order = source.pages.map((page) => page.key);
  const page = definition.pages.find((each) => each.key === from.key);
  if (page === undefined)
    return { ...definition, pages: inOrder(definition.pages, { ...from, questions: [question] }, order) };
  const questionOrder = from.questions.map((each) => each.key);
  const grown = { ...page, questions: inOrder(page.questions, question, questionOrder) };
  return { ...definition, pages: definition.pages.map((each) => (each === page ? grown : each)) };
}

/** The ready survey this one was most likely made from: the same programme and most of its questions. */
export function likelyOrigin<Ready extends { readonly programme: string; readonly definition: Definition }>(
  definition: Definition,
  programme: string,
  ready: readonly Ready[],
): Ready | undefined {
  const own = new Map(questionsIn(definition).map(({ key, kind }) => [key, kind]));
  const shared = (other: Definition) => questionsIn(other).filter(({ key, kind }) => own.get(key) === kind).length;
  const [best] = ready
    .filter((each) => each.programme === programme)
    .map((each) => ({ each, share: shared(each.definition) / Math.max(1, questionsIn(each.definition).length) }))
    .toSorted((one, other) => other.share - one.share);
  return best !== undefined && best.share >= 0.4 ? best.each : undefined;
}

/** Puts an item where its order says, after the last one that comes before it there. */
function inOrder<Item extends { readonly key: string }>(
  items: readonly Item[],
  added: Item,
  order: readonly string[],
): Item[] {
  const before = new Set(order.slice(0, order.indexOf(added.key)));
  const at = items.findLastIndex(({ key }) => before.has(key));
  return items.toSpliced(at + 1, 0, added);
}

function questionsIn(definition: Definition): readonly Question[] {
  return definition.pages.flatMap((page) => page.questions);
}

/** The question and, round after round, whatever is only shown by an answer that is gone. */
function goneWith(definition: Definition, key: string): ReadonlySet<string> {
  const gone = new Set([key]);
  const isLost = (page: Page, question: Question) =>
    readsAny(page.condition, gone) || readsAny(question.condition, gone);
  for (let size = 0; size < gone.size;) {
    size = gone.size;
    for (const page of definition.pages) {
      for (const question of page.questions) if (isLost(page, question)) gone.add(question.key);
    }
  }
  return gone;
}

function readsAny(condition: Condition | undefined, keys: ReadonlySet<string>): boolean {
  return rootsOf(condition).some((field) => keys.has(field));
}

/** Questions a condition reads: `gap.result` reads `gap`. */
function rootsOf(condition: Condition | undefined): readonly string[] {
  return condition === undefined ? [] : fieldsOf(condition).map((field) => field.split(".")[0] ?? field);
}

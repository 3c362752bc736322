import { contextFields, type Definition } from "#feature/surveys/contract";
import { questionsOf } from "#feature/surveys/runtime";

/** What a survey's address carries besides the survey: context, hidden fields and prefilled answers. */
export type Carried = ReadonlyMap<string, string>;

/** The parameters of a link that this survey knows, shortened to what a field may hold; everything else is dropped. */
export function carriedFrom(definition: Definition, query: URLSearchParams): Carried {
  const known = namesOf(definition);
  const carried = new Map<string, string>();
  for (const [name, value] of query) {
    const text = value.trim().slice(0, 200);
    if (known.has(name) && text !== "" && carried.size < 60) carried.set(name, text);
  }
  return carried;
}

/** Context fields and hidden fields out of what an address carries. */
export function fieldsFrom(definition: Definition, carried: Carried) {
  const pick = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (carried.has(name) ? [[name, carried.get(name) ?? ""]] : [])));
  return { context: pick(contextFields), attributes: pick(definition.hiddenFields) };
}

/** The address of a page of the survey with everything it carries. */
export function addressOf(
  path: string,
  carried: Carried,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const query = new URLSearchParams([...carried]);
  for (const [name, value] of Object.entries(more)) {
    if (value !== undefined) query.set(name, value);
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

const known = new WeakMap<Definition, ReadonlySet<string>>();

function namesOf(definition: Definition): ReadonlySet<string> {
  const found = known.get(definition);
  if (found !== undefined) return found;
  const questions = questionsOf(definition).map((question) => question.key);
  const names = new Set([...contextFields, ...definition.hiddenFields, ...questions, "score"]);
  known.set(definition, names);
  return names;
}

import type { Definition } from "#feature/surveys/contract";
import type { Comparison, Condition, Scalar } from "#kit/condition";

/** Which part of the survey the preview shows. */
export type Place = { readonly question: string } | { readonly ending: string };

/** What the preview's address says to show a part: its page, and answers that lead to it. */
export function previewQuery(definition: Definition, place: Place): Readonly<Record<string, string>> {
  if ("ending" in place) return { ending: place.ending };
  const page = definition.pages.find(({ questions }) => questions.some(({ key }) => key === place.question));
  const question = page?.questions.find(({ key }) => key === place.question);
  if (page === undefined || question === undefined) return {};
  return { ...leadingTo(page.condition), ...leadingTo(question.condition), page: page.key };
}

/** Answers under which a condition holds, as far as it asks for plain values; the rest is left open. */
function leadingTo(condition: Condition | undefined): Readonly<Record<string, string>> {
  if (condition === undefined || "not" in condition) return {};
  if ("all" in condition) return Object.assign({}, ...condition.all.map(leadingTo)) as Record<string, string>;
  if ("any" in condition) return leadingTo(condition.any[0]);
  const value = valueFor(condition);
  return value === undefined || value === null ? {} : { [condition.field]: String(value) };
}

function valueFor({ op, value }: Comparison): Scalar | undefined {
  const first = Array.isArray(value) ? (value as readonly Scalar[])[0] : (value as Scalar | undefined);
  if (["eq", "in", "lte", "gte", "between"].includes(op)) return first;
  if (op === "lt" && typeof first === "number") return first - 1;
  if (op === "gt" && typeof first === "number") return first + 1;
  return undefined;
}

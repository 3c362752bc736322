import type { Comparison, Condition, Scalar } from "#kit/condition";

import type { Definition, Question } from "../../contract.ts";
import type { Codes } from "./limesurvey-codes.ts";

/** What a condition is written with. */
export interface Relevance {
  readonly questions: ReadonlyMap<string, Question>;
  readonly codes: Codes;
}

/** Every question by its key, with the codes. */
export function relevanceOf({ pages }: Definition, codes: Codes): Relevance {
  return { questions: new Map(pages.flatMap((page) => page.questions.map((each) => [each.key, each]))), codes };
}

/** A condition as a relevance equation; undefined for what cannot be said there. */
export function writtenRelevance(condition: Condition, relevance: Relevance): string | undefined {
  if ("not" in condition) {
    const inner = writtenRelevance(condition.not, relevance);
    return inner && `!(${inner})`;
  }
  if ("field" in condition) return writtenComparison(condition, relevance);
  const parts = ("all" in condition ? condition.all : condition.any).map((part) => writtenRelevance(part, relevance));
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return `(${parts.join("all" in condition ? " and " : " or ")})`;
}

const signs: Readonly<Partial<Record<Comparison["op"], string>>> = {
  eq: "==",
  ne: "!=",
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
};

/** Kinds whose parts and answers a relevance equation cannot name. */
const unsayable: ReadonlySet<Question["kind"]> = new Set(["expectation", "ranking", "statement"]);

function writtenComparison({ field, op, value }: Comparison, { questions, codes }: Relevance): string | undefined {
  const [root = "", part] = field.split(".");
  const question = questions.get(root);
  if (question === undefined || unsayable.has(question.kind)) return undefined;
  const values = value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];
  if (question.kind === "multiple") return tickedOf({ root, op, values }, codes);

  const name = nameOf(root, part, codes);
  if (op === "empty" || op === "answered") return `${op === "answered" ? "!" : ""}is_empty(${name})`;
  return compared({ name, op, literals: values.map((each) => literal(question, each, codes)) });
}

interface Compared {
  readonly name: string;
  readonly op: Comparison["op"];
  readonly literals: readonly string[];
}

function compared({ name, op, literals }: Compared): string | undefined {
  if (literals.length === 0) return undefined;
  if (op === "in") return `(${literals.map((each) => `${name} == ${each}`).join(" or ")})`;
  if (op === "nin") return `!(${literals.map((each) => `${name} == ${each}`).join(" or ")})`;
  if (op === "between") return `(${name} >= ${literals[0]} and ${name} <= ${literals[1]})`;
  const sign = signs[op];
  return sign === undefined || literals.length !== 1 ? undefined : `${name} ${sign} ${literals[0]}`;
}

function nameOf(root: string, part: string | undefined, codes: Codes): string {
  const code = codes.ofQuestion(root);
  if (part === undefined) return `${code}.NAOK`;
  return `${code}_${part === "other" ? "other" : codes.ofPart(root, part)}.NAOK`;
}

function literal({ kind, key }: Question, value: Scalar, codes: Codes): string {
  if (typeof value === "number") return String(value);
  if (kind === "consent") return value === true ? '"Y"' : '"N"';
  const isListed = kind === "single" || kind === "matrix";
  const text = value === "other" && kind === "single" ? "-oth-" : String(value);
  return `"${(isListed && text !== "-oth-" ? codes.ofAnswer(key, text) : text).replaceAll(/["\\]/g, "")}"`;
}

interface Ticked {
  readonly root: string;
  readonly op: Comparison["op"];
  readonly values: readonly Scalar[];
}

/** Each option of a multiple choice is a field of its own there. */
function tickedOf({ root, op, values }: Ticked, codes: Codes): string | undefined {
  const ticked = values.map((each) => `${codes.ofQuestion(root)}_${codes.ofPart(root, String(each))}.NAOK == "Y"`);
  if (ticked.length === 0) return undefined;
  if (op === "contains") return ticked.length === 1 ? ticked[0] : `(${ticked.join(" and ")})`;
  return op === "eq" || op === "in" ? `(${ticked.join(" or ")})` : undefined;
}

import type { Definition } from "#feature/surveys/contract";
import type { Comparison, Condition } from "#kit/condition";
import { textIn, type LocalText } from "#kit/language";

import type { Reach, Side } from "../contract.ts";

/** A survey as far as its options matter. */
export interface AskedSurvey {
  readonly id: string;
  readonly name: string;
  readonly definition: Definition;
}

/** A code answers may carry, with what it says about a problem. */
export interface KnownCode {
  readonly code: string;
  /** What problems are gathered by: the theme's key, or the option's. */
  readonly key: string;
  /** Null: an option of a question that asks for no reasons. */
  readonly side: Side | null;
  readonly reach: Reach;
  readonly title: string;
  /** The same in every language there is. */
  readonly names: LocalText;
  /** Name of the survey; empty for themes. */
  readonly about: string;
}

/** A theme with its side, as it stands in the facts. */
export interface ThemeCode {
  readonly code: string;
  readonly title: string;
}

type Question = Definition["pages"][number]["questions"][number];
type Choice = Extract<Question, { readonly options: unknown; readonly kind: "single" | "multiple" }>;

/** Every code by what it says: options of questions that ask for reasons, and themes of the codebook. */
export function knownCodes(
  surveys: readonly AskedSurvey[],
  themes: readonly ThemeCode[],
  language: string,
): readonly KnownCode[] {
  const ofThemes = themes.flatMap(({ code, title }): KnownCode[] => {
    const key = slugOf(code.slice(0, -1));
    if (key === "" || code.endsWith("~")) return [];
    const isPraise = code.endsWith("+");
    const reach = isPraise ? "not-the-unhappy" : "not-the-happy";
    return [{ code, key, side: isPraise ? "praise" : "pain", reach, title, names: {}, about: "" }];
  });
  const options = surveys.flatMap((survey) => optionsOf(survey, language));
  const pains = new Set([...ofThemes, ...options].filter(({ side }) => side === "pain").map(({ key }) => key));
  return [...ofThemes, ...withOverlap(options, pains)];
}

/** Questions whose options are mostly known problems ask about problems too: the topic of a complaint, say. */
function withOverlap(options: readonly KnownCode[], pains: ReadonlySet<string>): KnownCode[] {
  const questions = Map.groupBy(options, ({ code }) => code.split(":").slice(0, 2).join(":"));
  return [...questions.values()].flatMap((some) => {
    const known = some.filter(({ key }) => pains.has(key)).length;
    const isAbout = some[0]?.side === null && known * 2 > some.length;
    return isAbout ? some.map((one) => ({ ...one, side: "pain" as const })) : some;
  });
}

function optionsOf({ id, name, definition }: AskedSurvey, language: string): KnownCode[] {
  const questions = definition.pages.flatMap((page) => page.questions);
  const scored = new Set(questions.filter(({ kind }) => scoredKinds.has(kind)).map(({ key }) => key));
  return questions.filter(isChoice).flatMap((question) => {
    const asks = { ...sideOf(question, scored) };
    return question.options.map((option): KnownCode => ({
      code: `${id}:${question.key}:${option.key}`,
      key: isMeaningless(option.key) ? slugOf(`${question.key}-${option.key}-${id.slice(-4)}`) : slugOf(option.key),
      ...asks,
      title: textIn(option.label, language, definition.defaultLanguage),
      names: option.label,
      about: name,
    }));
  });
}

const scoredKinds: ReadonlySet<string> = new Set(["recommendation", "satisfaction", "effort", "rating"]);

function isChoice(question: Question): question is Choice {
  return question.kind === "single" || question.kind === "multiple";
}

/** Several may be ticked, and the question is asked of low scores only, or says by its name that it asks for reasons. */
function sideOf(question: Choice, scored: ReadonlySet<string>): Pick<KnownCode, "side" | "reach"> {
  const asked = directionOf(question.condition, scored);
  if (question.kind === "single") return { side: null, reach: asked === "low" ? "not-the-happy" : "everybody" };
  if (asked === "low") return { side: "pain", reach: "not-the-happy" };
  if (asked === "high") return { side: "praise", reach: "not-the-unhappy" };
  const words = `${question.key} ${Object.values(question.title).join(" ")}`.toLowerCase();
  if (praiseWords.test(words)) return { side: "praise", reach: "everybody" };
  return { side: reasonWords.test(words) ? "pain" : null, reach: "everybody" };
}

const reasonWords =
  /reason|problem|issue|wrong|difficult|complain|improve|got in the way|причин|проблем|помешал|не понравил|трудност|жалоб|улучш|завадил|не сподоба|труднощ|скарг|поліпш|покращ/u;
const praiseWords = /lik(e|ed) (most|best)|did well|praise|понравил|хвал|сподобал/u;

/** Whether a condition lets through low scores only, or high ones only. */
function directionOf(condition: Condition | undefined, scored: ReadonlySet<string>): "low" | "high" | null {
  if (condition === undefined || "not" in condition || "any" in condition) return null;
  if ("all" in condition)
    return condition.all.map((part) => directionOf(part, scored)).find((one) => one !== null) ?? null;
  return scored.has(condition.field) ? ofComparison(condition) : null;
}

function ofComparison({ op }: Comparison): "low" | "high" | null {
  if (op === "lte" || op === "lt") return "low";
  return op === "gte" || op === "gt" ? "high" : null;
}

/** `option_3` says nothing beyond its own question. */
function isMeaningless(key: string): boolean {
  return /^[a-z]{0,6}_?\d+$/i.test(key);
}

/** A text as the key of a problem; empty when nothing is left of it. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.-]+/g, "-")
    .replaceAll(/^[^a-z0-9]+|-+$/g, "")
    .slice(0, 80);
}

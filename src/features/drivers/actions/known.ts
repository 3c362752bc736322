import { listLevels, listQuestions, listValues, type AskedQuestion, type Asker } from "#feature/facts";
import type { Period } from "#feature/facts/contract";
import { readVersion } from "#feature/surveys";
import type { Definition, Question } from "#feature/surveys/contract";
import { questionsOf } from "#feature/surveys/runtime";
import { fieldsOf, type Condition } from "#kit/condition";
import { textIn } from "#kit/language";

import { driverGroups, type Candidate, type DriverGroup, type Outcome, type Reading } from "../contract.ts";
import { optionRef, predictorParts, type PredictorKind } from "../contract/predictor-ref.ts";
import { defaultGroup } from "../rules/default-group.ts";
import { chosenOutcome, inOrder, isExplainable, readingsOf } from "../rules/outcomes.ts";
import { selectGroups } from "../store.ts";

/** Which outcome, over which answers. */
export interface OutcomeWish {
  readonly measure?: string | undefined;
  readonly reading?: Reading | undefined;
  readonly period?: Period | undefined;
  readonly where?: Condition | undefined;
  /** Where predictors are named, only their kinds are looked up. */
  readonly predictors?: readonly string[] | undefined;
}

/** A predictor with the question behind it, where it has one. */
export interface KnownPredictor extends Candidate {
  readonly question: AskedQuestion | null;
  /** Of a choice: its options in the order of the survey, worded. */
  readonly options: readonly { readonly key: string; readonly label: string }[];
}

/** Everything that can be an outcome, the one that is meant, and what can be held against it. */
export interface Known {
  readonly outcomes: readonly Outcome[];
  readonly outcome: Outcome | null;
  readonly reading: Reading;
  readonly predictors: readonly KnownPredictor[];
}

/** Looks up outcomes and predictors within the viewer's scope. @throws Refusal `access.forbidden`, `facts.unknown_field` */
export async function readKnown(asker: Asker, wish: OutcomeWish): Promise<Known> {
  const questions = await listQuestions(asker, { period: wish.period });
  const explainable = questions.filter(({ kind }) => isExplainable(kind));
  const companions = ({ measure, n }: Outcome): number => {
    const own = questions.find(({ ref }) => ref === measure);
    return explainable.filter((one) => one.surveyId === own?.surveyId && one.ref !== measure && one.n >= n / 2).length;
  };
  const outcomes = inOrder(explainable.map(outcomeOf));
  const outcome = chosenOutcome(outcomes, wish.measure, companions);
  const asked = outcome === null ? undefined : questions.find(({ ref }) => ref === outcome.measure);
  if (outcome === null || asked === undefined) return { outcomes, outcome: null, reading: "points", predictors: [] };

  const usual = readingsOf(outcome.kind);
  const reading = wish.reading !== undefined && usual.includes(wish.reading) ? wish.reading : (usual[0] ?? "score");
  const beside = questions.filter(
    (one) => one.surveyId === asked.surveyId && one.programme === asked.programme && one !== asked,
  );
  const [ofQuestions, ofThemes, ofDimensions, chosen] = await Promise.all([
    fromQuestions(asker, asked, beside),
    asked.isProtected || !isWanted(wish, ["code"]) ? [] : fromThemes(asker, asked, wish),
    asked.isProtected || !isWanted(wish, ["dimension", "amount"]) ? [] : fromDimensions(asker, asked, wish),
    asker.stores.postgres.read(selectGroups),
  ]);
  const groups = new Map(chosen.map(({ driver, group }) => [driver, driverGroups.find((one) => one === group)]));
  const predictors = [...ofQuestions, ...ofThemes, ...ofDimensions].map((one) => ({
    ...one,
    group: groups.get(one.ref) ?? one.group,
  }));
  return { outcomes, outcome, reading, predictors: withDefaults(predictors) };
}

function isWanted({ predictors }: OutcomeWish, kinds: readonly PredictorKind[]): boolean {
  return predictors === undefined || predictors.some((ref) => kinds.includes(predictorParts(ref).kind));
}

function outcomeOf({ ref, kind, programme, title, surveyName, n, isProtected, isWeighted }: AskedQuestion): Outcome {
  const readings = [...readingsOf(kind)];
  return { measure: ref, kind, programme, title, surveyName, n, readings, isProtected, weighted: isWeighted };
}

type Found = Omit<KnownPredictor, "isDefault">;

/** Questions of the same survey: scores as they are, single choices as categories, ticks one by one. */
async function fromQuestions(asker: Asker, outcome: AskedQuestion, beside: readonly AskedQuestion[]): Promise<Found[]> {
  const { viewer, stores } = asker;
  const version = await stores.postgres.read((tx) => readVersion(tx, outcome.surveyId, outcome.surveyVersion));
  const definition = version?.definition;
  const languages = [viewer.language, definition?.defaultLanguage ?? "en"];
  const order = definition === undefined ? [] : questionsOf(definition).map(({ key }) => key);
  const asAsked = beside.toSorted((a, b) => order.indexOf(keyOf(a)) - order.indexOf(keyOf(b)));
  return asAsked.flatMap((question): Found[] => {
    const asked =
      definition === undefined ? undefined : questionsOf(definition).find(({ key }) => key === keyOf(question));
    const base = baseOf(question, outcome, groupOf(question, asked));
    const follows = definition !== undefined && dependsOn(definition, keyOf(question), keyOf(outcome));
    if (question.kind === "text") return [];
    if (question.kind !== "choice") {
      return [{ ...base, ref: question.ref, kind: "question", title: question.title, follows, options: [] }];
    }
    if (outcome.isProtected || asked === undefined || !("options" in asked)) return [];
    const options = asked.options.map(({ key, label }) => ({ key, label: textIn(label, ...languages) }));
    if (asked.kind === "single") {
      return [{ ...base, ref: question.ref, kind: "choice", title: question.title, follows, options }];
    }
    return asked.options.map(({ key, label }): Found => ({
      ...base,
      ref: optionRef(question.ref, key),
      kind: "option",
      title: textIn(label, ...languages),
      group: defaultGroup([key, ...Object.values(label)]),
      n: outcome.n,
      missing: 0,
      follows,
      options: [],
    }));
  });
}

function baseOf(question: AskedQuestion, outcome: AskedQuestion, group: DriverGroup) {
  const n = Math.min(question.n, outcome.n);
  return { group, n, missing: outcome.n === 0 ? 1 : 1 - n / outcome.n, question };
}

function groupOf(question: AskedQuestion, asked: Question | undefined): DriverGroup {
  return defaultGroup([question.question, question.title, ...Object.values(asked?.title ?? {})]);
}

/** Key of the question itself, without the row of a matrix. */
function keyOf({ question }: Pick<AskedQuestion, "question">): string {
  return question.split(".")[0] ?? question;
}

/** Whether a question is shown only after certain answers to another one. */
function dependsOn(definition: Definition, key: string, on: string): boolean {
  const page = definition.pages.find(({ questions }) => questions.some((question) => question.key === key));
  const conditions = [page?.condition, page?.questions.find((question) => question.key === key)?.condition];
  return conditions.some(
    (condition) => condition !== undefined && fieldsOf(condition).some((field) => field.split(".")[0] === on),
  );
}

const mostThemes = 60;

/** Themes that the words of the answers were coded with, each side by itself; who did not mention one is 0. */
async function fromThemes(asker: Asker, outcome: AskedQuestion, { period }: OutcomeWish): Promise<Found[]> {
  const { items } = await listValues(asker, { dimension: "theme", measure: outcome.ref, period, limit: mostThemes });
  return items.map(({ value, name, n }): Found => ({
    ref: `code:${value}`,
    kind: "code",
    title: name,
    group: defaultGroup([value, name]),
    n,
    missing: 0,
    follows: false,
    question: null,
    options: [],
  }));
}

/** Dimensions that say where an answer comes from rather than what happened, or tell nearly everybody apart. */
const noDrivers = new Set([
  "survey",
  "question",
  "programme",
  "source",
  "import",
  "score",
  "group",
  "hour",
  "employee",
  "account",
]);

async function fromDimensions(asker: Asker, outcome: AskedQuestion, wish: OutcomeWish): Promise<Found[]> {
  const levels = await listLevels(asker, { measure: outcome.ref, period: wish.period });
  return levels.flatMap(({ dimension, values, n, isNumeric }): Found[] => {
    if (noDrivers.has(dimension) || values < 2 || n === 0) return [];
    const isAmount = isNumeric && values > 8;
    const base = baseOf({ ...outcome, n }, outcome, defaultGroup([dimension.replace("attr.", "")]));
    const kind = isAmount ? "amount" : "dimension";
    if (!isAmount && values >= 100) return [];
    return [
      { ...base, ref: `${kind}:${dimension}`, kind, title: dimension, follows: false, question: null, options: [] },
    ];
  });
}

const mostDefaults = 12;
const leastMentions = 30;

/**
 * Chosen when nobody chooses: what was asked of at least half and not because of the outcome, and what happened (attributes whose
 * names say so, such as a wait); else what the words are about; who somebody is only where there is nothing else.
 */
function withDefaults(predictors: readonly Found[]): KnownPredictor[] {
  const isUsual = ({ kind, missing, follows, ref, group, question }: Found): boolean =>
    missing <= 0.5 && !follows && (isPart(question) || kind === "choice" || (isAttribute(ref) && group !== "other"));
  const usual = predictors.filter(isUsual);
  const themes = predictors.filter(({ kind, n }) => kind === "code" && n >= leastMentions);
  const places = predictors.filter(({ kind, missing }) => kind === "dimension" && missing <= 0.5);
  const first = [usual, themes, places].find((some) => some.length > 0) ?? [];
  const chosen = new Set(first.slice(0, mostDefaults).map(({ ref }) => ref));
  return predictors.map((one) => ({ ...one, isDefault: chosen.has(one.ref) }));
}

function isAttribute(ref: string): boolean {
  return ref.startsWith("dimension:attr.") || ref.startsWith("amount:");
}

/** A score of a part of the experience: one of the whole explains no part, it is made of them. */
function isPart(question: AskedQuestion | null): boolean {
  return question !== null && !["nps", "enps", "choice"].includes(question.kind);
}

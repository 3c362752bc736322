import type { ReferenceKind } from "#feature/organisation/contract";
import type { AnswerValues, Definition } from "#feature/surveys/contract";
import { scoresOf, type ScoredAnswer } from "#feature/surveys/runtime";

import { contextDimensions } from "./dimensions.ts";
import { encodeStep, groupOf } from "./step.ts";

/** A response as the projection reads it; day, weekday and hour are local already. */
export interface ProjectedResponse {
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly programme: string;
  readonly anonymous: boolean;
  readonly source: string;
  readonly language: string | null;
  readonly personId: string | null;
  readonly personKind: string | null;
  readonly importId: string | null;
  readonly weight: number;
  /** The weight it came with, whatever weighting applies now. */
  readonly baseWeight: number;
  readonly answeredAt: string;
  readonly day: string;
  readonly weekday: number;
  readonly hour: number;
  readonly context: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly answers: AnswerValues;
  readonly version: number;
  readonly isErased: boolean;
  /** Themes with their side, as they were coded. */
  readonly codes: readonly string[];
  /** -1 to 1; null where there are no words. */
  readonly sentiment: number | null;
  readonly phaseWeight: number;
}

/** What codes stand for at the moment of projection. */
export interface ReferenceLookup {
  /** The reference's own code for a code as it came; the same text when nothing is known under it. */
  readonly codeOf: (kind: ReferenceKind, code: string) => string;
  /**
   * The unit that answers with this code belong to on that day, and the ids of it and all above it then; no ids when the
   * unit is unknown.
   */
  readonly unitOn: (code: string, day: string) => { readonly code: string; readonly path: readonly string[] };
}

/** What tells one row of the table from another. */
export interface AnswerKey {
  readonly kind: string;
  readonly programme: string;
  readonly survey: string;
  readonly question: string;
  readonly day: string;
  readonly response_id: string;
  readonly choice: string;
}

/** One row of the table of answers; a column that is absent takes its default. */
export type AnswerRow = AnswerKey & Readonly<Record<string, unknown>>;

/** The rows of a response: one for each answer that counts. None when it is erased. */
export function answerRows(
  response: ProjectedResponse,
  definition: Definition,
  { lookup, stamp }: { readonly lookup: ReferenceLookup; readonly stamp: bigint },
): readonly AnswerRow[] {
  const scores = scoresOf(definition, response.answers);
  const common = { ...commonColumns(response, lookup, stamp), codes: codesOf(response, scores) };
  const parts = new Map<string, number>();
  return scores.map((scored, index) => {
    const part = parts.get(scored.question) ?? 0;
    parts.set(scored.question, part + 1);
    return { ...common, lead: Number(index === 0), ...aboutColumns(scored, lookup), ...answerColumns(scored, part) };
  });
}

/** A row that takes the one with this key out of every count. */
export function tombstone(of: AnswerKey, version: string): AnswerRow {
  const { kind, programme, survey, question, day, response_id, choice } = of;
  return {
    kind,
    programme,
    survey,
    question,
    day,
    response_id,
    choice,
    weekday: 1,
    hour: 0,
    answered_at: `${day}T00:00:00Z`,
    survey_version: 0,
    respondent: response_id,
    version,
    deleted: 1,
  };
}

/** The same for rows with the same key. */
export function keyOf({ kind, programme, survey, question, day, response_id, choice }: AnswerKey): string {
  return JSON.stringify([kind, programme, survey, question, day, response_id, choice]);
}

/**
 * The version of a projection: that of the response, then the moment it was read (`stamp` grows with every transaction of
 * the database), so that whichever projection knew more wins, in whatever order the two arrive.
 */
export function projectedVersion(version: number, stamp: bigint): string {
  return String((BigInt(version) << 44n) | (stamp & stampMask));
}

/** The part of a version that is the moment it was read. */
export const stampMask = (1n << 44n) - 1n;

function commonColumns(response: ProjectedResponse, lookup: ReferenceLookup, stamp: bigint) {
  return {
    programme: response.programme,
    survey: response.surveyId,
    day: response.day,
    response_id: response.id,
    weekday: response.weekday,
    hour: response.hour,
    answered_at: response.answeredAt,
    survey_version: response.surveyVersion,
    weight: response.weight,
    base_weight: response.baseWeight,
    anonymous: Number(response.anonymous),
    respondent: response.personId ?? response.id,
    source: response.source,
    language: response.language ?? "",
    person_kind: response.personKind ?? "",
    import: response.importId ?? "",
    attributes: response.attributes,
    ...(response.sentiment !== null && { sentiment: response.sentiment }),
    phase_weight: response.phaseWeight,
    version: projectedVersion(response.version, stamp),
    ...Object.fromEntries(
      contextDimensions.map(({ column, context, names }) => {
        const code = response.context[context] ?? "";
        return [column, names === undefined || names === "survey" || code === "" ? code : lookup.codeOf(names, code)];
      }),
    ),
    ...unitColumns(response, lookup),
  };
}

/** What the response was coded with: themes by their keys, options by survey, question and option. */
function codesOf({ surveyId, codes }: ProjectedResponse, scores: readonly ScoredAnswer[]): readonly string[] {
  const options = scores.flatMap(({ question, choice }) =>
    choice === undefined || choice === "" ? [] : [`${surveyId}:${question}:${choice}`],
  );
  return [...new Set([...codes, ...options])];
}

/** The unit as it was on the day of the answer: what happened to it later changes no figure of that day. */
function unitColumns({ context, day }: ProjectedResponse, { unitOn }: ReferenceLookup) {
  const code = context["unit"] ?? "";
  if (code === "") return { unit: "", unit_path: [] };
  const { code: unit, path } = unitOn(code, day);
  return { unit, unit_path: path };
}

/** A question that is itself about something says so for its answers, whatever the context says. */
function aboutColumns({ about }: ScoredAnswer, lookup: ReferenceLookup): Readonly<Record<string, string>> {
  const entries = Object.entries(about).filter((entry): entry is [ReferenceKind, string] => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([kind, code]) => [kind, lookup.codeOf(kind, code)]));
}

function answerColumns(scored: ScoredAnswer, part: number) {
  const { kind, question, choice = "", text = "", score, scale } = scored;
  const base = { kind, question, choice, part, text };
  if (score === null) return base;
  if (scale === null || kind === "number") return { ...base, score };

  const step = { score, from: scale.from, to: scale.to, isLowGood: scored.direction === "low-good" };
  const code = encodeStep(kind, step);
  const isCut = kind === "nps" || kind === "enps";
  const group = code === 0 || isCut ? "" : groupOf(kind, step, anyCuts);
  return { ...base, score, step: code, score_group: group };
}

/** Only recommendation asks for cut points, and its group is never kept. */
const anyCuts = { detractorMax: 6, promoterMin: 9 };

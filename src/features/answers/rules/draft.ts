import { referenceKinds, type Reference, type ReferenceKind } from "#feature/organisation/contract";
import type { Identity, PersonRole } from "#feature/people/contract";
import type { AnswerValues, Programme } from "#feature/surveys/contract";

import type { Receipt, Response } from "../contract.ts";
import { refusal, type Entry, type Recorded } from "./entry.ts";
import { hourOf, idAt } from "./moment.ts";
import type { SurveyInUse } from "./prepare.ts";
import { countAnswers, type Counted } from "./scored.ts";
import { settle, type Held } from "./settle.ts";

/** A response as it is written. */
export interface ResponseDraft extends Counted {
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly programme: Programme;
  readonly anonymous: boolean;
  readonly state: Response["state"];
  readonly source: Response["source"];
  readonly submissionKey: string;
  readonly answeredAt: Date;
  readonly timeZone: string;
  readonly receivedAt: Date;
  readonly language: string | null;
  readonly personId: string | null;
  readonly personKind: PersonRole | null;
  readonly weight: number;
  readonly importId: string | null;
  readonly linkId: string | null;
  readonly unitId: string | null;
  readonly context: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly answers: AnswerValues;
}

/** A response that is there already, with what has to be known to judge the next submission under its key. */
export type ResponseBefore = Omit<ResponseDraft, keyof Counted | "receivedAt"> & { readonly erasedAt: Date | null };

/** Submissions under one key, in the order they came. */
export interface Group {
  /** As the first submission found it. */
  readonly survey: SurveyInUse;
  readonly surveyId: string;
  /** Null: a single submission that nobody can send again. */
  readonly submissionKey: string | null;
  readonly entries: readonly Entry[];
}

/** What a group comes to. */
export interface Draft {
  readonly group: Group;
  readonly before: ResponseBefore | undefined;
  /** The row to write; undefined when nothing changes. */
  readonly row: ResponseDraft | undefined;
  /** Whose response it is, when that is not known yet. */
  readonly person: Identity | null;
  readonly outcomes: ReadonlyMap<Entry, Recorded>;
}

/** What is known when responses are written. */
export interface Writing {
  readonly now: Date;
  readonly newId: () => string;
  /** The organisation's, for responses that name none. */
  readonly timeZone: string;
  readonly referenceOf: (kind: ReferenceKind, code: string) => Reference | undefined;
}

/** What is there under the key of a group: a response and the survey version it began with. */
export interface Ground {
  readonly before: ResponseBefore | undefined;
  readonly survey: SurveyInUse;
}

/** Judges the submissions of a group one after the other, on top of what is there. */
export function draftOf(group: Group, { before, survey }: Ground, writing: Writing): Draft {
  const id = before?.id ?? newIdOf(survey, writing);
  const outcomes = new Map<Entry, Recorded>();
  const accepted: Entry[] = [];
  let held = before === undefined ? undefined : heldOf(before);
  let isChanged = false;

  for (const entry of group.entries) {
    const settlement = settle(held, { ...entry.prepared.arrival, definition: survey.definition });
    if (!settlement.ok) {
      outcomes.set(entry, refusal(settlement.code, settlement.problems));
      continue;
    }
    isChanged ||= settlement.result !== "unchanged";
    held = settlement.held;
    accepted.push(entry);
    outcomes.set(entry, { ok: true, receipt: receiptOf(id, settlement.result, { held, writing }) });
  }

  const row = isChanged && held !== undefined ? rowOf(id, accepted, { survey, before, held, writing }) : undefined;
  return { group, before, row, person: personOf(accepted, before), outcomes };
}

/** The context codes that nothing is known under. */
export function unresolvedOf(
  context: Readonly<Record<string, string>>,
  referenceOf: Writing["referenceOf"],
): Receipt["unresolved"] {
  return referenceKinds.flatMap((field) => {
    const code = context[field];
    return code === undefined || referenceOf(field, code) !== undefined ? [] : [{ field, code }];
  });
}

function personOf(accepted: readonly Entry[], before: ResponseBefore | undefined): Identity | null {
  if (before !== undefined && before.personId !== null) return null;
  return accepted.flatMap(({ prepared }) => prepared.person ?? [])[0] ?? null;
}

function newIdOf({ anonymous }: SurveyInUse, { newId, now }: Writing): string {
  return anonymous ? idAt(newId(), hourOf(now)) : newId();
}

function heldOf(before: ResponseBefore): Held {
  const { state, answers, context, attributes, erasedAt } = before;
  return { state, answers, context, attributes, isErased: erasedAt !== null };
}

function receiptOf(
  id: string,
  result: Receipt["result"],
  { held, writing }: { held: Held; writing: Writing },
): Receipt {
  return { id, state: held.state, result, unresolved: unresolvedOf(held.context, writing.referenceOf) };
}

interface Rowing extends Ground {
  readonly held: Held;
  readonly writing: Writing;
}

function rowOf(
  id: string,
  accepted: readonly Entry[],
  { survey, before, held, writing }: Rowing,
): ResponseDraft | undefined {
  const first = accepted[0];
  if (first === undefined) return undefined;
  const unitCode = held.context["unit"];
  const unit = unitCode === undefined ? undefined : writing.referenceOf("unit", unitCode);
  const language = accepted.map((entry) => entry.prepared.language).find((language) => language !== null) ?? null;

  return {
    ...(before ?? beginning(first, { survey, unit, writing, id })),
    ...countAnswers(survey.definition, held.answers),
    state: held.state,
    receivedAt: survey.anonymous ? hourOf(writing.now) : writing.now,
    language: before?.language ?? language,
    unitId: unit?.id ?? before?.unitId ?? null,
    context: held.context,
    attributes: held.attributes,
    answers: held.answers,
  };
}

/** What a response keeps from its first submission on. */
function beginning(
  { prepared, source, importId, submissionKey }: Entry,
  { survey, unit, writing, id }: { survey: SurveyInUse; unit: Reference | undefined; writing: Writing; id: string },
): Omit<ResponseBefore, "erasedAt" | "state" | "language" | "unitId" | "context" | "attributes" | "answers"> {
  return {
    id,
    surveyId: survey.surveyId,
    surveyVersion: survey.version,
    programme: survey.programme,
    anonymous: survey.anonymous,
    source,
    submissionKey: submissionKey ?? id,
    answeredAt: prepared.answeredAt,
    timeZone: prepared.timeZone ?? unit?.timeZone ?? writing.timeZone,
    personId: null,
    personKind: prepared.personKind,
    weight: prepared.weight,
    importId,
    linkId: prepared.linkId,
  };
}

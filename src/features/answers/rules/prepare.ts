import { identityKinds, personRoles, type Identity, type PersonRole } from "#feature/people/contract";
import { contextFields, type Definition, type Programme } from "#feature/surveys/contract";
import { cleanText } from "#feature/surveys/runtime";
import { properTag } from "#kit/language";
import type { FieldProblem } from "#kit/refusal";

import type { Response, Submission } from "../contract.ts";
import { hourOf, problemOfMoment } from "./moment.ts";
import type { Arrival } from "./settle.ts";

/** The survey version a submission is judged by. */
export interface SurveyInUse {
  readonly surveyId: string;
  readonly name: string;
  readonly programme: Programme;
  readonly anonymous: boolean;
  readonly isOpen: boolean;
  readonly version: number;
  readonly definition: Definition;
}

/** What a single-use link brings along. */
export interface LinkInUse {
  readonly id: string;
  readonly context: Readonly<Record<string, string>>;
  readonly person: { readonly kind: string; readonly value: string } | null;
}

/** A submission made ready: everything known but what only the database can tell. */
export interface Prepared {
  readonly survey: SurveyInUse;
  readonly arrival: Arrival;
  readonly answeredAt: Date;
  /** Said by the caller; otherwise the unit's or the organisation's. */
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly person: Identity | null;
  readonly personKind: PersonRole;
  readonly weight: number;
  readonly linkId: string | null;
}

/** Where the submission came from, and when. */
export interface Circumstances {
  readonly survey: SurveyInUse;
  readonly source: Response["source"];
  readonly link: LinkInUse | undefined;
  readonly now: Date;
  /** The proper name of a time zone; undefined when it is not known. */
  readonly zoneOf: (zone: string) => string | undefined;
}

export type Preparation =
  | { readonly ok: true; readonly value: Prepared }
  | {
      readonly ok: false;
      readonly code: "answers.invalid" | "answers.survey_closed";
      readonly problems: readonly FieldProblem[];
    };

/**
 * Makes a submission ready. What the link says wins over what the caller says. An anonymous survey loses person, link
 * and the exact time here, before anything is written; a public page cannot add attributes the survey does not name.
 */
export function prepare(submission: Submission, circumstances: Circumstances): Preparation {
  const { survey, source, now, zoneOf } = circumstances;
  const isOfNow = source === "page" || source === "api";
  if (isOfNow && !survey.isOpen) {
    return { ok: false, code: "answers.survey_closed", problems: [] };
  }

  const answeredAt = submission.answeredAt === undefined ? now : new Date(submission.answeredAt);
  const problems = problemsOf(submission, problemOfMoment(answeredAt, now), zoneOf);
  if (problems.length > 0) return { ok: false, code: "answers.invalid", problems };

  return { ok: true, value: preparedOf(submission, circumstances, answeredAt) };
}

function preparedOf(submission: Submission, circumstances: Circumstances, answeredAt: Date): Prepared {
  const { survey, link, zoneOf } = circumstances;
  const { context, attributes } = splitFields(submission, circumstances);
  const { state, answers, timeZone, language, weight = 1 } = submission;
  const common = {
    survey,
    arrival: { state, answers, context, attributes, definition: survey.definition, byLink: link !== undefined },
    timeZone: timeZone === undefined ? null : (zoneOf(timeZone) ?? null),
    language: language === undefined ? null : (properTag(language) ?? null),
    weight,
    personKind: personKindOf(survey.programme, context),
  };
  if (survey.anonymous) return { ...common, answeredAt: hourOf(answeredAt), person: null, linkId: null };
  const person = identityOf(link) ?? submission.person ?? null;
  return { ...common, answeredAt, person, linkId: link?.id ?? null };
}

function problemsOf(
  { timeZone, language }: Submission,
  ofMoment: string | undefined,
  zoneOf: Circumstances["zoneOf"],
): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (ofMoment !== undefined) problems.push({ field: "answeredAt", code: ofMoment });
  if (timeZone !== undefined && zoneOf(timeZone) === undefined) {
    problems.push({ field: "timeZone", code: "unknown_time_zone" });
  }
  if (language !== undefined && properTag(language) === undefined) {
    problems.push({ field: "language", code: "not_a_language" });
  }
  return problems;
}

const isContextField: ReadonlySet<string> = new Set(contextFields);

function splitFields(submission: Submission, { survey, source, link }: Circumstances) {
  const context: Record<string, string> = {};
  const attributes: Record<string, string> = {};
  const named = new Set(survey.definition.hiddenFields);
  const put = (field: string, value: string | undefined, mayBeAny: boolean) => {
    const text = cleanText(value ?? "");
    if (text === "") return;
    if (isContextField.has(field)) context[field] = text;
    else if (mayBeAny || named.has(field)) attributes[cleanText(field)] = text;
  };

  for (const [field, value] of Object.entries(submission.attributes)) put(field, value, source !== "page");
  for (const [field, value] of Object.entries(submission.context)) put(field, value, false);
  for (const [field, value] of Object.entries(link?.context ?? {})) put(field, value, true);
  return { context, attributes };
}

function identityOf(link: LinkInUse | undefined): Identity | undefined {
  const person = link?.person ?? undefined;
  const kind = identityKinds.find((known) => known === person?.kind);
  return kind === undefined || person === undefined ? undefined : { kind, value: person.value };
}

function personKindOf(programme: Programme, context: Readonly<Record<string, string>>): PersonRole {
  const [customer, employee, partner] = personRoles;
  if (programme === "employee") return employee;
  return context["partner"] === undefined ? customer : partner;
}

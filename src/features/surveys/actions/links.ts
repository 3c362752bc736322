import { createHash } from "node:crypto";

import { recordAudit, requireEverywhere } from "#feature/access";
import { normaliseIdentity } from "#feature/people";
import type { Identity } from "#feature/people/contract";
import { fail, succeed, type Outcome } from "#kit/outcome";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";

import { contextFields, type Definition } from "../contract.ts";
import { bindLink, insertLinks, lockLink, selectLink, type LinkRow, type NewLink } from "../store/links.ts";
import { selectSurvey, type SurveyRow } from "../store/surveys.ts";
import type { SurveyCall } from "./manage.ts";
import { readVersion } from "./published.ts";
import { found } from "./view.ts";

/** A single-use link, without its token. */
export interface SurveyLink {
  readonly id: string;
  readonly surveyId: string;
  /** Context fields and hidden fields by name. */
  readonly context: Readonly<Record<string, string>>;
  /** Null in anonymous surveys. */
  readonly person: { readonly kind: string; readonly value: string } | null;
  /** Idempotency key of the response that was begun with this link. */
  readonly submissionKey: string | null;
  /** When a complete response used it up. */
  readonly usedAt: Date | null;
}

/** How a response takes a link. */
export interface LinkUse {
  /** The response's idempotency key: the same response may come again, another may not. */
  readonly submissionKey: string;
  /** A complete response uses the link up, a partial one only binds it. */
  readonly complete: boolean;
  readonly now: Date;
}

/** One link to be made. */
export interface LinkWish {
  readonly context: Readonly<Record<string, string>>;
  readonly person?: Identity | undefined;
  readonly expiresAt?: string | undefined;
}

/**
 * Makes single-use links. The tokens are handed out here once and kept as hashes only. Links of anonymous surveys carry
 * no person. Refuses `surveys.not_found`, `surveys.not_published` and `surveys.unknown_field` for context that answers of
 * this survey could not keep.
 */
export async function createLinks(
  { stores, viewer }: SurveyCall,
  surveyId: string,
  { links, origin }: { readonly links: readonly LinkWish[]; readonly origin: string },
): Promise<{ items: { token: string; url: string }[]; nextCursor: null }> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    const survey = found(await selectSurvey(tx, surveyId));
    const version =
      survey.publishedVersion === null ? undefined : await readVersion(tx, survey.id, survey.publishedVersion);
    if (version === undefined) throw new Refusal("surveys.not_published");
    requireKnownFields(links, version.definition);

    const made = links.map((wish) => ({ wish, token: stores.random.token(18), id: stores.random.uuid() }));
    const rows = made.map(({ wish, token, id }) => newLink(survey, wish, { token, id }));
    await insertLinks(tx, rows, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "surveys.links_created",
      subjectKind: "survey",
      subjectId: survey.id,
      details: { count: links.length },
    });
    return {
      items: made.map(({ token }) => ({ token, url: `${origin}/s/${survey.slug}/${token}` })),
      nextCursor: null,
    };
  });
}

/** The link of this token as it stands; undefined when it is unknown or has expired. Takes nothing. */
export async function readLink(tx: Tx, token: string, now: Date): Promise<SurveyLink | undefined> {
  const row = await selectLink(tx, hashOf(token));
  return row === undefined || isExpired(row, now) ? undefined : linkOf(row);
}

/**
 * Takes the link for a response, in the transaction that writes it. The same response may take it again.
 * Refuses a link that another response began or finished, an unknown and an expired one.
 */
export async function takeLink(
  tx: Tx,
  token: string,
  use: LinkUse,
): Promise<Outcome<SurveyLink, "answers.link_used" | "answers.link_unknown">> {
  const row = await lockLink(tx, hashOf(token));
  if (row === undefined) return fail("answers.link_unknown");
  const isOwn = row.submissionKey === use.submissionKey;
  if (row.submissionKey !== null && !isOwn) return fail("answers.link_used");
  if (!isOwn && isExpired(row, use.now)) return fail("answers.link_unknown");

  const usedAt = use.complete ? (row.usedAt ?? use.now) : row.usedAt;
  if (!isOwn || usedAt !== row.usedAt) await bindLink(tx, row.id, use.submissionKey, usedAt);
  return succeed({ ...linkOf(row), submissionKey: use.submissionKey, usedAt });
}

function requireKnownFields(links: readonly LinkWish[], { hiddenFields }: Definition): void {
  const known = new Set<string>([...contextFields, ...hiddenFields]);
  const problems = links.flatMap(({ context }, index) =>
    Object.keys(context)
      .filter((name) => !known.has(name))
      .map((name) => ({ name, field: `links.${index}.context.${name}`, code: "unknown_field" })),
  );
  const [first] = problems;
  if (first !== undefined) throw new Refusal("surveys.unknown_field", { field: first.name }, problems.slice(0, 20));
}

function newLink(survey: SurveyRow, wish: LinkWish, { token, id }: { token: string; id: string }): NewLink {
  const person = survey.anonymous || wish.person === undefined ? undefined : normaliseIdentity(wish.person);
  return {
    id,
    surveyId: survey.id,
    tokenHash: hashOf(token),
    context: wish.context,
    personKind: person?.kind ?? null,
    personValue: person?.value ?? null,
    expiresAt: wish.expiresAt === undefined ? null : new Date(wish.expiresAt),
  };
}

function linkOf(row: LinkRow): SurveyLink {
  const { id, surveyId, context, submissionKey, usedAt, personKind, personValue } = row;
  const person = personKind === null || personValue === null ? null : { kind: personKind, value: personValue };
  return { id, surveyId, context, person, submissionKey, usedAt };
}

function isExpired(row: LinkRow, now: Date): boolean {
  return row.expiresAt !== null && row.expiresAt <= now;
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

import { sql, type Sql, type Tx } from "#platform/postgres";

import type { Definition, Programme, Survey } from "../contract.ts";

/** A survey as other slices need it: without its draft. */
export interface SurveyRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly programme: Programme;
  readonly state: Survey["state"];
  readonly origin: Survey["origin"];
  readonly anonymous: boolean;
  /** Null until the first publication. */
  readonly publishedVersion: number | null;
}

/** A survey with what its own pages show besides. */
export interface FullSurveyRow extends SurveyRow {
  readonly draft: Definition;
  readonly changed: boolean;
  readonly revision: number;
  /** Who changed the draft last; null when nobody is known. */
  readonly changedBy: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Who changes something: a viewer. */
export interface Author {
  readonly id: string;
  readonly name: string;
}

/** Which surveys a list wants; `after` is the last row of the page before. */
export interface SurveyFilter {
  readonly search: string | undefined;
  readonly state: Survey["state"] | undefined;
  readonly after: { readonly updatedAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

const columns = sql`survey.id, survey.slug, survey.name, survey.programme, survey.state, survey.origin, survey.anonymous,
  survey.published_version as "publishedVersion"`;

const fullColumns = sql`${columns}, survey.draft, survey.revision, survey.created_at as "createdAt", survey.updated_at as "updatedAt",
  case when survey.changed_by is not null then jsonb_build_object('id', survey.changed_by, 'name', survey.changed_by_name)
    end as "changedBy",
  survey.draft is distinct from version.definition as changed`;

const fullFrom = sql`from survey
  left join survey_version version on version.survey_id = survey.id and version.version = survey.published_version`;

/** The survey with this slug or, when it is a UUID, this id. */
export function selectSurvey(tx: Tx, idOrSlug: string): Promise<SurveyRow | undefined> {
  if (!isUuid(idOrSlug)) {
    return tx.maybeOne(sql.prepared("survey_by_slug", sql`select ${columns} from survey where slug = ${idOrSlug}`));
  }
  return tx.maybeOne(
    sql.prepared("survey_by_id", sql`select ${columns} from survey where id = ${idOrSlug}::uuid or slug = ${idOrSlug}`),
  );
}

/** The surveys that have been published, newest first. */
export function selectPublishedSurveys(tx: Tx): Promise<(SurveyRow & { readonly publishedVersion: number })[]> {
  return tx.query(sql`select ${columns} from survey where survey.published_version is not null
    order by survey.updated_at desc, survey.id desc`);
}

/** The survey with its draft. */
export function selectFullSurvey(tx: Tx, id: string): Promise<FullSurveyRow | undefined> {
  return tx.maybeOne(sql`select ${fullColumns} ${fullFrom} where survey.id = ${id}`);
}

/** Names of these surveys by id; ids that are unknown are missing. */
export async function selectNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    sql`select id, name from survey where id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/**
 * Holds the survey against concurrent changes until the transaction ends. Read again after the wait: the statement that
 * waited still sees the versions as they were before.
 */
export async function lockSurvey(tx: Tx, id: string): Promise<FullSurveyRow | undefined> {
  await tx.execute(sql`select from survey where id = ${id} for update`);
  return selectFullSurvey(tx, id);
}

/** One page of surveys, newest change first; archived ones only when asked for. */
export function listSurveyRows(tx: Tx, filter: SurveyFilter): Promise<FullSurveyRow[]> {
  return tx.query(sql`select ${fullColumns} ${fullFrom}
    where ${sql.join(conditionsOf(filter), " and ")}
    order by survey.updated_at desc, survey.id desc limit ${filter.limit}`);
}

/** How many answers each of these surveys has; surveys without any are left out. */
export async function countAnswers(tx: Tx, surveyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ id: string; answers: number }>(
    sql`select survey_id as id, count(*) as answers from response where survey_id = any(${surveyIds}::uuid[]) group by survey_id`,
  );
  return new Map(rows.map((row) => [row.id, row.answers]));
}

/** Adds a survey unless its slug is taken; answers whether it did. */
export async function insertSurvey(
  tx: Tx,
  survey: Omit<SurveyRow, "state" | "publishedVersion"> & {
    readonly draft: Definition;
    readonly by: Author;
    readonly now: Date;
  },
): Promise<boolean> {
  const inserted =
    await tx.execute(sql`insert into survey (id, slug, name, programme, origin, anonymous, draft, changed_by, changed_by_name,
      created_at, updated_at)
    values (${survey.id}, ${survey.slug}, ${survey.name}, ${survey.programme}, ${survey.origin}, ${survey.anonymous},
      ${sql.json(survey.draft)}, ${survey.by.id}, ${survey.by.name}, ${survey.now}, ${survey.now}) on conflict (slug) do nothing`);
  return inserted === 1;
}

/** Changes name, draft or anonymity and raises the revision. */
export async function updateDraft(
  tx: Tx,
  id: string,
  change: Pick<FullSurveyRow, "name" | "draft" | "anonymous"> & { readonly by: Author; readonly now: Date },
): Promise<void> {
  await tx.execute(sql`update survey set name = ${change.name}, draft = ${sql.json(change.draft)},
    anonymous = ${change.anonymous}, changed_by = ${change.by.id}, changed_by_name = ${change.by.name}, revision = revision + 1, updated_at = ${change.now} where id = ${id}`);
}

/** Opens, closes or archives. */
export async function updateState(tx: Tx, id: string, state: Survey["state"], now: Date): Promise<void> {
  await tx.execute(sql`update survey set state = ${state}, updated_at = ${now} where id = ${id}`);
}

/** Makes the version the published one and opens the survey. */
export async function updatePublished(tx: Tx, id: string, version: number, now: Date): Promise<void> {
  await tx.execute(
    sql`update survey set published_version = ${version}, state = 'open', updated_at = ${now} where id = ${id}`,
  );
}

function conditionsOf(filter: SurveyFilter): readonly Sql[] {
  const { search, state, after } = filter;
  const conditions = [state === undefined ? sql`survey.state <> 'archived'` : sql`survey.state = ${state}`];
  if (search !== undefined) {
    const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(sql`(survey.name ilike ${pattern} or survey.slug ilike ${pattern})`);
  }
  if (after !== undefined) {
    conditions.push(sql`(survey.updated_at, survey.id) < (${after.updatedAt}::timestamptz, ${after.id}::uuid)`);
  }
  return conditions;
}

/** Whether the text is a UUID and so may be an id. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

import { sql, type Tx } from "#platform/postgres";

/** A comment as it lies in the table, with the names its users have now. */
export interface CommentRow {
  readonly id: string;
  readonly surveyId: string;
  readonly question: string | null;
  readonly parent: string | null;
  readonly text: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly createdAt: Date;
}

/** A comment to be added. */
export interface NewComment {
  readonly id: string;
  readonly surveyId: string;
  readonly question: string | null;
  readonly parent: string | null;
  readonly text: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly mentions: readonly string[];
  readonly now: Date;
}

const columns = sql`comment.id, comment.survey_id as "surveyId", comment.question, comment.parent_id as parent, comment.text,
  comment.author_id as "authorId", coalesce(author.name, comment.author_name) as "authorName",
  coalesce((select jsonb_agg(jsonb_build_object('id', named.id, 'name', named.name) order by named.name)
    from access_user named where named.id = any (comment.mentions)), '[]') as mentions,
  comment.resolved_at as "resolvedAt", comment.resolved_by as "resolvedBy", comment.created_at as "createdAt"`;

const from = sql`from survey_comment comment left join access_user author on author.id::text = comment.author_id`;

/** Comments of a survey in the order they came; with `isOpenOnly` those of threads that are not settled. */
export function listCommentRows(
  tx: Tx,
  surveyId: string,
  page: { readonly after: string | null; readonly limit: number; readonly isOpenOnly: boolean },
): Promise<CommentRow[]> {
  return tx.query(sql`select ${columns} ${from}
    left join survey_comment thread on thread.id = comment.parent_id
    where comment.survey_id = ${surveyId} and (${page.after}::uuid is null or (comment.created_at, comment.id) > (
        select last.created_at, last.id from survey_comment last where last.id = ${page.after}::uuid))
      and (not ${page.isOpenOnly}::boolean or coalesce(thread.resolved_at, comment.resolved_at) is null)
    order by comment.created_at, comment.id limit ${page.limit}`);
}

/** One comment of a survey. */
export function selectComment(tx: Tx, surveyId: string, id: string): Promise<CommentRow | undefined> {
  return tx.maybeOne(sql`select ${columns} ${from} where comment.survey_id = ${surveyId} and comment.id = ${id}`);
}

/** Adds a comment unless its id is taken; answers whether it did. */
export async function insertComment(tx: Tx, comment: NewComment): Promise<boolean> {
  const inserted = await tx.execute(sql`insert into survey_comment (id, survey_id, question, parent_id, text, author_id,
      author_name, mentions, created_at)
    values (${comment.id}, ${comment.surveyId}, ${comment.question}, ${comment.parent}, ${comment.text}, ${comment.author.id},
      ${comment.author.name}, ${comment.mentions}::uuid[], ${comment.now}) on conflict (id) do nothing`);
  return inserted === 1;
}

/** Settles or opens a thread. */
export async function updateResolved(
  tx: Tx,
  id: string,
  { at, by }: { readonly at: Date | null; readonly by: string | null },
): Promise<void> {
  await tx.execute(
    sql`update survey_comment set resolved_at = ${at}::timestamptz, resolved_by = ${by} where id = ${id}`,
  );
}

/** Deletes a comment and the answers to it. */
export async function deleteCommentRow(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from survey_comment where id = ${id}`);
}

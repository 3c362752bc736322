import { absentUser, recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { notify } from "#feature/notices";
import type { Page } from "#kit/page";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Comment } from "../contract.ts";
import { questionsOf } from "../runtime/answered.ts";
import {
  deleteCommentRow,
  insertComment,
  listCommentRows,
  selectComment,
  updateResolved,
  type CommentRow,
} from "../store/comments.ts";
import { selectFullSurvey, selectSurvey, type FullSurveyRow } from "../store/surveys.ts";
import type { SurveyCall } from "./manage.ts";
import { found } from "./view.ts";

/** What somebody wants to say. */
export interface CommentWish {
  readonly id?: string | undefined;
  readonly question: string | null;
  readonly parent: string | null;
  readonly text: string;
  readonly mentions: readonly string[];
}

/** Comments of a survey, oldest first. Refuses `surveys.not_found`. */
export async function listComments(
  { stores, viewer }: SurveyCall,
  surveyId: string,
  page: { readonly open: boolean; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<Comment>> {
  requirePermission(viewer, "surveys.read");
  return stores.postgres.read(async (tx) => {
    found(await selectSurvey(tx, surveyId));
    const wanted = { after: page.cursor ?? null, limit: page.limit + 1, isOpenOnly: page.open };
    const rows = await listCommentRows(tx, surveyId, wanted);
    const items = rows.slice(0, page.limit).map((row) => present(row, viewer));
    return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
  });
}

/**
 * Adds a comment and tells whom it mentions, and the author of what it answers. The same id again adds nothing.
 * Refuses `surveys.not_found`, `surveys.comment_unknown` (the parent), `surveys.unknown_question` and
 * `surveys.unknown_colleague`.
 */
export async function addComment(
  { stores, viewer }: SurveyCall,
  surveyId: string,
  wish: CommentWish,
): Promise<Comment> {
  requireEverywhere(viewer, "surveys.write");
  await requireReaders(stores, wish.mentions);
  return stores.postgres.transaction(async (tx) => {
    const survey = found(await selectFullSurvey(tx, surveyId));
    const parent = wish.parent === null ? undefined : await requireComment(tx, surveyId, wish.parent);
    const question = parent === undefined ? wish.question : parent.question;
    if (parent === undefined) requireQuestion(survey, question);

    const id = wish.id ?? stores.random.uuid();
    const thread = parent?.parent ?? parent?.id ?? null;
    const { text, mentions } = wish;
    const comment = { id, surveyId, question, parent: thread, text, mentions, author: viewer, now: stores.clock.now() };
    if (await insertComment(tx, comment)) {
      const details = { comment: id, mentions: mentions.length };
      await recordAudit(tx, viewer, {
        action: "surveys.commented",
        subjectKind: "survey",
        subjectId: surveyId,
        details,
      });
      await tell(
        tx,
        { stores, viewer },
        { survey, id, to: [...mentions, ...(parent === undefined ? [] : [parent.authorId])] },
      );
    }
    return present(await requireComment(tx, surveyId, id), viewer);
  });
}

/** Settles a thread or opens it again; an answer stands for its thread. Refuses `surveys.comment_unknown`. */
export async function setCommentResolved(
  { stores, viewer }: SurveyCall,
  surveyId: string,
  { comment, resolved }: { readonly comment: string; readonly resolved: boolean },
): Promise<Comment> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    found(await selectSurvey(tx, surveyId));
    const row = await requireComment(tx, surveyId, comment);
    const thread = row.parent === null ? row : await requireComment(tx, surveyId, row.parent);
    if ((thread.resolvedAt !== null) !== resolved) {
      await updateResolved(
        tx,
        thread.id,
        resolved ? { at: stores.clock.now(), by: viewer.name } : { at: null, by: null },
      );
      const details = { comment: thread.id, resolved };
      const action = "surveys.comment_resolved";
      await recordAudit(tx, viewer, { action, subjectKind: "survey", subjectId: surveyId, details });
    }
    return present(await requireComment(tx, surveyId, thread.id), viewer);
  });
}

/** Deletes a comment with the answers to it. Refuses `surveys.comment_unknown` and `surveys.not_author`. */
export async function deleteComment(
  { stores, viewer }: SurveyCall,
  surveyId: string,
  comment: string,
): Promise<{ ok: true }> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    found(await selectSurvey(tx, surveyId));
    const row = await requireComment(tx, surveyId, comment);
    if (!mayDelete(row, viewer)) throw new Refusal("surveys.not_author");

    await deleteCommentRow(tx, comment);
    const details = { comment };
    const action = "surveys.comment_deleted";
    await recordAudit(tx, viewer, { action, subjectKind: "survey", subjectId: surveyId, details });
    return { ok: true };
  });
}

async function requireComment(tx: Tx, surveyId: string, id: string): Promise<CommentRow> {
  const row = await selectComment(tx, surveyId, id);
  if (row === undefined) throw new Refusal("surveys.comment_unknown");
  return row;
}

function requireQuestion({ draft }: FullSurveyRow, question: string | null): void {
  if (question === null || questionsOf(draft).some(({ key }) => key === question)) return;
  throw new Refusal("surveys.unknown_question", { question }, [{ field: "question", code: "unknown_question" }]);
}

/** Whoever is mentioned is told what the survey says, so they must be allowed to read it. */
async function requireReaders(stores: SurveyCall["stores"], ids: readonly string[]): Promise<void> {
  const users = await Promise.all(ids.map((id) => absentUser(stores, id)));
  const problems = users.flatMap((user, index) =>
    user?.viewer.permissions.has("surveys.read") ? [] : [{ field: `mentions.${index}`, code: "unknown_colleague" }],
  );
  if (problems.length > 0) throw new Refusal("surveys.unknown_colleague", {}, problems);
}

/** Everybody once, and nobody of what they said themselves. */
async function tell(
  tx: Tx,
  { stores, viewer }: SurveyCall,
  { survey, id, to }: { survey: FullSurveyRow; id: string; to: readonly string[] },
): Promise<void> {
  const others = [...new Set(to)].filter((user) => user !== viewer.id);
  await notify(tx, stores, {
    to: others,
    kind: "survey_comment",
    params: { survey: survey.name, name: viewer.name },
    link: `/surveys/${survey.id}?comment=${id}`,
    key: `survey_comment:${id}`,
  });
}

function mayDelete({ authorId }: CommentRow, viewer: Viewer): boolean {
  if (viewer.kind === "system") return true;
  return authorId === viewer.id || viewer.grants.some(({ role }) => role === "owner");
}

function present(row: CommentRow, viewer: Viewer): Comment {
  const { authorId, authorName, resolvedAt, mentions, ...rest } = row;
  return {
    ...rest,
    author: { id: authorId, name: authorName },
    mentions: [...mentions],
    isResolved: resolvedAt !== null,
    isDeletable: mayDelete(row, viewer) && viewer.permissions.has("surveys.write"),
    createdAt: row.createdAt.toISOString(),
  };
}

import { z } from "zod";

import { defineOperation } from "#kit/operation";

import { keySchema } from "./definition.ts";

const bySurvey = z.object({ id: z.uuid() });
const byComment = z.object({ id: z.uuid(), comment: z.uuid() });

export const commentSchema = z.object({
  id: z.string(),
  surveyId: z.string(),
  /** Key of the question it is about, whether the draft still has it or not; null is about the whole survey. */
  question: z.string().nullable(),
  /** The comment it answers; answers stand one level deep. */
  parent: z.string().nullable(),
  text: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  /** Users named in it. */
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  isResolved: z.boolean(),
  resolvedBy: z.string().nullable(),
  /** Whether the caller may delete it. */
  isDeletable: z.boolean(),
  createdAt: z.string(),
});
export type Comment = z.infer<typeof commentSchema>;

export const commentOperations = {
  listComments: defineOperation({
    id: "surveys.listComments",
    method: "get",
    path: "/api/v1/surveys/{id}/comments",
    permission: "surveys.read",
    summary: "Comments on a survey, oldest first",
    params: bySurvey,
    query: z.object({
      /** Only threads that are still open. */
      open: z.stringbool().default(false),
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ items: z.array(commentSchema), nextCursor: z.string().nullable() }),
    errors: ["surveys.not_found"],
  }),
  addComment: defineOperation({
    id: "surveys.addComment",
    method: "post",
    path: "/api/v1/surveys/{id}/comments",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Comment on a survey or one of its questions; whom it mentions is told",
    params: bySurvey,
    body: z.strictObject({
      /** The caller's own id of the comment; sending it again adds nothing. */
      id: z.uuid().optional(),
      question: keySchema.nullable().default(null),
      parent: z.uuid().nullable().default(null),
      text: z.string().trim().min(1).max(4000),
      mentions: z.array(z.uuid()).max(20).default([]),
    }),
    output: commentSchema,
    errors: ["surveys.not_found", "surveys.comment_unknown", "surveys.unknown_question", "surveys.unknown_colleague"],
  }),
  setCommentResolved: defineOperation({
    id: "surveys.setCommentResolved",
    method: "post",
    path: "/api/v1/surveys/{id}/comments/{comment}/resolved",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Mark a thread as settled, or open it again",
    params: byComment,
    body: z.strictObject({ resolved: z.boolean() }),
    output: commentSchema,
    errors: ["surveys.not_found", "surveys.comment_unknown"],
  }),
  deleteComment: defineOperation({
    id: "surveys.deleteComment",
    method: "delete",
    path: "/api/v1/surveys/{id}/comments/{comment}",
    permission: "surveys.write",
    reach: "everywhere",
    summary: "Delete a comment with the answers to it; only its author or an owner may",
    params: byComment,
    output: z.object({ ok: z.literal(true) }),
    errors: ["surveys.not_found", "surveys.comment_unknown", "surveys.not_author"],
  }),
} as const;

import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

/** What one can be told. Each has its words under `notice.<kind>` in the locales, with the params as holes. */
export const noticeKinds = [
  /** `{file, created, refused}` */
  "import_finished",
  /** `{file}` */
  "import_failed",
  /** `{survey, name}`: somebody wrote a comment on a survey one works on. */
  "survey_comment",
  /** `{name}`: whom one invited has come. */
  "invitation_accepted",
  /** `{name, until}`: somebody acts for another during absence. */
  "delegation_started",
  /** `{name, title}`: a view or dashboard was shared. */
  "view_shared",
  /** `{title}`: a digest could not be sent. */
  "digest_failed",
  /** `{answers}` */
  "sample_ready",
  /** `{about, what}`: something stood out. */
  "alert_opened",
  /** `{count}`: several things stood out at once. */
  "alerts_opened",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeSchema = z.object({
  id: z.uuid(),
  kind: z.enum(noticeKinds),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  link: z.string().nullable(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const noticesOperations = {
  listNotices: defineOperation({
    id: "notices.listNotices",
    method: "get",
    path: "/api/v1/notices",
    permission: "signed-in",
    summary: "One's own notices, newest first, and how many are unread",
    query: z.strictObject({
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(30),
      unread: z.stringbool().default(false),
    }),
    output: z.object({
      items: z.array(noticeSchema),
      nextCursor: z.string().nullable(),
      unread: z.number().int(),
    }),
    errors: [],
  }),
  markRead: defineOperation({
    id: "notices.markRead",
    method: "post",
    path: "/api/v1/notices/read",
    permission: "signed-in",
    summary: "Mark some of one's notices as read, or as unread again; without ids all of them",
    body: z.strictObject({ ids: z.array(z.uuid()).max(200).optional(), isRead: z.boolean().default(true) }),
    output: z.object({ unread: z.number().int() }),
    errors: [],
  }),
} as const;

/** This slice refuses nothing of its own. */
export const noticesErrors = {} as const satisfies ErrorTable;

import { z } from "zod";

import { defineOperation } from "#kit/operation";

const count = z.number().int();

export const cadences = ["off", "daily", "weekly"] as const;
export const mailWishSchema = z.strictObject({
  notices: z.boolean(),
  cadence: z.enum(cadences),
  /** Local hour of the reader; weekly ones come on Monday. */
  hour: count.min(0).max(23),
  timeZone: z.string().min(1).max(64),
});
export type MailWish = z.output<typeof mailWishSchema>;

const answer = z.object({
  wish: mailWishSchema,
  nextAt: z.string().nullable(),
  paused: z.string().nullable(),
  isMailSetUp: z.boolean(),
});

export const mailOperations = {
  readMail: defineOperation({
    id: "alerts.readMail",
    method: "get",
    path: "/api/v1/alerts/mail",
    permission: "insight.read",
    summary: "How one hears of alerts",
    output: answer,
    errors: [],
  }),
  putMail: defineOperation({
    id: "alerts.putMail",
    method: "put",
    path: "/api/v1/alerts/mail",
    permission: "insight.read",
    summary: "Choose how one hears of alerts: by the bell, by mail daily or weekly, or not",
    body: mailWishSchema,
    output: answer,
    errors: ["access.users_only", "alerts.unknown_time_zone"],
  }),
  endMail: defineOperation({
    id: "alerts.endMail",
    method: "post",
    path: "/api/v1/alert-mails/{token}/end",
    permission: "public",
    summary: "End the mails by the link in them",
    params: z.object({ token: z.string().max(200) }),
    output: z.object({ ok: z.literal(true) }),
    errors: ["alerts.link_dead"],
  }),
} as const;

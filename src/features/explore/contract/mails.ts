import { z } from "zod";

import { defineOperation } from "#kit/operation";

import { digestSchema, digestWishSchema } from "./keeping.ts";

const byId = z.object({ id: z.uuid() });
const done = z.object({ ok: z.literal(true) });

/** Dashboards by mail. */
export const mailOperations = {
  readDigest: defineOperation({
    id: "explore.readDigest",
    method: "get",
    path: "/api/v1/dashboards/{id}/digest",
    permission: "insight.read",
    summary: "When this dashboard comes to oneself by mail, and whether mail is set up",
    params: byId,
    output: z.object({ digest: digestSchema.nullable(), isMailSetUp: z.boolean() }),
    errors: ["explore.not_found"],
  }),
  putDigest: defineOperation({
    id: "explore.putDigest",
    method: "put",
    path: "/api/v1/dashboards/{id}/digest",
    permission: "insight.read",
    summary: "Have this dashboard sent to oneself",
    params: byId,
    body: digestWishSchema,
    output: digestSchema,
    errors: ["explore.not_found", "access.users_only"],
  }),
  deleteDigest: defineOperation({
    id: "explore.deleteDigest",
    method: "delete",
    path: "/api/v1/dashboards/{id}/digest",
    permission: "insight.read",
    summary: "No more mails of this dashboard",
    params: byId,
    output: done,
    errors: ["explore.not_found"],
  }),
  previewDigest: defineOperation({
    id: "explore.previewDigest",
    method: "get",
    path: "/api/v1/dashboards/{id}/digest/preview",
    permission: "insight.read",
    summary: "The mail as it would go out to oneself now",
    params: byId,
    output: z.object({ subject: z.string(), text: z.string(), html: z.string() }),
    errors: ["explore.not_found"],
  }),
  readSubscription: defineOperation({
    id: "explore.readSubscription",
    method: "get",
    path: "/api/v1/digests/{token}",
    permission: "public",
    summary: "What a link at the foot of a mail is about",
    params: z.object({ token: z.string().max(300) }),
    output: z.object({ title: z.string() }),
    errors: ["explore.link_dead"],
  }),
  unsubscribe: defineOperation({
    id: "explore.unsubscribe",
    method: "post",
    path: "/api/v1/digests/{token}/unsubscribe",
    permission: "public",
    summary: "End the mails by the link in them, without signing in (RFC 8058); again changes nothing",
    params: z.object({ token: z.string().max(300) }),
    output: done,
    errors: ["explore.link_dead"],
  }),
} as const;

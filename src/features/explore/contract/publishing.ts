import { z } from "zod";

import { productLanguages } from "#kit/language";
import { defineOperation, type ErrorTable } from "#kit/operation";

import { mostCards } from "./keeping.ts";
import { leastPublished } from "./limits.ts";

const byId = z.object({ id: z.uuid() });
const done = z.object({ ok: z.literal(true) });

export const publicationWishSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  /** Plain text; blank lines divide paragraphs. */
  intro: z.string().trim().max(4000).default(""),
  /** Ids of cards on the dashboard. */
  cards: z.array(z.uuid()).min(1).max(mostCards),
  languages: z
    .array(z.enum(productLanguages))
    .min(1)
    .max(productLanguages.length)
    .refine((chosen) => new Set(chosen).size === chosen.length, { message: "each language once" }),
  least: z.number().int().min(leastPublished.min).max(leastPublished.max).default(leastPublished.usual),
  /** The last day the page is open; null: until it is revoked. */
  expiresOn: z.iso.date().nullable().default(null),
});
export type PublicationWish = z.output<typeof publicationWishSchema>;

/** `closed`: whoever published it may not any more, sees other units than then, or is gone. */
export const publicationStates = ["open", "revoked", "expired", "closed"] as const;

export const publicationSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  /** Names of its cards. */
  cards: z.array(z.string()),
  languages: z.array(z.enum(productLanguages)),
  least: z.number().int(),
  expiresOn: z.string().nullable(),
  createdAt: z.string(),
  state: z.enum(publicationStates),
  link: z.string(),
});
export type Publication = z.infer<typeof publicationSchema>;

/** What leaves the product: dashboards as files and as pages for everybody. */
export const publishingOperations = {
  exportDashboard: defineOperation({
    id: "explore.exportDashboard",
    method: "get",
    path: "/api/v1/dashboards/{id}/pdf",
    permission: "insight.read",
    summary: "A dashboard as a PDF, by one's own rights and in one's own language",
    params: byId,
    output: z.unknown(),
    errors: ["explore.not_found"],
  }),
  listPublications: defineOperation({
    id: "explore.listPublications",
    method: "get",
    path: "/api/v1/dashboards/{id}/publications",
    permission: "views.share",
    summary: "Public pages made of one's own dashboard, newest first",
    params: byId,
    output: z.object({ items: z.array(publicationSchema), nextCursor: z.null() }),
    errors: ["explore.not_found", "explore.not_yours"],
  }),
  createPublication: defineOperation({
    id: "explore.createPublication",
    method: "post",
    path: "/api/v1/dashboards/{id}/publications",
    permission: "views.share",
    summary: "Put chosen cards of one's own dashboard on a page that whoever has the link may read",
    params: byId,
    body: publicationWishSchema,
    output: publicationSchema,
    errors: [
      "explore.not_found",
      "explore.not_yours",
      "explore.not_publishable",
      "explore.too_many",
      "access.users_only",
    ],
  }),
  previewPublication: defineOperation({
    id: "explore.previewPublication",
    method: "post",
    path: "/api/v1/dashboards/{id}/publications/preview",
    permission: "views.share",
    summary: "The page as it would be published now, in the first of its languages",
    params: byId,
    body: publicationWishSchema,
    output: z.object({ html: z.string() }),
    errors: ["explore.not_found", "explore.not_yours", "explore.not_publishable", "access.users_only"],
  }),
  revokePublication: defineOperation({
    id: "explore.revokePublication",
    method: "post",
    path: "/api/v1/publications/{id}/revoke",
    permission: "views.share",
    summary: "Close a public page; again changes nothing",
    params: byId,
    output: done,
    errors: ["explore.not_found"],
  }),
  restorePublication: defineOperation({
    id: "explore.restorePublication",
    method: "post",
    path: "/api/v1/publications/{id}/restore",
    permission: "views.share",
    summary: "Open a revoked public page again, under the same link",
    params: byId,
    output: publicationSchema,
    errors: ["explore.not_found"],
  }),
} as const;

export const publishingErrors = {
  "explore.not_publishable": {
    status: 422,
    message:
      "“{name}” cannot be published: it is gone, speaks of single answers, or names people or customers. Leave it out.",
  },
} as const satisfies ErrorTable;

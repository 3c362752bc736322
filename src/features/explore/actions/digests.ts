import { recordAudit, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";

import type { Digest, DigestWish } from "../contract.ts";
import { nextSlot } from "../rules/schedule.ts";
import { findDashboard } from "../store/dashboards.ts";
import { deleteDigestRow, findDigest, findDigestById, upsertDigest, type DigestRow } from "../store/digests.ts";
import { readDashboard } from "./dashboards.ts";
import { baseOf, writeLetter, type Letter } from "./digest-letter.ts";
import { requireUser, type Asker } from "./keeping.ts";
import { idIn, tokenOf } from "./link-token.ts";

/** When a dashboard comes to oneself by mail. @throws Refusal `access.forbidden`, `explore.not_found` */
export async function readDigest(
  asker: Asker,
  dashboardId: string,
): Promise<{ digest: Digest | null; isMailSetUp: boolean }> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  await readDashboard(asker, dashboardId);
  const isMailSetUp = stores.mail.isConfigured;
  if (viewer.kind !== "user") return { digest: null, isMailSetUp };
  const row = await stores.postgres.read((tx) => findDigest(tx, dashboardId, viewer.id));
  return { digest: row === undefined ? null : digestOf(row), isMailSetUp };
}

/** Has a dashboard sent to oneself. @throws Refusal `access.forbidden`, `explore.not_found`, `access.users_only` */
export async function putDigest(asker: Asker, dashboardId: string, wish: DigestWish): Promise<Digest> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  const userId = requireUser(viewer);
  await readDashboard(asker, dashboardId);
  const now = stores.clock.now();
  const digest = { ...wish, id: stores.random.uuid(), dashboardId, userId, nextAt: nextSlot(wish, now) };

  return stores.postgres.transaction(async (tx) => {
    await upsertDigest(tx, digest, now);
    await recordAudit(tx, viewer, {
      action: "explore.digest_ordered",
      subjectKind: "dashboard",
      subjectId: dashboardId,
      details: { cadence: wish.cadence },
    });
    const row = await findDigest(tx, dashboardId, userId);
    if (row === undefined) throw new Error("a digest that was written is not there");
    return digestOf(row);
  });
}

/** Ends one's own mails of a dashboard; again changes nothing. */
export async function deleteDigest({ stores, viewer }: Asker, dashboardId: string): Promise<{ ok: true }> {
  requirePermission(viewer, "insight.read");
  const userId = requireUser(viewer);
  await stores.postgres.transaction(async (tx) => {
    const row = await findDigest(tx, dashboardId, userId);
    if (row === undefined || !(await deleteDigestRow(tx, row.id))) return;
    await recordAudit(tx, viewer, {
      action: "explore.digest_ended",
      subjectKind: "dashboard",
      subjectId: dashboardId,
    });
  });
  return { ok: true };
}

/** The mail as it would go out to oneself now. @throws Refusal `access.forbidden`, `explore.not_found` */
export async function previewDigest(asker: Asker, dashboardId: string): Promise<Letter> {
  requirePermission(asker.viewer, "insight.read");
  const letter = await writeLetter(asker, {
    dashboardId,
    withPdf: false,
    unsubscribeLink: `${baseOf(asker)}/dashboards/${dashboardId}`,
  });
  if (letter === undefined) throw new Refusal("explore.not_found");
  return letter;
}

/** What a link at the foot of a mail is about. @throws Refusal `explore.link_dead` */
export async function readSubscription({ stores }: Asker, token: string): Promise<{ title: string }> {
  const id = idIn(stores.config, "digest", token);
  const title = await stores.postgres.read(async (tx) => {
    const digest = await findDigestById(tx, id);
    return digest === undefined ? undefined : (await findDashboard(tx, digest.dashboardId))?.name;
  });
  return { title: title ?? "" };
}

/** Ends mails by the link in them; again changes nothing. @throws Refusal `explore.link_dead` */
export async function unsubscribe({ stores, viewer }: Asker, token: string): Promise<{ ok: true }> {
  const id = idIn(stores.config, "digest", token);
  await stores.postgres.transaction(async (tx) => {
    const digest = await findDigestById(tx, id);
    if (digest === undefined || !(await deleteDigestRow(tx, id))) return;
    await recordAudit(tx, viewer, {
      action: "explore.digest_ended",
      subjectKind: "dashboard",
      subjectId: digest.dashboardId,
      details: { byLink: true },
    });
  });
  return { ok: true };
}

/** The page that ends a subscription, and the address mail programs post to. */
export function unsubscribeLinks(asker: Asker, digestId: string): { readonly page: string; readonly post: string } {
  const token = tokenOf(asker.stores.config, "digest", digestId);
  const base = baseOf(asker);
  return { page: `${base}/unsubscribe/${token}`, post: `${base}/api/v1/digests/${token}/unsubscribe` };
}

function digestOf({ cadence, day, hour, minute, withPdf, timeZone, nextAt, lastSentAt, paused }: DigestRow): Digest {
  return {
    cadence,
    day,
    hour,
    minute,
    withPdf,
    timeZone,
    nextAt: nextAt.toISOString(),
    lastSentAt: lastSentAt?.toISOString() ?? null,
    paused,
  };
}

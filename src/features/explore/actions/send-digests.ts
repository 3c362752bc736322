import { absentUser } from "#feature/access";
import { notify } from "#feature/notices";
import { enqueue } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { nextSlot } from "../rules/schedule.ts";
import { findDashboard } from "../store/dashboards.ts";
import {
  abandonDeliveries,
  claimDelivery,
  findDigestById,
  insertDelivery,
  lockDueDigests,
  updateDelivery,
  updateNext,
  type DigestRow,
} from "../store/digests.ts";
import { writeLetter } from "./digest-letter.ts";
import { unsubscribeLinks } from "./digests.ts";

/** One sending: which subscription, and for when. */
export interface Sending {
  readonly digestId: string;
  readonly slot: string;
}

export const sendJobName = "explore.send-digest";

/** So often a mail is tried; the pauses grow from seconds to minutes. */
export const mostTries = 6;

/** A worker that has had a mail in hand for so long is dead. */
const deadAfter = 15 * 60_000;

/**
 * Plans what is due: one sending for each slot, whatever number of replicas plan at once. A slot that was missed because
 * the product was down is sent once, late, and not for each of the times missed. Without mail nothing is planned, and
 * the subscription says so.
 */
export async function planDigests(stores: Stores): Promise<number> {
  const { postgres, clock, mail } = stores;
  const now = clock.now();
  await giveUpAbandoned(stores, now);
  return postgres.transaction(async (tx) => {
    const due = await lockDueDigests(tx, now, 200);
    for (const digest of due) {
      await updateNext(tx, digest.id, nextSlot(digest, now), mail.isConfigured ? pausedStill(digest) : "mail");
      if (!mail.isConfigured || !(await insertDelivery(tx, digest.id, digest.nextAt, now))) continue;
      const sending: Sending = { digestId: digest.id, slot: digest.nextAt.toISOString() };
      await enqueue(tx, sendJobName, sending, {
        jobKey: `${sendJobName}:${digest.id}:${sending.slot}`,
        maxAttempts: mostTries,
      });
    }
    return due.length;
  });
}

/** A failure stays told until a mail has gone out. */
function pausedStill({ paused }: DigestRow): DigestRow["paused"] {
  return paused === "mail" ? null : paused;
}

/**
 * Sends one digest with the rights its reader has now. Whoever claims the slot sends it; a second worker finds it taken.
 * A failure that the mail server told is tried again; a worker that died with the mail in hand is not, since it may
 * have gone out: never twice comes before once more.
 */
export async function sendDigest(stores: Stores, { digestId, slot: at }: Sending): Promise<"sent" | "nothing"> {
  const { postgres, clock } = stores;
  const slot = new Date(at);
  const attempts = await postgres.transaction((tx) => claimDelivery(tx, digestId, slot, clock.now()));
  if (attempts === undefined) return "nothing";

  try {
    const state = await deliver(stores, digestId, slot);
    await postgres.transaction((tx) => updateDelivery(tx, { digestId, slot, state, now: clock.now() }));
    return state === "sent" ? "sent" : "nothing";
  } catch (error) {
    await noteFailure(stores, { digestId, slot, isLast: attempts >= mostTries });
    throw error;
  }
}

async function deliver(stores: Stores, digestId: string, slot: Date): Promise<"sent" | "empty"> {
  const digest = await stores.postgres.read((tx) => findDigestById(tx, digestId));
  const reader = digest === undefined ? undefined : await absentUser(stores, digest.userId);
  if (digest === undefined || reader === undefined) return "empty";

  const links = unsubscribeLinks({ stores, viewer: reader.viewer }, digestId);
  const letter = await writeLetter(
    { stores, viewer: reader.viewer },
    { dashboardId: digest.dashboardId, unsubscribeLink: links.page, withPdf: digest.withPdf },
  );
  if (letter === undefined) return "empty";
  await stores.mail.send({
    to: reader.email,
    ...letter,
    headers: {
      "List-Unsubscribe": `<${links.post}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      // The same slot carries the same id, so that a mailbox that got it twice after all shows it once.
      "Message-ID": `<${digestId}.${slot.getTime()}@holos>`,
    },
  });
  return "sent";
}

async function noteFailure(
  { postgres, clock }: Stores,
  { digestId, slot, isLast }: { readonly digestId: string; readonly slot: Date; readonly isLast: boolean },
): Promise<void> {
  await postgres.transaction(async (tx) => {
    const state = isLast ? "failed" : "waiting";
    await updateDelivery(tx, { digestId, slot, state, now: clock.now() });
    if (!isLast) return;
    const digest = await findDigestById(tx, digestId);
    const dashboard = digest === undefined ? undefined : await findDashboard(tx, digest.dashboardId);
    if (digest === undefined || dashboard === undefined) return;
    await notify(
      tx,
      { clock },
      {
        to: [digest.userId],
        kind: "digest_failed",
        params: { title: dashboard.name },
        link: `/dashboards/${dashboard.id}`,
        key: `explore.digest_failed:${digestId}:${slot.toISOString()}`,
      },
    );
  });
}

async function giveUpAbandoned(stores: Stores, now: Date): Promise<void> {
  const before = new Date(now.getTime() - deadAfter);
  const dead = await stores.postgres.transaction((tx) => abandonDeliveries(tx, before, now));
  for (const { digestId, slot } of dead) await noteFailure(stores, { digestId, slot, isLast: true });
}

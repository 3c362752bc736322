import { absentUser } from "#feature/access";
import type { Asker } from "#feature/facts";
import { enqueue } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { sayFinding } from "../rules.ts";
import { letterHtml, letterText, type Letter } from "../rules/letter.ts";
import { nextMail } from "../rules/mail-slots.ts";
import { selectAlerts } from "../store/alerts.ts";
import {
  abandonSendings,
  claimSending,
  findMail,
  insertSending,
  lockDueMails,
  updateNextMail,
  updateSending,
} from "../store/mails.ts";
import { tokenOf } from "./mail-token.ts";
import { namedFor } from "./naming.ts";
import { sightOf } from "./sight.ts";
import { speakerFor } from "./words.ts";

/** One sending: to whom, and for when. */
export interface Sending {
  readonly userId: string;
  readonly slot: string;
}

export const mailJobName = "alerts.send-mail";

const mostTries = 6;
const mostInMail = 25;
/** A worker that has had a mail in hand for so long is dead. */
const deadAfter = 15 * 60_000;

/** Plans what is due: one sending for each slot, whatever number of replicas plan at once. Without mail it pauses. */
export async function planMails(stores: Stores): Promise<number> {
  const { postgres, clock, mail } = stores;
  const now = clock.now();
  return postgres.transaction(async (tx) => {
    await abandonSendings(tx, new Date(now.getTime() - deadAfter), now);
    const due = await lockDueMails(tx, now, 200);
    for (const one of due) {
      const paused = mail.isConfigured ? (one.paused === "mail" ? null : one.paused) : "mail";
      await updateNextMail(tx, one.userId, { nextAt: nextMail(one, now), paused });
      if (!mail.isConfigured || one.nextAt === null || !(await insertSending(tx, one.userId, one.nextAt, now)))
        continue;
      const sending: Sending = { userId: one.userId, slot: one.nextAt.toISOString() };
      await enqueue(tx, mailJobName, sending, {
        jobKey: `${mailJobName}:${one.userId}:${sending.slot}`,
        maxAttempts: mostTries,
      });
    }
    return due.length;
  });
}

/**
 * Sends one reader what was opened since the last mail, with the rights they have now, in their language; nothing when
 * nothing was. Whoever claims the slot sends it: never twice comes before once more.
 */
export async function sendMail(stores: Stores, { userId, slot: at }: Sending): Promise<"sent" | "empty" | "nothing"> {
  const { postgres, clock } = stores;
  const slot = new Date(at);
  const attempts = await postgres.transaction((tx) => claimSending(tx, userId, slot, clock.now()));
  if (attempts === undefined) return "nothing";
  try {
    const state = await deliver(stores, userId, slot);
    await postgres.transaction((tx) => updateSending(tx, { userId, slot, state, now: clock.now() }));
    return state;
  } catch (error) {
    const state = attempts >= mostTries ? "failed" : "waiting";
    await postgres.transaction((tx) => updateSending(tx, { userId, slot, state, now: clock.now() }));
    throw error;
  }
}

async function deliver(stores: Stores, userId: string, slot: Date): Promise<"sent" | "empty"> {
  const reader = await absentUser(stores, userId);
  if (reader === undefined || !reader.viewer.permissions.has("insight.read")) return "empty";
  const letter = await writeMail({ stores, viewer: reader.viewer }, slot);
  if (letter === undefined) return "empty";
  await stores.mail.send({
    to: reader.email,
    subject: letter.title,
    text: letterText(letter),
    html: letterHtml(letter),
    headers: {
      "List-Unsubscribe": `<${letter.endLink}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Message-ID": `<alerts.${userId}.${slot.getTime()}@holos>`,
    },
  });
  return "sent";
}

/** The mail of a slot; undefined when nothing was opened since the last one, or nothing that this reader may see. */
export async function writeMail(asker: Asker, slot: Date): Promise<Letter | undefined> {
  const { stores, viewer } = asker;
  const rows = await stores.postgres.read(async (tx) => {
    const chosen = await findMail(tx, viewer.id);
    if (chosen === undefined) return [];
    const opened = await selectAlerts(tx, {
      sight: await sightOf(tx, viewer),
      states: ["new", "seen", "acknowledged"],
      watchId: null,
      since: chosen.toldUntil,
      before: null,
      limit: 500,
    });
    return namedFor(tx, opened, viewer.language);
  });
  const due = rows.filter(({ openedAt }) => openedAt <= slot);
  if (due.length === 0) return undefined;

  const speech = await speakerFor(asker);
  const { config } = stores;
  const base = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const left = due.length - mostInMail;
  return {
    language: viewer.language,
    title: speech.t("mail.title", { count: due.length }),
    items: due.slice(0, mostInMail).map((row) => ({ ...sayFinding(row, speech), link: `${base}/alerts/${row.id}` })),
    left: left > 0 ? speech.t("mail.left", { count: left }) : "",
    open: speech.t("mail.open"),
    link: `${base}/alerts`,
    end: speech.t("mail.end"),
    endPage: `${base}/alerts?state=mail`,
    endLink: `${base}/api/v1/alert-mails/${tokenOf(config, viewer.id)}/end`,
  };
}

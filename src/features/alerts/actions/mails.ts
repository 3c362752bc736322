import { recordAudit, requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import { readSettings } from "#feature/organisation";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { timeZones } from "#platform/time-zones";

import type { alertsOperations } from "../contract.ts";
import { nextMail } from "../rules/mail-slots.ts";
import { endMailRow, findMail, upsertMail } from "../store/mails.ts";
import { readerIn } from "./mail-token.ts";

type Answer = OperationOutput<typeof alertsOperations.readMail>;

/** How one hears of alerts: by the bell and not by mail, unless one chose otherwise. @throws Refusal `access.forbidden` */
export async function readMail({ stores, viewer }: Asker): Promise<Answer> {
  requirePermission(viewer, "insight.read");
  const isMailSetUp = stores.mail.isConfigured;
  return stores.postgres.read(async (tx) => {
    const { timeZone } = await readSettings(tx);
    const row = viewer.kind === "user" ? await findMail(tx, viewer.id) : undefined;
    if (row === undefined) {
      return { wish: { notices: true, cadence: "off", hour: 8, timeZone }, nextAt: null, paused: null, isMailSetUp };
    }
    const { notices, cadence, hour } = row;
    const wish = { notices, cadence, hour, timeZone: row.timeZone };
    return { wish, nextAt: row.nextAt?.toISOString() ?? null, paused: row.paused, isMailSetUp };
  });
}

/** Chooses it. @throws Refusal `access.forbidden`, `access.users_only`, `alerts.unknown_time_zone` */
export async function putMail(
  asker: Asker,
  { body }: OperationInput<typeof alertsOperations.putMail>,
): Promise<Answer> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  const userId = requireUser(viewer);
  await stores.postgres.transaction(async (tx) => {
    const timeZone = (await timeZones(tx)).nameOf(body.timeZone);
    if (timeZone === undefined) throw new Refusal("alerts.unknown_time_zone", { zone: body.timeZone });
    const now = stores.clock.now();
    const wish = { ...body, timeZone };
    await upsertMail(tx, { ...wish, userId, nextAt: nextMail(wish, now) }, now);
    await recordAudit(tx, viewer, {
      action: "alerts.mail_chosen",
      subjectKind: "user",
      subjectId: userId,
      details: { cadence: body.cadence, notices: body.notices },
    });
  });
  return readMail(asker);
}

/** Ends mails by the link in them; again changes nothing. @throws Refusal `alerts.link_dead` */
export async function endMail({ stores }: Asker, token: string): Promise<{ ok: true }> {
  const userId = readerIn(stores.config, token);
  await stores.postgres.transaction((tx) => endMailRow(tx, userId));
  return { ok: true };
}

function requireUser(viewer: Viewer): string {
  if (viewer.kind !== "user") throw new Refusal("access.users_only");
  return viewer.id;
}

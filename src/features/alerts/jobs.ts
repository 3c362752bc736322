import { z } from "zod";

import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { planRuns, runJobName, runWatch, tellJobName } from "./actions/run-watch.ts";
import { mailJobName, planMails, sendMail, type Sending } from "./actions/send-mail.ts";
import { tellReaders } from "./actions/tell.ts";
import { ensurePresets } from "./actions/watches.ts";
import { removeSendings } from "./store/mails.ts";
import { removeTargets } from "./store/targets.ts";
import { removeWatches } from "./store/watches.ts";

/** The slice's background work: watches look every hour, mails are planned every minute, what was deleted goes at night. */
export function alertsJobs(stores: Stores): readonly Job[] {
  const watch: Job = {
    name: "alerts.watch",
    payload: z.object({}),
    schedule: "17 * * * *",
    run: async () => {
      await ensurePresets(stores);
      await planRuns(stores);
    },
  };
  const run: Job<{ watchId: string }> = {
    name: runJobName,
    payload: z.object({ watchId: z.uuid() }),
    run: async ({ watchId }) => void (await runWatch(stores, watchId)),
  };
  const tell: Job<{ alertIds: string[] }> = {
    name: tellJobName,
    payload: z.object({ alertIds: z.array(z.uuid()) }),
    run: ({ alertIds }) => tellReaders(stores, alertIds),
  };
  const plan: Job = {
    name: "alerts.plan-mails",
    payload: z.object({}),
    schedule: "* * * * *",
    run: async () => void (await planMails(stores)),
  };
  const send: Job<Sending> = {
    name: mailJobName,
    payload: z.object({ userId: z.uuid(), slot: z.iso.datetime() }),
    run: async (sending) => void (await sendMail(stores, sending)),
  };
  return [watch, run, tell, plan, send, cleanUp(stores)];
}

function cleanUp({ postgres, clock }: Stores): Job {
  return {
    name: "alerts.clean-up",
    payload: z.object({}),
    schedule: "47 3 * * *",
    run: () => {
      const month = new Date(clock.now().getTime() - 30 * 86_400_000);
      return postgres.transaction(async (tx) => {
        await removeWatches(tx, month);
        await removeTargets(tx, month);
        await removeSendings(tx, month);
      });
    },
  };
}

import { absentUser, listUsers, systemViewer } from "#feature/access";
import { notify } from "#feature/notices";
import type { Viewer } from "#kit/viewer";
import type { Stores } from "#platform/stores";

import { sayFinding } from "../rules.ts";
import { selectAlertsById, type AlertRow } from "../store/alerts.ts";
import { selectUntold } from "../store/mails.ts";
import { namedFor } from "./naming.ts";
import { sightOf } from "./sight.ts";
import { speakerFor } from "./words.ts";

/** More than these at once are told together. */
const mostNotices = 5;

/**
 * Tells, by the bell and in their language, everybody who reads figures and answers of the units that these alerts are
 * about. Told again (a job that died half way), everybody hears only what they have not heard.
 */
export async function tellReaders(stores: Stores, alertIds: readonly string[]): Promise<void> {
  const untold = await stores.postgres.read(selectUntold);
  for (const id of await activeUsers(stores)) {
    if (untold.has(id)) continue;
    const reader = await absentUser(stores, id);
    if (reader === undefined || !isReader(reader.viewer)) continue;
    const rows = await stores.postgres.read(async (tx) => {
      const seen = await selectAlertsById(tx, await sightOf(tx, reader.viewer), alertIds);
      return namedFor(tx, seen, reader.viewer.language);
    });
    if (rows.length > 0) await tellOne(stores, reader.viewer, rows);
  }
}

/** Auditors see figures and are not disturbed by them. */
function isReader({ permissions }: Viewer): boolean {
  return permissions.has("insight.read") && permissions.has("answers.read");
}

async function activeUsers(stores: Stores): Promise<readonly string[]> {
  const asker = { stores, viewer: systemViewer("alerts") };
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listUsers(asker, { state: "active", limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

async function tellOne(stores: Stores, viewer: Viewer, rows: readonly AlertRow[]): Promise<void> {
  const speech = await speakerFor({ stores, viewer });
  await stores.postgres.transaction(async (tx) => {
    if (rows.length > mostNotices) {
      await notify(tx, stores, {
        to: [viewer.id],
        kind: "alerts_opened",
        params: { count: rows.length },
        link: "/alerts",
        key: `alerts.opened:${rows[0]?.id ?? ""}`,
      });
      return;
    }
    for (const row of rows) {
      const { about, what } = sayFinding(row, speech);
      await notify(tx, stores, {
        to: [viewer.id],
        kind: "alert_opened",
        params: { about, what },
        link: `/alerts/${row.id}`,
        key: `alerts.opened:${row.id}`,
      });
    }
  });
}

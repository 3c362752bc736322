import { recordAudit, requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import { readSettings, unitsInScope } from "#feature/organisation";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";

import type { Alert, AlertState, alertsOperations, Chart } from "../contract.ts";
import { localDay } from "../rules/calendar.ts";
import {
  countOpen,
  findAlert,
  markSeen,
  selectAlerts,
  selectToldOn,
  updateState,
  type AlertRow,
} from "../store/alerts.ts";
import { findWatch, lastLook } from "../store/watches.ts";
import { namedFor } from "./naming.ts";
import { limited } from "./run-watch.ts";
import { sightOf } from "./sight.ts";
import { chartOf } from "./watching/chart-points.ts";

type Operations = typeof alertsOperations;

const states: Readonly<Record<string, readonly AlertState[]>> = {
  open: ["new", "seen"],
  acknowledged: ["acknowledged"],
  dismissed: ["dismissed"],
  all: ["new", "seen", "acknowledged", "dismissed"],
};

/** What stood out, newest first, of units the viewer sees. @throws Refusal `access.forbidden`, `alerts.bad_cursor` */
export async function listAlerts(
  { stores, viewer }: Asker,
  { query }: OperationInput<Operations["listAlerts"]>,
): Promise<OperationOutput<Operations["listAlerts"]>> {
  requirePermission(viewer, "insight.read");
  const before = query.cursor === undefined ? null : placeOf(query.cursor);
  return stores.postgres.read(async (tx) => {
    const sight = await sightOf(tx, viewer);
    const rows = await selectAlerts(tx, {
      sight,
      states: states[query.state] ?? [],
      watchId: query.watch ?? null,
      since: null,
      before,
      limit: query.limit + 1,
    });
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    const nextCursor = rows.length > query.limit && last !== undefined ? cursorOf(last) : null;
    const named = await namedFor(tx, items, viewer.language);
    const lookedAt = await lastLook(tx);
    return {
      items: named.map(alertOf),
      nextCursor,
      ...(await countOpen(tx, sight)),
      lookedAt: lookedAt?.toISOString() ?? null,
    };
  });
}

/** How many are open, and the newest three. @throws Refusal `access.forbidden` */
export async function readAttention({ stores, viewer }: Asker): Promise<OperationOutput<Operations["readAttention"]>> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(async (tx) => {
    const sight = await sightOf(tx, viewer);
    const first = await selectAlerts(tx, {
      sight,
      states: ["new", "seen"],
      watchId: null,
      since: null,
      before: null,
      limit: 3,
    });
    const named = await namedFor(tx, first, viewer.language);
    return { ...(await countOpen(tx, sight)), first: named.map(alertOf) };
  });
}

/**
 * One alert with the chart behind it, computed now within the reader's scope. Reading it makes it seen.
 * @throws Refusal `access.forbidden`, `alerts.not_found`
 */
export async function readAlert(asker: Asker, id: string): Promise<OperationOutput<Operations["readAlert"]>> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  const { row, watch, toldOn, timeZone } = await stores.postgres.transaction(async (tx) => {
    const found = await findAlert(tx, await sightOf(tx, viewer), id);
    if (found === undefined) throw new Refusal("alerts.not_found");
    if (viewer.kind === "user") await markSeen(tx, id);
    const [named = found] = await namedFor(tx, [found], viewer.language);
    return {
      row: named,
      watch: await findWatch(tx, found.watchId),
      toldOn: await selectToldOn(tx, found.watchId),
      timeZone: (await readSettings(tx)).timeZone,
    };
  });
  const alert = alertOf(row.state === "new" && viewer.kind === "user" ? { ...row, state: "seen" } : row);
  if (watch === undefined || row.finding.type !== "moved") return { alert, chart: null };
  const today = localDay(stores.clock.now(), timeZone);
  const chart = await chartOrNothing(() =>
    chartOf(asker, {
      finding: row.finding,
      rule: limited(watch.rule, watch.units),
      quietDays: watch.quietDays,
      today,
      toldOn,
    }),
  );
  return { alert, chart };
}

/** A rule that has changed since, or a measure that is gone, leaves the alert without its chart. */
async function chartOrNothing(read: () => Promise<Chart | null>): Promise<Chart | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Says what becomes of an alert; the same again changes nothing. @throws Refusal `access.forbidden`, `alerts.not_found` */
export async function setAlertState(
  { stores, viewer }: Asker,
  { params: { id }, body: { state, note } }: OperationInput<Operations["setAlertState"]>,
): Promise<Alert> {
  requirePermission(viewer, "annotations.write");
  return stores.postgres.transaction(async (tx) => {
    const sight = await sightOf(tx, viewer);
    const writable = await unitsInScope(tx, viewer, "annotations.write");
    const row = await findAlert(tx, sight, id);
    const mine = await findAlert(tx, { figures: writable, answers: writable }, id);
    if (row === undefined || mine === undefined) throw new Refusal("alerts.not_found");
    if (row.state !== state || row.note !== note) {
      const by = viewer.kind === "user" ? viewer.id : null;
      await updateState(tx, { id, state, note, by, now: stores.clock.now() });
      await recordAudit(tx, viewer, {
        action: `alerts.${state}`,
        subjectKind: "alert",
        subjectId: id,
        details: { watch: row.watchId },
      });
    }
    const changed = await findAlert(tx, sight, id);
    if (changed === undefined) throw new Refusal("alerts.not_found");
    const [named = changed] = await namedFor(tx, [changed], viewer.language);
    return alertOf(named);
  });
}

/** An alert as it is told. */
export function alertOf(row: AlertRow): Alert {
  const { id, watchId, watchName, preset, rule, finding, at, onset, state, note, stateAt, openedAt } = row;
  return {
    id,
    watch: { id: watchId, name: watchName, preset, rule },
    finding,
    at,
    onset,
    state,
    note,
    stateBy: row.stateById === null ? null : { id: row.stateById, name: row.stateByName ?? "" },
    stateAt: stateAt?.toISOString() ?? null,
    openedAt: openedAt.toISOString(),
  };
}

function cursorOf({ openedAt, id }: Pick<AlertRow, "openedAt" | "id">): string {
  return Buffer.from(`${openedAt.toISOString()} ${id}`).toString("base64url");
}

function placeOf(cursor: string): { readonly openedAt: Date; readonly id: string } {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, instant = "", id = ""] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([\da-f-]{36})$/.exec(text) ?? [];
  const openedAt = new Date(instant);
  if (id === "" || Number.isNaN(openedAt.getTime())) throw new Refusal("alerts.bad_cursor");
  return { openedAt, id };
}

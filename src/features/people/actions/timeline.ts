import { Refusal } from "#kit/refusal";

import { timelineKinds, type TimelineEntry, type TimelineKind } from "../contract.ts";
import { beforeOf, inOrder, type TimelinePlace } from "../rules/timeline.ts";
import { memberIds } from "../store/persons.ts";
import { consentEvents, identityEvents, mergeEvents, type EventRow } from "../store/timeline.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import type { Asker } from "./reading.ts";
import { requireSeen } from "./sight.ts";
import { timelineSources, type TimelineSource } from "./sources.ts";

/**
 * What happened with a person and whoever was merged into them, newest first; each source decides what the viewer may
 * see of it. Of a colleague whose customer side is hidden: nothing.
 * @throws Refusal `access.forbidden`, `people.not_found`, `people.bad_cursor`
 */
export async function readTimeline(
  { stores, viewer }: Asker,
  id: string,
  { kind, cursor, limit }: { kind?: TimelineKind | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: TimelineEntry[]; nextCursor: string | null }> {
  const place = cursor === undefined ? undefined : placeOf(cursor);
  return stores.postgres.read(async (tx) => {
    const { row, isColleagueOnly } = await requireSeen(tx, viewer, { id });
    if (isColleagueOnly) return { items: [], nextCursor: null };

    const personIds = await memberIds(tx, row.id);
    const found: TimelineEntry[] = [];
    for (const source of [...ownSources, ...timelineSources()]) {
      if (kind !== undefined && source.kind !== kind) continue;
      const ask = { personIds, before: beforeOf(source.kind, place), limit: limit + 1 };
      found.push(...(await source.list(tx, viewer, ask)));
    }
    const ordered = inOrder(found);
    const items = ordered.slice(0, limit);
    const last = ordered.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last === undefined ? null : writeCursor([Date.parse(last.at), last.kind, last.id]) };
  });
}

function placeOf(cursor: string): TimelinePlace {
  const [at, kind, id] = readCursor(cursor, ["number", "string", "string"]);
  const known = timelineKinds.find((one) => one === kind);
  const moment = new Date(Number(at));
  if (known === undefined || Number.isNaN(moment.getTime())) throw new Refusal("people.bad_cursor");
  return { at: moment, kind: known, id: String(id) };
}

/** What this slice itself tells. */
const ownSources: readonly TimelineSource[] = [
  {
    kind: "consent",
    list: async (tx, _, ask) =>
      (await consentEvents(tx, ask)).map((event) =>
        entry("consent", event, { purpose: event.detail, channel: event.channel }),
      ),
  },
  {
    kind: "identity",
    list: async (tx, _, ask) =>
      (await identityEvents(tx, ask)).map((event) => entry("identity", event, { identity: event.detail })),
  },
  {
    kind: "merge",
    list: async (tx, _, ask) =>
      (await mergeEvents(tx, ask)).map((event) => entry("merge", event, { reason: event.detail })),
  },
];

function entry(kind: TimelineKind, { id, at, what }: EventRow, params: Record<string, string>): TimelineEntry {
  return { id, kind, at: at.toISOString(), params: { what, ...params }, link: null };
}

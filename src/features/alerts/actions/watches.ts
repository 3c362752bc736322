import { recordAudit, requirePermission } from "#feature/access";
import { spanOf, type Asker } from "#feature/facts";
import { referenceNames } from "#feature/organisation";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { shareOf } from "#statistics/share";

import { presets, ruleSchema, watchStatusSchema, type alertsOperations, type Rule, type Watch } from "../contract.ts";
import { presetRules } from "../rules/presets.ts";
import { ruleProblem } from "../rules/rule-problem.ts";
import { countOutcomes } from "../store/alerts.ts";
import {
  findWatch,
  forgetJudged,
  insertWatch,
  lockWatch,
  selectWatches,
  setWatchDeleted,
  updateWatchRow,
  type WatchRow,
} from "../store/watches.ts";
import { mayWrite, ownUnits, sightOf, writeScope } from "./sight.ts";

type Operations = typeof alertsOperations;

const mostWatches = 200;

/** Puts the watches there that come with the product. One that was deleted does not come back. */
export async function ensurePresets({
  postgres,
  clock,
  random,
}: Pick<Stores, "postgres" | "clock" | "random">): Promise<void> {
  await postgres.transaction(async (tx) => {
    for (const preset of presets) {
      const { rule, quietDays } = presetRules[preset];
      const watch = { id: random.uuid(), preset, name: "", rule: ruleSchema.parse(rule), quietDays, isOn: true };
      await insertWatch(tx, { ...watch, units: null, createdBy: null }, clock.now());
    }
  });
}

/** What is watched, and how often it was right of late. @throws Refusal `access.forbidden` */
export async function listWatches({ stores, viewer }: Asker): Promise<OperationOutput<Operations["listWatches"]>> {
  requirePermission(viewer, "insight.read");
  await ensurePresets(stores);
  return stores.postgres.read(async (tx) => {
    const rows = await selectWatches(tx);
    const scope = await writeScope(tx, viewer);
    const sight = await sightOf(tx, viewer);
    const year = new Date(stores.clock.now().getTime() - 365 * 86_400_000);
    const outcomes = await countOutcomes(tx, sight, year);
    const names = await referenceNames(tx, [...new Set(rows.flatMap(({ units }) => units ?? []))]);
    const seen = rows.filter(({ units }) => units === null || mayWrite(sight.figures, units));
    return {
      items: seen.map((row) => watchOf(row, { scope, names, outcome: outcomes.get(row.id) })),
      nextCursor: null,
      falseAlarms: seen.reduce(
        (sum, { rule, isOn }) => sum + (isOn && "falseAlarms" in rule ? rule.falseAlarms : 0),
        0,
      ),
    };
  });
}

/**
 * Watches something, within the units the viewer may set alerts for.
 * @throws Refusal `access.forbidden`, `alerts.too_many`, `facts.unknown_field`, and what `ruleProblem` names
 */
export async function createWatch(asker: Asker, { body }: OperationInput<Operations["createWatch"]>): Promise<Watch> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "alerts.write");
  await requireRule(asker, body.rule);
  const id = stores.random.uuid();
  return stores.postgres.transaction(async (tx) => {
    if ((await selectWatches(tx)).length >= mostWatches) throw new Refusal("alerts.too_many", { most: mostWatches });
    const createdBy = viewer.kind === "user" ? viewer.id : null;
    await insertWatch(tx, { ...body, id, preset: null, units: ownUnits(viewer), createdBy }, stores.clock.now());
    await recordAudit(tx, viewer, {
      action: "alerts.watch_created",
      subjectKind: "watch",
      subjectId: id,
      details: { kind: body.rule.kind },
    });
    return read(tx, viewer, id);
  });
}

/**
 * Changes a watch, if nobody did meanwhile. A rule that is another begins to look anew.
 * @throws Refusal `alerts.not_found`, `alerts.changed_elsewhere`, and those of `createWatch`
 */
export async function updateWatch(
  asker: Asker,
  { params: { id }, body: { revision, ...wish } }: OperationInput<Operations["updateWatch"]>,
): Promise<Watch> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "alerts.write");
  await requireRule(asker, wish.rule);
  return stores.postgres.transaction(async (tx) => {
    const row = await requireWritable(tx, viewer, id);
    const now = stores.clock.now();
    if (!(await updateWatchRow(tx, { id, ...wish }, { revision, now }))) throw new Refusal("alerts.changed_elsewhere");
    if (JSON.stringify(row.rule) !== JSON.stringify(wish.rule)) await forgetJudged(tx, id);
    await recordAudit(tx, viewer, {
      action: "alerts.watch_changed",
      subjectKind: "watch",
      subjectId: id,
      details: { kind: wish.rule.kind, isOn: wish.isOn },
    });
    return read(tx, viewer, id);
  });
}

/** Stops watching something; its alerts go with it and come back with it. @throws Refusal `alerts.not_found` */
export async function deleteWatch({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "alerts.write");
  await stores.postgres.transaction(async (tx) => {
    await requireWritable(tx, viewer, id);
    await setWatchDeleted(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "alerts.watch_deleted", subjectKind: "watch", subjectId: id });
  });
  return { ok: true };
}

/** Takes that back. @throws Refusal `alerts.not_found` */
export async function restoreWatch({ stores, viewer }: Asker, id: string): Promise<Watch> {
  requirePermission(viewer, "alerts.write");
  return stores.postgres.transaction(async (tx) => {
    await requireWritable(tx, viewer, id, true);
    await setWatchDeleted(tx, id, null);
    await recordAudit(tx, viewer, { action: "alerts.watch_restored", subjectKind: "watch", subjectId: id });
    return read(tx, viewer, id);
  });
}

/** Refuses rules that cannot be watched, and conditions over fields that are none. */
export async function requireRule(asker: Asker, rule: Rule): Promise<void> {
  const problem = ruleProblem(rule);
  if (problem !== null) throw new Refusal(problem.code, problem.params);
  if (rule.kind !== "target" && rule.where !== undefined) await spanOf(asker, { where: rule.where });
}

/** A watch the viewer may change. @throws Refusal `alerts.not_found` */
export async function requireWritable(
  tx: Tx,
  viewer: Asker["viewer"],
  id: string,
  isDeletedToo = false,
): Promise<WatchRow> {
  const row = await lockWatch(tx, id);
  const isThere = row !== undefined && (isDeletedToo || row.deletedAt === null);
  if (!isThere || !mayWrite(await writeScope(tx, viewer), row.units)) throw new Refusal("alerts.not_found");
  return row;
}

async function read(tx: Tx, viewer: Asker["viewer"], id: string): Promise<Watch> {
  const row = await findWatch(tx, id);
  if (row === undefined) throw new Refusal("alerts.not_found");
  const names = await referenceNames(tx, row.units ?? []);
  const outcomes = await countOutcomes(tx, await sightOf(tx, viewer), new Date(0));
  return watchOf(row, { scope: await writeScope(tx, viewer), names, outcome: outcomes.get(id) });
}

interface Around {
  readonly scope: "all" | readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly outcome: Watch["alerts"] | undefined;
}

function watchOf(row: WatchRow, { scope, names, outcome }: Around): Watch {
  const { id, preset, name, rule, units, isOn, quietDays, revision, judgedAt, status } = row;
  const alerts = outcome ?? { opened: 0, acknowledged: 0, dismissed: 0 };
  return {
    id,
    preset,
    name,
    rule,
    units: units?.map((unit) => ({ id: unit, name: names.get(unit) ?? unit })) ?? null,
    isOn,
    quietDays,
    revision,
    mayWrite: mayWrite(scope, units),
    judgedAt: judgedAt?.toISOString() ?? null,
    status: watchStatusSchema.parse(status),
    alerts,
    precision: precisionOf(alerts),
  };
}

/** Of the alerts that somebody judged, the share that was no noise. */
function precisionOf({ acknowledged, dismissed }: Watch["alerts"]): Watch["precision"] {
  const n = acknowledged + dismissed;
  if (n === 0) return null;
  const { value, interval } = shareOf({ successes: acknowledged, n });
  return { value, low: interval.low, high: interval.high, n };
}

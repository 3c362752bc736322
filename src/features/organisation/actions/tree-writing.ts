import { recordAudit, unitScope } from "#feature/access";
import { Refusal, type FieldProblem } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { sql, type Tx } from "#platform/postgres";

import type { Change } from "../contract.ts";
import type { Day } from "../rules/forest.ts";
import { checkGrowth, writtenIn, type Grown, type Growing } from "../rules/growth.ts";
import { lockTree } from "../store/references.ts";
import { emitChange, insertChange, type ChangeRow, type Standings } from "../store/unit-changes.ts";
import { bumpTree, replaceStandings, type TreeUnit } from "../store/units.ts";
import { concernOf } from "./effects.ts";
import { readForest, sightOf, type TreeNow } from "./forest.ts";

/** A tree after a change that has been checked and not yet written. */
export interface Plan {
  readonly before: TreeNow;
  /** Standings of every unit afterwards, with names of those that are new. */
  readonly after: ReadonlyMap<string, TreeUnit>;
  readonly written: readonly string[];
}

/** The tree, held against other writers until the transaction ends. */
export async function holdTree(tx: Tx): Promise<TreeNow> {
  await lockTree(tx, "unit");
  return readForest(tx);
}

/** The plan that `run` makes of the tree. @throws Refusal naming the field when the tree cannot be changed so */
export function planOver(
  before: TreeNow,
  { fresh, run, field }: { fresh: readonly TreeUnit[]; run: (tree: Growing) => Grown; field: string },
): Plan {
  const named = new Map<string, TreeUnit>([...before.units, ...fresh.map((unit) => [unit.id, unit] as const)]);
  const growing: Growing = new Map(before.units);
  const done = run(growing);
  const written = done.ok ? writtenIn(before.units, growing) : [];
  requireGrown(done.ok ? checkGrowth(growing, written) : done, { named, field });

  const after = new Map<string, TreeUnit>();
  for (const [id, standing] of growing) {
    const unit = named.get(id);
    if (unit !== undefined)
      after.set(id, { ...unit, placements: standing.placements, successions: standing.successions });
  }
  return { before, after, written };
}

/** Writes where the units of the plan stand, keeps the change and tells the projector; nothing when nothing changes. */
export async function writePlan(
  tx: Tx,
  viewer: Viewer,
  { plan, action, summary }: { plan: Plan; action: Change["action"]; summary: ChangeRow["summary"] & { from: Day } },
): Promise<string | null> {
  const { before, after, written } = plan;
  if (written.length === 0) return null;
  const { id, now } = await tx.one<{ id: string; now: Date }>(sql`select uuidv7() as id, now() as now`);
  const standings = (units: ReadonlyMap<string, TreeUnit>): Standings =>
    Object.fromEntries(written.map((one) => [one, standingOf(units.get(one))]));
  const concern = concernOf(before.units, after);

  await replaceStandings(
    tx,
    written.flatMap((one) => after.get(one) ?? []),
  );
  await bumpTree(tx);
  const { from, ...told } = summary;
  await insertChange(
    tx,
    {
      id,
      action,
      from: concern.units.length === 0 || concern.from > from ? from : concern.from,
      madeBy: viewer.name,
      summary: told,
      written,
      before: standings(before.units),
      after: standings(after),
      concerned: concern.units,
    },
    now,
  );
  await emitChange(tx, id);
  if (action === "create" || action === "import") return id;
  await recordAudit(tx, viewer, {
    action: `organisation.units_${deeds[action]}`,
    subjectKind: "unit-change",
    subjectId: id,
    details: { from, units: written.length, codes: told.codes.slice(0, 20) },
  });
  return id;
}

/**
 * Who may change some units only may name those and what lies below them, nothing else.
 * @throws Refusal `access.forbidden`
 */
export function requireOwn(tree: TreeNow, viewer: Viewer, ids: readonly (string | null)[]): void {
  const sight = sightOf(tree, unitScope(viewer, "organisation.write"));
  if (sight === "all" || ids.every((id) => id !== null && sight.has(id))) return;
  throw new Refusal("access.forbidden", { permission: "organisation.write" });
}

/** The unit with this code. @throws Refusal `organisation.unknown_unit` naming the field */
export function unitNamed(tree: TreeNow, code: string, field: string): TreeUnit {
  const unit = tree.byCode.get(code.trim().toLowerCase());
  if (unit !== undefined) return unit;
  throw new Refusal("organisation.unknown_unit", { code }, [{ field, code: "organisation.unknown_unit" }]);
}

/** @throws Refusal with the codes of the units concerned instead of their ids */
export function requireGrown(
  grown: Grown,
  { named, field }: { named: ReadonlyMap<string, Pick<TreeUnit, "code">>; field: string },
): void {
  if (grown.ok) return;
  const { id, parent, from } = grown.params ?? {};
  const codeOf = (one: unknown) => named.get(String(one))?.code ?? "";
  const params = { code: codeOf(id), parent: codeOf(parent), from: typeof from === "string" ? from : "" };
  const problem: FieldProblem = { field, code: grown.code };
  throw new Refusal(grown.code, params, [problem]);
}

const deeds = {
  move: "moved",
  merge: "merged",
  split: "split",
  close: "closed",
  reopen: "reopened",
} as const satisfies Record<Exclude<Change["action"], "create" | "import">, string>;

function standingOf(unit: TreeUnit | undefined): Pick<TreeUnit, "placements" | "successions"> | null {
  return unit === undefined ? null : { placements: unit.placements, successions: unit.successions };
}

import { putUnits, type UnitToPut } from "#feature/organisation";
import { putPersons } from "#feature/people";
import type { PersonWish } from "#feature/people/contract";
import { putStaff } from "#feature/workforce";
import type { StaffWish } from "#feature/workforce/contract";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Mapping } from "../contract.ts";
import { columnOf, type CellProblem, type MappedColumn } from "../rules/read-row.ts";
import { addProgress, type ImportRow, type Progress } from "../store/imports.ts";
import { insertErrors, markDone, selectWaiting, type StagedRow } from "../store/rows.ts";
import { errorRows } from "./stage.ts";

/** So many rows are written in one transaction. Units go all at once. */
const chunk = { units: 1_000_000, staff: 2500, persons: 1000 } as const;

/** What is carried out, and for whom. */
export interface Applying {
  readonly stores: Pick<Stores, "clock">;
  readonly viewer: Viewer;
  readonly row: Pick<ImportRow, "id" | "kind" | "refused"> & { readonly mapping: Mapping };
}

/** Writes the next rows that wait, their errors and their counts; false when none waits any more. */
export async function applyNext(tx: Tx, { stores, viewer, row }: Applying): Promise<boolean> {
  const waiting = await selectWaiting(tx, row.id, chunk[row.kind]);
  if (waiting.length === 0) return false;
  const columns = Object.entries(row.mapping).map(([name, field], index) => ({ index, name, field }));
  const { progress, problems } =
    row.kind === "units"
      ? await applyUnits(tx, viewer, { waiting, columns, hasRefused: row.refused > 0 })
      : await applyEach(tx, { stores, viewer, kind: row.kind }, { waiting, columns });
  await insertErrors(
    tx,
    row.id,
    [...problems].flatMap(([number, found]) => errorRows(number, found)),
  );
  await markDone(
    tx,
    row.id,
    waiting.map((one) => one.row),
  );
  await addProgress(tx, row.id, progress);
  return true;
}

interface Waiting {
  readonly waiting: readonly StagedRow[];
  readonly columns: readonly MappedColumn[];
}

interface Applied {
  readonly progress: Progress;
  /** By row number of the file. */
  readonly problems: ReadonlyMap<number, readonly CellProblem[]>;
}

const nothing = { created: 0, changed: 0, unchanged: 0, refused: 0 };

/** All or none: with one wrong row nothing is written, and every wrong row is named. */
async function applyUnits(
  tx: Tx,
  viewer: Viewer,
  { waiting, columns, hasRefused }: Waiting & { readonly hasRefused: boolean },
): Promise<Applied> {
  const wishes = waiting.map(({ wish }) => wish as unknown as UnitToPut);
  try {
    return await tx.savepoint(async (inner) => {
      const { created, changed, unchanged } = await putUnits(inner, viewer, wishes);
      if (hasRefused) throw new TakenBack();
      return { progress: { created, changed, unchanged, refused: 0 }, problems: new Map() };
    });
  } catch (error) {
    if (error instanceof TakenBack) return { progress: { ...nothing, refused: waiting.length }, problems: new Map() };
    if (!(error instanceof Refusal) || error.code === "access.forbidden") throw error;
    return { progress: { ...nothing, refused: waiting.length }, problems: unitProblems(error, waiting, columns) };
  }
}

function unitProblems(
  error: Refusal,
  waiting: readonly StagedRow[],
  columns: readonly MappedColumn[],
): ReadonlyMap<number, readonly CellProblem[]> {
  const problems = new Map<number, CellProblem[]>();
  for (const { field, code } of fieldsIn(error)) {
    const [, index, path = ""] = /^(\d+)\.(.*)$/.exec(field) ?? [];
    const staged = waiting[Number(index ?? 0)] ?? waiting[0];
    if (staged === undefined) continue;
    const held = problems.get(staged.row) ?? [];
    problems.set(staged.row, [...held, problemAt(staged, columns, { field: path, code })]);
  }
  return problems;
}

/** Row numbers are inside the field of each; a refusal of the whole tree has none. */
function fieldsIn({ code, fields }: Refusal): readonly { readonly field: string; readonly code: string }[] {
  return fields.length === 0 ? [{ field: "", code }] : fields;
}

class TakenBack extends Error {}

async function applyEach(
  tx: Tx,
  { stores, viewer, kind }: { stores: Pick<Stores, "clock">; viewer: Viewer; kind: "staff" | "persons" },
  { waiting, columns }: Waiting,
): Promise<Applied> {
  const wishes = waiting.map(({ wish }) => wish);
  const outcomes =
    kind === "staff"
      ? await putStaff(tx, { stores, viewer }, wishes as unknown as StaffWish[])
      : await putPersons(tx, viewer, wishes as unknown as PersonWish[]);
  const progress = { ...nothing };
  const problems = new Map<number, readonly CellProblem[]>();
  outcomes.forEach((outcome, index) => {
    const staged = waiting[index];
    if (staged === undefined) return;
    progress[outcome.ok ? outcome.result : "refused"] += 1;
    if (!outcome.ok)
      problems.set(
        staged.row,
        outcome.errors.map((one) => problemAt(staged, columns, one)),
      );
  });
  return { progress, problems };
}

function problemAt(
  { wish }: StagedRow,
  columns: readonly MappedColumn[],
  { field, code }: { readonly field: string; readonly code: string },
): CellProblem {
  const used = columns.filter((column) => column.field !== "code" || field === "code" || field === "key");
  return { column: columnOf(used, field)?.name ?? "", value: textAt(wish, field), code };
}

/** What a wish holds at a dotted path, as text. */
function textAt(wish: Readonly<Record<string, unknown>>, path: string): string {
  const value = path
    .split(".")
    .reduce<unknown>((held, part) => (held as Record<string, unknown> | undefined)?.[part], wish);
  return textOf(value);
}

/** A value of a wish as a person would write it. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join("; ");
  if (typeof value === "object") return Object.values(value).map(textOf).at(-1) ?? "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

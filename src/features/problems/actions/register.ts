import { recordAudit, requirePermission } from "#feature/access";
import type { Asker } from "#feature/facts";
import { resolveReferences } from "#feature/organisation";
import type { ReferenceKind } from "#feature/organisation/contract";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import { isUniqueViolation, type Tx } from "#platform/postgres";

import { problemWishSchema, type Problem, type ProblemWish, type problemsOperations } from "../contract.ts";
import { slugOf } from "../rules/known-codes.ts";
import { changedFields } from "../rules/wish.ts";
import { insertEvent } from "../store/events.ts";
import {
  codesElsewhere,
  findProblem,
  insertProblem,
  isActiveUser,
  replaceCodes,
  selectProblemPage,
  updateProblemRow,
  type ProblemFilter,
  type ProblemRow,
} from "../store/problems.ts";
import { readCatalogue } from "./catalogue.ts";
import { placeOf } from "./own-problems.ts";
import { showProblems, showProposal } from "./showing.ts";

type Operations = typeof problemsOperations;

/** One page of the register by key. @throws Refusal `access.forbidden` */
export async function listProblems(
  asker: Asker,
  { query }: OperationInput<Operations["listProblems"]>,
): Promise<OperationOutput<Operations["listProblems"]>> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  const { known } = await readCatalogue(asker, query.side ?? "pain");
  return stores.postgres.read(async (tx) => {
    const rows = await selectProblemPage(tx, {
      search: query.search ?? null,
      state: query.state ?? null,
      side: query.side ?? null,
      ownerFunction: query.ownerFunction ?? null,
      mine: query.mine ? await ownFilter(tx, viewer, stores.clock.now()) : null,
      after: query.cursor ?? "",
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const nextCursor = rows.length > query.limit ? (page.at(-1)?.key ?? null) : null;
    return { items: await showProblems(tx, viewer, { rows: page, known }), nextCursor };
  });
}

/** The same that `readOwnProblems` takes in. */
async function ownFilter(tx: Tx, viewer: Asker["viewer"], now: Date): Promise<NonNullable<ProblemFilter["mine"]>> {
  const { userId, owned, worked, units } = await placeOf(tx, viewer, now);
  return { userId, functions: [...new Set([...owned, ...worked])], units: [...units] };
}

/** One problem of the register, or a proposed one. @throws Refusal `problems.not_found` */
export async function readProblem(asker: Asker, key: string): Promise<Problem> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  for (const side of ["pain", "praise"] as const) {
    const { subjects, known } = await readCatalogue(asker, side);
    const subject = subjects.find((one) => one.key === key);
    if (subject?.row === null) return showProposal(viewer, subject, { known, side });
    if (subject !== undefined) return shown(asker, { ...subject.row, codes: [...subject.codes] }, known);
  }
  const row = await stores.postgres.read((tx) => findProblem(tx, key));
  if (row === undefined) throw new Refusal("problems.not_found", { key });
  return shown(asker, row, new Map());
}

async function shown(
  { stores, viewer }: Asker,
  row: ProblemRow,
  known: Awaited<ReturnType<typeof readCatalogue>>["known"],
): Promise<Problem> {
  const [problem] = await stores.postgres.read((tx) => showProblems(tx, viewer, { rows: [row], known }));
  if (problem === undefined) throw new Refusal("problems.not_found", { key: row.key });
  return problem;
}

/**
 * Takes a problem into the register.
 * @throws Refusal `problems.key_taken`, `problems.code_taken`, `problems.unknown_reference`, `problems.unknown_owner`
 */
export async function createProblem(
  asker: Asker,
  { key: wanted, ...wish }: OperationInput<Operations["createProblem"]>["body"],
): Promise<Problem> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "problems.write");
  const id = stores.random.uuid();
  const key = wanted ?? keyFor(wish, id);
  const now = stores.clock.now();
  try {
    await stores.postgres.transaction(async (tx) => {
      await requireKnown(tx, wish);
      await requireFree(tx, wish.codes, null);
      await insertProblem(tx, id, key, { wish: kept(wish), now });
      await replaceCodes(tx, id, wish.codes);
      const event = { id: stores.random.uuid(), problemId: id, at: now, by: viewer.name, undo: null };
      await insertEvent(tx, { ...event, kind: "created", about: [], before: null, after: wish.state });
      await recordAudit(tx, viewer, {
        action: "problems.created",
        subjectKind: "problem",
        subjectId: id,
        details: { key },
      });
    });
  } catch (error) {
    if (isUniqueViolation(error, "problem_key_key")) throw new Refusal("problems.key_taken", { key });
    throw error;
  }
  return readProblem(asker, key);
}

/**
 * Changes a problem, if nobody did meanwhile.
 * @throws Refusal `problems.not_found`, `problems.changed_elsewhere`, `problems.code_taken`, `problems.unknown_reference`,
 * `problems.unknown_owner`
 */
export async function updateProblem(
  asker: Asker,
  { params: { key }, body: { revision, change } }: OperationInput<Operations["updateProblem"]>,
): Promise<Problem> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "problems.write");
  const now = stores.clock.now();
  await stores.postgres.transaction(async (tx) => {
    const row = await requireStanding(tx, key);
    if (row.revision !== revision) throw new Refusal("problems.changed_elsewhere");
    const before = wishOf(row);
    const wish: ProblemWish = { ...before, ...given(change) };
    const about = changedFields(before, wish);
    if (about.length === 0) return;
    await requireKnown(tx, wish);
    await requireFree(tx, wish.codes, row.id);
    await updateProblemRow(tx, row.id, { wish: kept(wish), now });
    await replaceCodes(tx, row.id, wish.codes);
    const isState = about.includes("state");
    const states = isState ? { before: before.state, after: wish.state } : { before: null, after: null };
    const event = { id: stores.random.uuid(), problemId: row.id, at: now, by: viewer.name, about, undo: null };
    await insertEvent(tx, { ...event, kind: isState ? "state" : "changed", ...states });
    const details = { key, fields: about };
    await recordAudit(tx, viewer, { action: "problems.changed", subjectKind: "problem", subjectId: row.id, details });
  });
  return readProblem(asker, key);
}

/** A problem that was not put into another, locked. @throws Refusal `problems.not_found` */
export async function requireStanding(tx: Tx, key: string): Promise<ProblemRow> {
  const row = await findProblem(tx, key, true);
  if (row === undefined || row.mergedInto !== null) throw new Refusal("problems.not_found", { key });
  return row;
}

/** No other problem holds these codes. @throws Refusal `problems.code_taken` */
export async function requireFree(tx: Tx, codes: readonly string[], id: string | null): Promise<void> {
  const [taken] = await codesElsewhere(tx, codes, id);
  if (taken !== undefined) throw new Refusal("problems.code_taken", { code: taken.code, key: taken.key });
}

/** What somebody may wish of a problem as it stands. */
export function wishOf(row: ProblemRow): ProblemWish {
  const wished = Object.keys(problemWishSchema.shape);
  return problemWishSchema.parse(Object.fromEntries(Object.entries(row).filter(([field]) => wished.includes(field))));
}

/** A key from the English name, or any; with a piece of the id where nothing is left of it. */
export function keyFor({ name }: Pick<ProblemWish, "name">, id: string): string {
  const slug = slugOf(name.en ?? Object.values(name)[0] ?? "").slice(0, 60);
  return slug === "" ? `problem-${id.slice(-8)}` : slug;
}

/** What stands in the problem's own row: its codes have rows of theirs. */
function kept(wish: ProblemWish): Omit<ProblemWish, "codes"> {
  const { codes, name, ...rest } = wish;
  void codes;
  return { ...rest, name: Object.fromEntries(Object.entries(name).filter(([, text]) => text !== "")) };
}

/** Fields that were named; a field that is missing stays as it is. */
function given(change: Partial<ProblemWish> | Readonly<Record<string, unknown>>): Partial<ProblemWish> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<ProblemWish>;
}

async function requireKnown(tx: Tx, wish: ProblemWish): Promise<void> {
  if (wish.owner !== null && !(await isActiveUser(tx, wish.owner))) throw new Refusal("problems.unknown_owner");
  const one = (kind: ReferenceKind, field: string, code: string | null) =>
    code === null ? [] : [{ kind, field, code }];
  const wanted = [
    ...one("function", "ownerFunction", wish.ownerFunction),
    ...one("stage", "stage", wish.stage),
    ...wish.touchpoints.flatMap((code) => one("touchpoint", "touchpoints", code)),
    ...wish.units.flatMap((code) => one("unit", "units", code)),
    ...wish.influences.flatMap((influence) => one("function", "influences", influence.function)),
  ];
  const known = wanted.length === 0 ? new Map() : await resolveReferences(tx, wanted);
  const missing = wanted.find(({ kind, code }) => !known.has(`${kind}:${code}`));
  if (missing === undefined) return;
  const { kind, code, field } = missing;
  throw new Refusal("problems.unknown_reference", { kind, code }, [{ field, code: "problems.unknown_reference" }]);
}

import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { listValues } from "#feature/facts";
import { resolveReferences } from "#feature/organisation";
import { referenceKinds } from "#feature/organisation/contract";
import { countCustomersBy, type RegisterField } from "#feature/people";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import { isUniqueViolation, type Tx } from "#platform/postgres";

import type { Margin, Population, PopulationWish, SheetLine } from "../contract.ts";
import { problemIn, totalOf } from "../rules/margins.ts";
import { readSheet as readLines } from "../rules/sheet.ts";
import {
  deletePopulationRow,
  insertPopulation,
  insertVersion,
  lockPopulation,
  renamePopulation,
  schemeUsing,
  selectVersions,
  selectVersionsOf,
  type VersionRow,
} from "../store/populations.ts";

/** Who asks, and where. */
export type Asker = Pick<Call, "stores" | "viewer">;

/** Populations with the newest margins and all versions, by name. @throws Refusal `access.forbidden` */
export async function listPopulations({ stores, viewer }: Asker): Promise<{ items: Population[]; nextCursor: null }> {
  requirePermission(viewer, "insight.read");
  return stores.postgres.read(async (tx) => {
    const rows = Map.groupBy(await selectVersions(tx), ({ id }) => id);
    const items: Population[] = [];
    for (const versions of rows.values()) items.push(await present(tx, versions));
    return { items, nextCursor: null };
  });
}

/** Enters a population. @throws Refusal `access.forbidden`, `sampling.name_taken` and what its margins break */
export async function createPopulation(asker: Asker, wish: PopulationWish): Promise<Population> {
  const { stores, viewer } = asker;
  requireEverywhere(viewer, "weights.write");
  requireSound(wish.margins);
  const id = stores.random.uuid();
  return namedOnce(wish.name, () =>
    stores.postgres.transaction(async (tx) => {
      const now = stores.clock.now();
      await insertPopulation(tx, { id, name: wish.name, now });
      await insertVersion(tx, { ...wish, id, version: 1, by: viewer, now });
      await recordAudit(tx, viewer, {
        action: "sampling.population_created",
        subjectKind: "population",
        subjectId: id,
      });
      return present(tx, await selectVersionsOf(tx, id));
    }),
  );
}

/** Gives it a new version. @throws Refusal also `sampling.not_found`, `sampling.changed_elsewhere` */
export async function updatePopulation(
  { stores, viewer }: Asker,
  id: string,
  { version, ...wish }: PopulationWish & { readonly version: number },
): Promise<Population> {
  requireEverywhere(viewer, "weights.write");
  requireSound(wish.margins);
  return namedOnce(wish.name, () =>
    stores.postgres.transaction(async (tx) => {
      if ((await lockPopulation(tx, id)) === undefined) throw new Refusal("sampling.not_found");
      const [newest] = await selectVersionsOf(tx, id);
      if (newest?.version !== version) throw new Refusal("sampling.changed_elsewhere");
      await renamePopulation(tx, id, wish.name);
      await insertVersion(tx, { ...wish, id, version: version + 1, by: viewer, now: stores.clock.now() });
      const details = { version: version + 1 };
      await recordAudit(tx, viewer, {
        action: "sampling.population_changed",
        subjectKind: "population",
        subjectId: id,
        details,
      });
      return present(tx, await selectVersionsOf(tx, id));
    }),
  );
}

/** Deletes a population that no scheme uses. @throws Refusal `sampling.not_found`, `sampling.in_use` */
export async function deletePopulation({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireEverywhere(viewer, "weights.write");
  await stores.postgres.transaction(async (tx) => {
    if ((await lockPopulation(tx, id)) === undefined) throw new Refusal("sampling.not_found");
    const used = await schemeUsing(tx, id);
    if (used !== undefined) throw new Refusal("sampling.in_use", used);
    await deletePopulationRow(tx, id, stores.clock.now());
    await recordAudit(tx, viewer, { action: "sampling.population_removed", subjectKind: "population", subjectId: id });
  });
  return { ok: true };
}

/** Every version of a population. @throws Refusal `sampling.not_found` */
export async function requirePopulation(tx: Tx, id: string): Promise<readonly VersionRow[]> {
  const versions = await selectVersionsOf(tx, id);
  if (versions.length === 0) throw new Refusal("sampling.not_found");
  return versions;
}

/**
 * Reads a pasted table as a margin: names are brought to the codes that answers carry, what no answer carries is told,
 * and so is what answers carry and the table does not. @throws Refusal `access.forbidden`, `facts.unknown_field`
 */
export async function readSheet(
  asker: Asker,
  { dimension, text }: { readonly dimension: string; readonly text: string },
): Promise<{ lines: SheetLine[]; missing: { value: string; name: string; n: number }[] }> {
  const { items } = await listValues(asker, { dimension, limit: 500 });
  const known = items.filter(({ value }) => value !== "");
  const find = (written: string) => {
    const plain = written.toLocaleLowerCase();
    return known.find(({ value, name }) => value.toLocaleLowerCase() === plain || name.toLocaleLowerCase() === plain);
  };
  const lines = readLines(text).map((line): SheetLine => {
    const found = find(line.value);
    const { value = line.value, name = line.value } = found ?? {};
    return { ...line, value, name, code: line.code ?? (found === undefined ? "unknown" : null) };
  });
  const named = new Set(lines.map(({ value }) => value));
  return { lines, missing: known.filter(({ value }) => !named.has(value)) };
}

/** Customers of the register by one of its fields. @throws Refusal `access.forbidden`, `access.installation_only` */
export async function countPeople({ stores, viewer }: Asker, field: RegisterField) {
  return stores.postgres.read(async (tx) => {
    const counted = (await countCustomersBy(tx, viewer, field)).filter(({ value }) => value !== "");
    const nameOf = field === "home_unit" ? await namesOf(tx, "unit", counted) : (value: string) => value;
    return { items: counted.map((row) => ({ ...row, name: nameOf(row.value) })), nextCursor: null };
  });
}

/** The names of the values of a dimension. */
export async function namesOf(
  tx: Tx,
  dimension: string,
  values: readonly { readonly value: string }[],
): Promise<(value: string) => string> {
  const kind = referenceKinds.find((one) => one === dimension);
  if (kind === undefined || values.length === 0) return (value) => value;
  const known = await resolveReferences(
    tx,
    values.map(({ value }) => ({ kind, code: value })),
  );
  return (value) => known.get(`${kind}:${value}`)?.name ?? value;
}

function requireSound(margins: readonly Margin[]): void {
  const problem = problemIn(margins);
  if (problem === undefined) return;
  throw new Refusal(problem.code, { ...problem.params }, [{ field: problem.field, code: problem.code }]);
}

async function namedOnce<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error, "sampling_population_name")) throw error;
    throw new Refusal("sampling.name_taken", { name }, [{ field: "body.name", code: "sampling.name_taken" }]);
  }
}

async function present(tx: Tx, versions: readonly VersionRow[]): Promise<Population> {
  const [newest] = versions;
  if (newest === undefined) throw new Refusal("sampling.not_found");
  const margins: Population["margins"] = [];
  for (const { dimension, unit, cells } of newest.margins) {
    const nameOf = await namesOf(tx, dimension, cells);
    margins.push({ dimension, unit, cells: cells.map((cell) => ({ ...cell, name: nameOf(cell.value) })) });
  }
  const { id, name, version, validFrom, source, note } = newest;
  return {
    id,
    name,
    version,
    validFrom,
    source,
    note,
    margins,
    total: totalOf(newest.margins),
    versions: versions.map((one) => ({
      version: one.version,
      validFrom: one.validFrom,
      createdAt: one.createdAt.toISOString(),
      createdBy: one.createdBy,
    })),
  };
}

import { requireEverywhere } from "#feature/access";
import { resolveReferences } from "#feature/organisation";
import { referenceKinds, type ReferenceKind } from "#feature/organisation/contract";
import type { Stores } from "#platform/stores";

import type { Preview, Profile, RowError } from "../contract.ts";
import type { MappedRow } from "../mapping/map-row.ts";
import { findImport } from "../store/imports.ts";
import { explainRowError } from "../wording/rows.ts";
import { mappedBatches } from "./batches.ts";
import { fileOf } from "./file-store.ts";
import { withFile } from "./import-views.ts";
import { createPersonCount } from "./known-persons.ts";
import { countKnown } from "./known-rows.ts";
import { planImport, type Plan } from "./plan.ts";
import { errorsOf } from "./run-batches.ts";
import { createTally, type Tally } from "./tally.ts";
import type { ImportCall } from "./upload.ts";
import { zoneFor } from "./zone.ts";

const shownErrors = 100;
const shownSample = 8;

/** What this profile would do with this file. Writes nothing. */
export async function previewImport({ stores, viewer }: ImportCall, id: string, profile: Profile): Promise<Preview> {
  requireEverywhere(viewer, "imports.run");
  const { row, zone } = await stores.postgres.read(async (tx) => ({
    row: withFile(await findImport(tx, id)),
    zone: await zoneFor(tx, profile),
  }));
  const plan = await planImport(fileOf(stores, row.id), profile, { zone, now: stores.clock.now() });
  return previewPlan(stores, plan, viewer.language);
}

/** The preview of a file and profile that are opened already. */
export async function previewPlan(stores: Pick<Stores, "postgres">, plan: Plan, language: string): Promise<Preview> {
  const tally = createTally(plan);
  const errors: RowError[] = [];
  const persons = createPersonCount(stores);
  let unchanged = 0;
  for await (const { rows: batch } of mappedBatches(plan.mapper, plan.table.rows(), [])) {
    for (const row of batch) tally.add(row);
    for (const error of batch.flatMap((row) => rowErrors(row, language)))
      if (errors.length < shownErrors) errors.push(error);
    if (plan.profile.person !== undefined) await persons.add(batch);
    unchanged += await countKnown(stores, plan.profile.survey, batch);
  }
  const unresolved = await unresolvedOf(stores, tally, plan);
  const { responses, ...counted } = tally.result(language);
  return {
    ...counted,
    unchanged,
    willCreate: Math.max(0, responses - unchanged),
    errors,
    unresolved,
    persons: plan.profile.person === undefined ? null : persons.result(),
    sample: tally.sample(shownSample),
  };
}

function rowErrors(row: MappedRow, language: string): readonly RowError[] {
  return errorsOf(row).map(({ row: number, column, value, code, params }) => ({
    row: number,
    column,
    value,
    code,
    message: explainRowError(code, params, language),
  }));
}

/** Codes that nothing is known under and that the profile does not say to make. */
async function unresolvedOf(
  stores: Pick<Stores, "postgres">,
  tally: Tally,
  plan: Plan,
): Promise<Preview["unresolved"]> {
  const made = new Set<string>(plan.profile.dimensions.filter(({ create }) => create).map(({ field }) => field));
  const seen = tally.codes().filter(({ field }) => isReference(field) && !made.has(field));
  const wanted = seen.map(({ field, code }) => ({ kind: field as ReferenceKind, code }));
  const known = await stores.postgres.read((tx) => resolveReferences(tx, wanted));
  return seen
    .filter(({ field, code }) => !known.has(`${field as ReferenceKind}:${code}`))
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, 200);
}

function isReference(field: string): boolean {
  return (referenceKinds as readonly string[]).includes(field);
}

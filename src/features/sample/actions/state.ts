import { requireEverywhere, requirePermission } from "#feature/access";
import { countSeededCustomers } from "#feature/people";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";
import { codePrefix } from "#seeds";

import type { Sample } from "../contract.ts";
import { listItems, readProgress } from "../store/progress.ts";
import { findSample, readTruthsRow } from "../store/sample.ts";

/** Who asks. */
export type Asker = Pick<Call, "stores" | "viewer">;

/** How the sample company stands. @throws Refusal `access.not_signed_in` */
export async function readSample({ stores, viewer }: Asker): Promise<Sample> {
  requirePermission(viewer, "signed-in");
  return stores.postgres.read(stateIn);
}

/** The truths, null until it is loaded. @throws Refusal `access.forbidden`, `sample.none` */
export async function readTruths({ stores, viewer }: Asker): Promise<{ truths: Record<string, unknown> | null }> {
  requireEverywhere(viewer, "installation.manage");
  return stores.postgres.read(async (tx) => {
    if ((await findSample(tx)) === undefined) throw new Refusal("sample.none");
    return { truths: await readTruthsRow(tx) };
  });
}

/** The same within a transaction. */
export async function stateIn(tx: Tx): Promise<Sample> {
  const row = await findSample(tx);
  if (row === undefined) return nothing;
  const items = await listItems(tx);
  const { done, answers } = await readProgress(tx);
  const count = (kind: string) => items.get(kind)?.length ?? 0;
  return {
    state: row.state,
    seed: row.seed,
    scale: row.scale,
    done,
    total: row.chunks,
    answers,
    customers: await countSeededCustomers(tx, customerPrefix),
    units: count("unit"),
    surveys: count("survey"),
    employees: count("employee"),
  };
}

/** With which every customer's id begins. */
export const customerPrefix = `${codePrefix}C`;

const nothing: Sample = {
  state: "none",
  seed: null,
  scale: null,
  done: 0,
  total: 0,
  answers: 0,
  customers: 0,
  units: 0,
  surveys: 0,
  employees: 0,
};

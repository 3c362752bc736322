import { requireEverywhere, requirePermission, unitScope } from "#feature/access";
import { resolveReferences, unitsInScope } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Response, Submission } from "../contract.ts";

interface Writing {
  readonly stores: Pick<Stores, "postgres">;
  readonly viewer: Viewer;
  readonly source: Response["source"];
  /** The caller's own transaction. */
  readonly tx?: Tx | undefined;
}

/**
 * Lets the viewer record these responses. Whoever may write for some units only names one of them, or one below, in
 * each; an import concerns the whole organisation.
 * @throws Refusal `access.forbidden` naming the submissions that are of other units or of none, `access.not_signed_in`,
 * `access.installation_only`
 */
export async function requireMayRecord(writing: Writing, submissions: readonly Submission[]): Promise<void> {
  const { stores, viewer, source, tx } = writing;
  if (source === "import") return requireEverywhere(viewer, "imports.run");
  requirePermission(viewer, "answers.write");
  if (unitScope(viewer, "answers.write") === "all") return;

  const outside = (within: Tx) => indexesOutside(within, viewer, submissions);
  const indexes = await (tx === undefined ? stores.postgres.read(outside) : outside(tx));
  if (indexes.length === 0) return;
  const field = (index: number) => (submissions.length === 1 ? "context.unit" : `responses.${index}.context.unit`);
  throw new Refusal(
    "access.forbidden",
    { permission: "answers.write" },
    indexes.map((index) => ({ field: field(index), code: "outside_units" })),
  );
}

async function indexesOutside(tx: Tx, viewer: Viewer, submissions: readonly Submission[]): Promise<readonly number[]> {
  const units = await unitsInScope(tx, viewer, "answers.write");
  const own = new Set(units === "all" ? [] : units);
  const codes = submissions.map(({ context }) => context.unit);
  const known = await resolveReferences(
    tx,
    codes.flatMap((code) => (code === undefined ? [] : [{ kind: "unit" as const, code }])),
  );
  return codes.flatMap((code, index) => (own.has(known.get(`unit:${code ?? ""}`)?.id ?? "") ? [] : [index]));
}

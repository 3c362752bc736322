import { requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { AttributeValue, Choices, Person, Preferences } from "../contract.ts";
import type { Fields } from "../rules/fields.ts";
import { findMerge } from "../store/merges.ts";
import { memberIds, type PersonRow } from "../store/persons.ts";
import { closeSuggestions } from "../store/suggestions.ts";
import { attributesSeen } from "./knowing.ts";
import { mergeInTransaction, undoInTransaction } from "./merging.ts";
import { presentPerson } from "./presenting.ts";
import type { Asker } from "./reading.ts";
import { requireChangeable, type Seen } from "./sight.ts";

interface Pair {
  readonly survivorId: string;
  readonly mergedId: string;
}

/** One field in which two differ. */
interface Difference {
  field: string;
  survivor: AttributeValue | null;
  merged: AttributeValue | null;
  suggested: "survivor" | "merged";
}

/**
 * Both sides beside each other, and where they differ.
 * @throws Refusal `access.forbidden`, `people.not_found`, `people.same_person`
 */
export async function previewMerge(
  { stores, viewer }: Asker,
  pair: Pair,
): Promise<{ survivor: Person; merged: Person; fields: Difference[] }> {
  return stores.postgres.read(async (tx) => {
    const [one, other] = await bothOf(tx, viewer, pair);
    const seen = await attributesSeen(tx, viewer);
    return {
      survivor: presentPerson(one.row, one.sight),
      merged: presentPerson(other.row, other.sight),
      fields: differences(one.row, other.row).filter(
        ({ field }) => !field.startsWith("attr.") || seen.has(field.slice(5)),
      ),
    };
  });
}

/**
 * Makes two persons one, with the choices whose value counts where both have one.
 * @throws Refusal `access.forbidden`, `people.not_found`, `people.same_person`, `people.unknown_field`
 */
export async function mergePersons(
  { stores, viewer }: Asker,
  { survivorId, mergedId, choices }: Pair & { readonly choices: Choices },
): Promise<{ mergeId: string; personId: string }> {
  const unknown = Object.keys(choices).find((field) => !plainFields.has(field) && !field.startsWith("attr."));
  if (unknown !== undefined) throw new Refusal("people.unknown_field", { field: unknown });
  return stores.postgres.transaction(
    async (tx) => {
      const [one, other] = await bothOf(tx, viewer, { survivorId, mergedId });
      const id = stores.random.uuid();
      const wish = { id, survivorId: one.row.id, mergedId: other.row.id, choices, reason: "manual" };
      const merged = await mergeInTransaction(tx, viewer, wish);
      await closeSuggestions(tx, await memberIds(tx, merged.survivorId));
      return { mergeId: id, personId: merged.survivorId };
    },
    { retries: 5 },
  );
}

/**
 * Makes them two again. Undone already: the same answer.
 * @throws Refusal `access.forbidden`, `people.not_found`
 */
export async function undoMerge({ stores, viewer }: Asker, id: string): Promise<Pair> {
  requirePermission(viewer, "people.write");
  return stores.postgres.transaction(
    async (tx) => {
      const merge = await findMerge(tx, id);
      if (merge === undefined) throw new Refusal("people.not_found");
      await requireChangeable(tx, viewer, merge.survivorId);
      const undone = await undoInTransaction(tx, viewer, id);
      if (undone === undefined) throw new Refusal("people.not_found");
      return undone;
    },
    { retries: 5 },
  );
}

const plainFields: ReadonlySet<string> = new Set(["displayName", "language", "timeZone", "homeUnit", "preferences"]);

async function bothOf(tx: Tx, viewer: Viewer, { survivorId, mergedId }: Pair): Promise<readonly [Seen, Seen]> {
  const one = await requireChangeable(tx, viewer, survivorId);
  const other = await requireChangeable(tx, viewer, mergedId);
  if (one.row.id === other.row.id) throw new Refusal("people.same_person");
  return [one, other];
}

function differences(one: PersonRow, other: PersonRow): Difference[] {
  const [mine, theirs] = [valuesOf(one), valuesOf(other)];
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return fields.flatMap((field) => {
    const [survivor, merged] = [mine[field] ?? null, theirs[field] ?? null];
    if (survivor === merged) return [];
    return [{ field, survivor, merged, suggested: survivor === null ? "merged" : "survivor" }];
  });
}

function valuesOf(row: PersonRow & Partial<Fields>): Readonly<Record<string, AttributeValue | null>> {
  const attributes = Object.entries(row.attributes).map(([key, value]) => [`attr.${key}`, value] as const);
  return {
    displayName: row.displayName,
    language: row.language,
    timeZone: row.timeZone,
    homeUnit: row.unitName,
    preferences: wordsOf(row.preferences),
    ...Object.fromEntries(attributes),
  };
}

function wordsOf({ channels, quiet, doNotContact }: Preferences): string | null {
  const parts = [
    ...(doNotContact === true ? ["doNotContact"] : []),
    ...(channels ?? []),
    ...(quiet === undefined || quiet === null ? [] : [`${quiet.from}–${quiet.to}`]),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}

import { resolveReferences, unitsInScope } from "#feature/organisation";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";
import { timeZones } from "#platform/time-zones";

import type { Attribute } from "../contract.ts";
import type { Known } from "../rules/wish.ts";
import { listAttributeRows } from "../store/attributes.ts";
import { momentOf } from "../store/persons.ts";

/** Permissions that stand behind who may see an attribute. */
const audiences = { readers: "people.read", writers: "people.write", owners: "answers.erase" } as const;

/** The attributes the viewer may see, by key. */
export async function attributesSeen(tx: Tx, viewer: Viewer): Promise<ReadonlyMap<string, Attribute>> {
  const all = await listAttributeRows(tx);
  const seen = all.filter(({ seenBy }) => viewer.permissions.has(audiences[seenBy]));
  return new Map(seen.map((attribute) => [attribute.key, attribute]));
}

/** Everything that wishes are judged by: attributes, units within the viewer's scope, time zones. */
export async function knownFor(
  tx: Tx,
  viewer: Viewer,
  wishes: readonly { readonly homeUnit?: string | null | undefined }[],
): Promise<Known> {
  const permission = viewer.permissions.has("people.write") ? "people.write" : "imports.run";
  const codes = [...new Set(wishes.flatMap(({ homeUnit }) => homeUnit ?? []))];
  const [found, scope] = [
    await resolveReferences(
      tx,
      codes.map((code) => ({ kind: "unit", code })),
    ),
    await unitsInScope(tx, viewer, permission),
  ];
  const own = scope === "all" ? undefined : new Set(scope);
  const zones = await timeZones(tx);
  return {
    attributes: await attributesSeen(tx, viewer),
    unitOf: (code) => {
      const id = found.get(`unit:${code}`)?.id;
      return id !== undefined && (own?.has(id) ?? true) ? id : undefined;
    },
    zoneOf: zones.nameOf,
    now: await momentOf(tx),
    isUnitNeeded: own !== undefined,
  };
}

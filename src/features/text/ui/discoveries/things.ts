import type { Discoveries, DiscoveryKind } from "../../contract.ts";

type Topic = Discoveries["topics"][number];
type Rising = Discoveries["rising"][number];
type Repeated = Discoveries["repeated"][number];

/** Something that was found, by where it stands. */
export type Thing =
  | { readonly kind: "topics"; readonly index: number; readonly found: Topic }
  | { readonly kind: "rising"; readonly index: number; readonly found: Rising }
  | { readonly kind: "repeated"; readonly index: number; readonly found: Repeated };

/** What was found of one kind, put away ones apart. */
export function thingsOf(
  discoveries: Discoveries,
  kind: DiscoveryKind,
): { readonly open: readonly Thing[]; readonly away: readonly Thing[] } {
  const all = listed(discoveries, kind).filter(({ found }) => found.examples.length > 0);
  return {
    open: all.filter(({ found }) => !found.isDismissed),
    away: all.filter(({ found }) => found.isDismissed),
  };
}

/** How many wait for somebody to say what they are. */
export function countOpen(discoveries: Discoveries): number {
  const kinds = ["topics", "rising", "repeated"] as const;
  return kinds.flatMap((kind) => thingsOf(discoveries, kind).open).filter(({ found }) => found.adopted === null).length;
}

function listed(discoveries: Discoveries, kind: DiscoveryKind): readonly Thing[] {
  switch (kind) {
    case "topics":
      return discoveries.topics.map((found, index) => ({ kind, index, found }));
    case "rising":
      return discoveries.rising.map((found, index) => ({ kind, index, found }));
    case "repeated":
      return discoveries.repeated.map((found, index) => ({ kind, index, found }));
  }
}

/** What a thing is called where it stands. */
export function labelOf(thing: Thing): string {
  if (thing.kind === "topics") return thing.found.name;
  return thing.kind === "rising" ? thing.found.term : thing.found.text;
}

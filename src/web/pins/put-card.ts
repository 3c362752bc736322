import type { Card, Dashboard, WidgetKind } from "#feature/explore/contract";

import { callOperation } from "../api/client.ts";

/** What is put on a dashboard: a saved view, or a page with what its address asks. */
export type Pinned = { readonly viewId: string } | { readonly kind: WidgetKind; readonly search: string };

/** Where to: one of one's own dashboards, or a new one under this name. */
export type Place = { readonly id: string } | { readonly name: string };

/** What was done, and how to undo it. */
export interface Put {
  readonly dashboard: Pick<Dashboard, "id" | "name">;
  readonly undo: () => Promise<void>;
}

/** Puts something on a dashboard, last and half as wide as it. */
export async function putCard(pinned: Pinned, name: string, place: Place): Promise<Put> {
  const card = cardOf(pinned, name);
  if ("name" in place) {
    const made = await callOperation("explore.createDashboard", { body: { name: place.name, cards: [card] } });
    const undo = () => callOperation("explore.deleteDashboard", { params: { id: made.id } });
    return { dashboard: made, undo: async () => void (await undo()) };
  }
  const dashboard = await change(place.id, (cards) => [...cards, card]);
  const undo = () => change(place.id, (cards) => cards.filter(({ id }) => id !== card.id));
  return { dashboard, undo: async () => void (await undo()) };
}

/** A card as it is kept, without what its view was found to be. */
export function keptCard(card: Dashboard["cards"][number]): Card {
  const { id, width, height } = card;
  return "viewId" in card ? { id, viewId: card.viewId, width, height } : { id, widget: card.widget, width, height };
}

function cardOf(pinned: Pinned, name: string): Card {
  const place = { id: crypto.randomUUID(), width: 6 as const, height: 2 };
  if ("viewId" in pinned) return { ...place, viewId: pinned.viewId };
  return { ...place, widget: { kind: pinned.kind, name, search: pinned.search } };
}

async function change(id: string, next: (cards: readonly Card[]) => readonly Card[]): Promise<Dashboard> {
  const { revision, cards } = await callOperation("explore.readDashboard", { params: { id } });
  const body = { revision, cards: [...next(cards.map(keptCard))] };
  return callOperation("explore.updateDashboard", { params: { id }, body });
}

import type { Card } from "../../contract.ts";

/** Widths a card may have, in columns of twelve. */
export const widths = [3, 4, 6, 8, 12] as const;
export const mostHeight = 4;

/** The cards with one moved to another place in the order. */
export function moved<T>(cards: readonly T[], from: number, to: number): readonly T[] {
  if (from === to || from < 0 || to < 0 || from >= cards.length || to >= cards.length) return cards;
  const rest = cards.filter((_, index) => index !== from);
  const card = cards[from];
  return card === undefined ? cards : [...rest.slice(0, to), card, ...rest.slice(to)];
}

/** The card one step wider or narrower. */
export function widened<T extends Pick<Card, "width">>(card: T, by: 1 | -1): T {
  const at = widths.indexOf(card.width);
  return { ...card, width: widths[Math.min(widths.length - 1, Math.max(0, at + by))] ?? card.width };
}

/** The card one row higher or lower. */
export function heightened<T extends Pick<Card, "height">>(card: T, by: 1 | -1): T {
  return { ...card, height: Math.min(mostHeight, Math.max(1, card.height + by)) };
}

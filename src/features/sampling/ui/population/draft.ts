import type { Population } from "../../contract.ts";

/** A margin while it is edited: amounts as they are typed. */
export interface MarginDraft {
  readonly dimension: string;
  readonly unit: "people" | "percent";
  readonly cells: readonly CellDraft[];
}

/** A category with its amount as typed, and what is wrong with it. */
export interface CellDraft {
  readonly value: string;
  readonly name: string;
  readonly amount: string;
}

/** Margins as they are, ready for editing. */
export function draftOf(population: Population | undefined): readonly MarginDraft[] {
  return (population?.margins ?? []).map(({ dimension, unit, cells }) => ({
    dimension,
    unit,
    cells: cells.map(({ value, name, amount }) => ({ value, name, amount: String(amount) })),
  }));
}

/** The number in a cell; null where it is none. Both signs of a fraction are taken. */
export function amountOf(text: string): number | null {
  const number = Number(
    text
      .trim()
      .replaceAll(/[\s\u00a0]/g, "")
      .replace(",", "."),
  );
  return text.trim() === "" || !Number.isFinite(number) || number < 0 ? null : number;
}

/** What a margin sums to; cells without a number count nothing. */
export function sumOf({ cells }: MarginDraft): number {
  return cells.reduce((sum, { amount }) => sum + (amountOf(amount) ?? 0), 0);
}

/** Whether a margin could be saved: numbers everywhere, and shares that sum to 100. */
export function isSound(margin: MarginDraft): boolean {
  const isFilled = margin.cells.length > 0 && margin.cells.every(({ amount }) => amountOf(amount) !== null);
  const sum = sumOf(margin);
  return isFilled && (margin.unit === "percent" ? Math.abs(sum - 100) <= 0.5 : sum > 0);
}

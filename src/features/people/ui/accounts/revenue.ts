import type { Account } from "#feature/people/contract";

/** Revenue in its currency, whole units. */
export function revenueText(revenue: Account["revenue"], language: string): string {
  if (revenue === null) return "";
  const { amount, currency } = revenue;
  return new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 }).format(amount);
}

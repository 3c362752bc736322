/**
 * Whether a calendar day, YYYY-MM-DD, lies in the years 1900 to 2199: what both stores can hold, with room to compare
 * periods.
 */
export function isWithinReach(day: string): boolean {
  return day >= "1900-01-01" && day <= "2199-12-31";
}

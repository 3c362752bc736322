import { addDays, addMonths } from "#kit/period";

/** The local calendar day at this instant. */
export function dayAt(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}

/** The last day of the step that begins on this day. */
export function endOfStep(step: "day" | "week" | "month" | "quarter" | "year", from: string): string {
  if (step === "day") return from;
  if (step === "week") return addDays(from, 6);
  return addDays(addMonths(from, { month: 1, quarter: 3, year: 12 }[step]), -1);
}

/** The first day of the step that this day lies in. Weeks begin on Monday. */
export function startOfStep(step: "day" | "week" | "month" | "quarter" | "year", day: string): string {
  if (step === "day") return day;
  if (step === "week") return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const [year = "", month = "01"] = day.split("-");
  if (step === "year") return `${year}-01-01`;
  const first = step === "quarter" ? Math.floor((Number(month) - 1) / 3) * 3 + 1 : Number(month);
  return `${year}-${String(first).padStart(2, "0")}-01`;
}

import { z } from "zod";

/** A calendar day, YYYY-MM-DD, of the years 1900 to 2199: what both stores can hold, with room to compare periods. */
export const calendarDaySchema = z.iso
  .date()
  .refine((day) => day >= "1900-01-01" && day <= "2199-12-31", { message: "a day between 1900 and 2199" });

import { z } from "zod";

import { isWithinReach } from "#kit/day";

/** A calendar day, of the years that both stores can hold. */
export const daySchema = z.iso.date().refine(isWithinReach, { message: "a day between 1900 and 2199" });

/** A place on the web; nothing that a browser would run. */
export const webAddressSchema = z
  .string()
  .trim()
  .max(1000)
  .regex(/^(https?:\/\/\S+)?$/i, { message: "an address that begins with https://" });

const interval = z.object({ low: z.number(), high: z.number() });
export const spanSchema = interval;

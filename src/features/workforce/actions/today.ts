import { readSettings } from "#feature/organisation";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

/** The organisation's local calendar day. */
export async function todayOf(tx: Tx, { clock }: Pick<Stores, "clock">): Promise<string> {
  const { timeZone } = await readSettings(tx);
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return format.format(clock.now());
}

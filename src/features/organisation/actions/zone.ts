import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import { timeZones } from "#platform/time-zones";

/** The zone by its proper name. @throws Refusal `organisation.unknown_time_zone` when hours could not be told in it */
export async function properZone(tx: Tx, zone: string): Promise<string> {
  const name = (await timeZones(tx)).nameOf(zone);
  if (name !== undefined) return name;
  throw new Refusal("organisation.unknown_time_zone", { zone }, [
    { field: "body.timeZone", code: "organisation.unknown_time_zone" },
  ]);
}

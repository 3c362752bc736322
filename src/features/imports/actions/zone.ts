import { readSettings } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import { timeZones } from "#platform/time-zones";

import type { Profile } from "../contract.ts";

/**
 * The zone of times that name none, when the profile names none either: the organisation's.
 * @throws Refusal `imports.invalid_profile` for a profile with a zone that times cannot be read in
 */
export async function zoneFor(tx: Tx, profile: Profile): Promise<string> {
  const zone = profile.time?.zone;
  if (zone !== undefined && (await timeZones(tx)).nameOf(zone) === undefined)
    throw new Refusal("imports.invalid_profile", { problems: `there is no time zone ${zone}` });
  return (await readSettings(tx)).timeZone;
}

import { sql, type Tx } from "./postgres.ts";

/** Time zones by their IANA names. */
export interface TimeZones {
  /** The zone's name as it is written; undefined for a zone that is not known to both the database and this runtime. */
  readonly nameOf: (zone: string) => string | undefined;
}

/**
 * The time zones that times can be read in. Local hours are told by the database as well as here, and both know names
 * that the other does not, or means otherwise: +05:30 lies east here and west there, CET has a summer time only here,
 * since the database takes what may be an abbreviation for one.
 */
export async function timeZones(tx: Tx): Promise<TimeZones> {
  return (known ??= await read(tx));
}

let known: TimeZones | undefined;

async function read(tx: Tx): Promise<TimeZones> {
  const rows = await tx.query<{ name: string }>(sql`
    select name from pg_timezone_names
    where name = 'UTC' or upper(name) not in (select abbrev from pg_timezone_abbrevs)`);
  const names = new Map(rows.filter(({ name }) => isKnownHere(name)).map(({ name }) => [name.toLowerCase(), name]));
  return { nameOf: (zone) => names.get(zone.toLowerCase()) };
}

function isKnownHere(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

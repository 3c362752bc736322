import { sql, type Tx } from "#platform/postgres";

/** What a user chose for themselves; null follows the organisation or the role. */
export interface Preferences {
  readonly timeZone: string | null;
  readonly home: string | null;
}

/** The user's own choices; both null for somebody unknown. */
export async function findPreferences(tx: Tx, userId: string): Promise<Preferences> {
  const found = await tx.maybeOne<Preferences>(
    sql`select time_zone as "timeZone", home from access_user where id = ${userId}`,
  );
  return found ?? { timeZone: null, home: null };
}

/** Changes what is given; null takes the choice back, undefined leaves it. */
export async function updatePreferences(
  tx: Tx,
  userId: string,
  wish: { readonly [Name in keyof Preferences]?: Preferences[Name] | undefined },
): Promise<void> {
  const [changesZone, changesHome] = [wish.timeZone !== undefined, wish.home !== undefined];
  await tx.execute(sql`
    update access_user
       set time_zone = case when ${changesZone}::boolean then ${wish.timeZone ?? null}::text else time_zone end,
           home = case when ${changesHome}::boolean then ${wish.home ?? null}::text else home end,
           updated_at = now()
     where id = ${userId}`);
}

import { sql, type Sql } from "#platform/postgres";

/** Whom a viewer sees. */
export interface Sight {
  /** Units with everything below them. */
  readonly units: "all" | readonly string[];
  /** Whether one of these persons answered about one of the units, where it may be known. */
  readonly answeredFrom: (members: Sql) => Sql;
  /** Of colleagues: nothing, what belongs to them as colleagues, or their side as customers as well. */
  readonly colleagues: "none" | "face" | "whole";
}

/** Ids of `person p` and of everybody merged into them, as an array. */
export const members: Sql = sql`(array(select m.id from person m where m.merged_into = p.id) || p.id)`;

/** The same for comparing with a column. */
export const anyMember: Sql = sql`any(${members})`;

/** Whether `person p` is one of those seen. */
export function isSeen(sight: Sight): Sql {
  const parts = [sql`p.merged_into is null`];
  if (sight.units !== "all")
    parts.push(
      sql`(coalesce(p.home_unit_id = any(${sight.units}::uuid[]), false) or ${sight.answeredFrom(anyMember)})`,
    );
  if (sight.colleagues === "none") parts.push(sql`not ${hasRole(sql`= 'employee'`)}`);
  return sql.join(parts, " and ");
}

/** The same where what is asked would tell of a colleague's side as a customer. */
export function isSeenAsCustomer(sight: Sight): Sql {
  if (sight.colleagues !== "face") return isSeen(sight);
  return sql`${isSeen(sight)} and not (${hasRole(sql`= 'employee'`)} and ${hasRole(sql`<> 'employee'`)})`;
}

/** Whether `person p` has a role of which this holds. */
export function hasRole(which: Sql): Sql {
  return sql`exists (select from person_role s where s.person_id = ${anyMember} and s.role ${which})`;
}

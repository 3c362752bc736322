import type { SqlField } from "#platform/condition-sql";
import { sql, type Sql } from "#platform/postgres";

import type { Attribute } from "../contract.ts";
import { anyMember } from "./visibility.ts";

/** What the words of a segment's condition stand for: looked up before it is compiled. */
export interface SegmentWords {
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Ids of a unit, by its code or id, and of everything below it. */
  readonly unitsOf: (value: string) => readonly string[];
  /** When somebody of these last answered, as far as it may be known. */
  readonly lastAnsweredAt: (members: Sql) => Sql;
  readonly now: Date;
}

/** A field of segments over `person p`; undefined when there is no such field. */
export function segmentFieldSql(name: string, words: SegmentWords): SqlField | undefined {
  if (name.startsWith("attr.")) return attributeField(words.attributes.get(name.slice(5)));
  if (name.startsWith("consent.")) return text(consentState(name.slice(8)));
  switch (name) {
    case "role":
      return listed(sql`select role as value from person_role where person_id = ${anyMember}`);
    case "identity":
      return listed(sql`select kind as value from person_identity where person_id = ${anyMember}`);
    case "account":
      return listed(sql`select account.code as value from account_contact c join account on account.id = c.account_id
        where c.person_id = ${anyMember}`);
    case "home_unit":
      return {
        ...text(sql`p.home_unit_id::text`),
        isOneOf: (values) => sql`p.home_unit_id = any(${values.flatMap((value) => words.unitsOf(value))}::uuid[])`,
      };
    default:
      return plainField(name, words);
  }
}

function plainField(name: string, { lastAnsweredAt, now }: SegmentWords): SqlField | undefined {
  switch (name) {
    case "language":
      return text(sql`p.language`);
    case "time_zone":
      return text(sql`p.time_zone`);
    case "do_not_contact":
      return text(sql`coalesce(p.preferences ->> 'doNotContact', 'false')`);
    case "days_known":
      return daysSince(sql`p.created_at`, now);
    case "days_since_answer":
      return daysSince(lastAnsweredAt(anyMember), now);
    default:
      return undefined;
  }
}

function attributeField(attribute: Attribute | undefined): SqlField | undefined {
  if (attribute === undefined) return undefined;
  const { key, type } = attribute;
  return type === "number"
    ? {
        type: "number",
        expression: sql`case when jsonb_typeof(p.attributes -> ${key}::text) = 'number' then (p.attributes ->> ${key}::text)::float8 end`,
      }
    : text(sql`p.attributes ->> ${key}::text`);
}

/** `given` where any channel of the purpose stands given, `withdrawn` where all that were asked are withdrawn. */
function consentState(purpose: string): Sql {
  return sql`(select case when bool_or(state = 'given') then 'given' when count(*) > 0 then 'withdrawn' end from (
    select distinct on (channel) state from person_consent
    where person_id = ${anyMember} and purpose = ${purpose} order by channel, at desc, id desc) newest)`;
}

/** A field of which a person has several values: it is one of those wanted when any of them is. */
function listed(values: Sql): SqlField {
  return {
    ...text(sql`(select string_agg(value, ',') from (${values}) listed)`),
    isOneOf: (wanted) => sql`exists (select from (${values}) listed where value = any(${wanted}::text[]))`,
  };
}

function daysSince(at: Sql, now: Date): SqlField {
  return { type: "number", expression: sql`floor(extract(epoch from ${now}::timestamptz - ${at}) / 86400)::float8` };
}

function text(expression: Sql): SqlField {
  return { type: "text", expression };
}

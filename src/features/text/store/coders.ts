import type { AnswerValues } from "#feature/surveys/contract";
import { sql, type Sql, type Tx } from "#platform/postgres";

import { hasTexts } from "./codings.ts";

/** One text, named. */
export interface TextName {
  readonly responseId: string;
  readonly question: string;
}

/** A text in the queue. */
export interface QueuedName extends TextName {
  /** To be coded by a second person who does not see what the first said. */
  readonly isSecond: boolean;
}

/** Who asks for texts to code, of which responses (a predicate over `response r`), as of when. */
export interface QueueAsk {
  readonly userId: string;
  readonly now: Date;
  readonly reach: Sql;
  readonly limit: number;
}

/** Texts whose order is looked into; the rest is farther from being undecided than all of these. */
const pool = 400;

/**
 * Texts that nobody coded, taking turns between the codes that are least decided, in each the least certain first. Left
 * out: what others hold, what this person skipped, and what says the same as one of these or as one that was coded.
 */
export async function selectToCode(tx: Tx, ask: QueueAsk): Promise<readonly QueuedName[]> {
  const rows = await tx.query<TextName>(sql`
    with near as (
      select c.response_id, c.question, c.margin, c.margin_code, c.print from text_coding c
       where c.person_codes is null and c.margin is not null and ${freeSql(ask)} and ${reachSql(ask)}
       order by c.margin, c.response_id limit ${pool}
    ), turns as (
      select near.*, row_number() over (partition by margin_code order by margin, response_id) as turn,
        row_number() over (partition by coalesce(print::text, response_id::text || question) order by margin) as twin
      from near
    )
    select response_id as "responseId", question from turns
     where twin = 1 and not exists (select from text_coding d where d.print = turns.print and d.person_codes is not null)
     order by turn, margin, response_id limit ${ask.limit}`);
  return rows.map((row) => ({ ...row, isSecond: false }));
}

/** Texts of which the machine knows nothing, newest first: they hold what it has never seen. */
export async function selectUnknown(tx: Tx, ask: QueueAsk): Promise<readonly QueuedName[]> {
  const rows = await tx.query<TextName>(sql`
    select c.response_id as "responseId", c.question from text_coding c
     where c.person_codes is null and c.margin is null and c.print is not null and ${freeSql(ask)} and ${reachSql(ask)}
     order by c.response_id desc limit ${ask.limit}`);
  return rows.map((row) => ({ ...row, isSecond: false }));
}

/** Texts that one other person coded and nobody a second time, newest codings first. */
export async function selectForSecond(tx: Tx, ask: QueueAsk): Promise<readonly QueuedName[]> {
  const rows = await tx.query<TextName>(sql`
    select c.response_id as "responseId", c.question
      from text_person_coding p join text_coding c on c.response_id = p.response_id and c.question = p.question
     where p.undone_at is null and not p.is_second and p.user_id <> ${ask.userId} and ${freeSql(ask)} and ${reachSql(ask)}
       and not exists (select from text_person_coding o where o.response_id = p.response_id and o.question = p.question
         and o.undone_at is null and o.id <> p.id)
     order by p.coded_at desc limit ${ask.limit}`);
  return rows.map((row) => ({ ...row, isSecond: true }));
}

function freeSql({ userId, now }: QueueAsk): Sql {
  return sql`not exists (select from text_lease l where l.response_id = c.response_id and l.question = c.question
    and l.until > ${now} and (l.user_id <> ${userId}::uuid and not l.is_skipped or l.user_id = ${userId}::uuid and l.is_skipped))`;
}

function reachSql({ reach }: QueueAsk): Sql {
  return sql`exists (select from response r where r.id = c.response_id and ${reach})`;
}

/** A lease as it is written: somebody looks at the text, or wants not to see it for a while. */
export interface Lease extends QueuedName {
  readonly userId: string;
  readonly until: Date;
}

/** Holds a text for somebody; what somebody else holds is not taken. False: it is held. */
export async function lease(
  tx: Tx,
  { responseId, question, isSecond, userId, until }: Lease,
  now: Date,
): Promise<boolean> {
  const count = await tx.execute(sql`
    insert into text_lease (response_id, question, user_id, until, is_second)
    select ${responseId}::uuid, ${question}, ${userId}::uuid, ${until}::timestamptz, ${isSecond}
      from text_coding where response_id = ${responseId}::uuid and question = ${question}
       and not exists (select from text_lease l where l.response_id = ${responseId}::uuid and l.question = ${question}
         and l.user_id <> ${userId}::uuid and l.until > ${now}::timestamptz and not l.is_skipped)
    on conflict (response_id, question, user_id) do update
      set until = excluded.until, is_skipped = false, is_second = excluded.is_second`);
  return count === 1;
}

/** The text somebody holds, when it is this one. */
export function findLease(
  tx: Tx,
  { responseId, question }: TextName,
  userId: string,
): Promise<{ readonly isSecond: boolean } | undefined> {
  return tx.maybeOne(sql`select is_second as "isSecond" from text_lease
    where response_id = ${responseId} and question = ${question} and user_id = ${userId} and not is_skipped`);
}

/** Whose texts, and which of them stay held. */
interface Holding {
  readonly userId: string;
  readonly holding: readonly TextName[];
}

/** Puts what somebody holds aside for them until then, but for what stays held. */
export async function skipHeld(tx: Tx, { userId, holding }: Holding, until: Date): Promise<void> {
  await tx.execute(sql`update text_lease set is_skipped = true, until = ${until}
    where user_id = ${userId}::uuid and not is_skipped and not ${isAmong(holding)}`);
}

/** Lets go of what somebody holds, but for what stays held, until then; what they skipped stays skipped. */
export async function releaseLeases(tx: Tx, { userId, holding }: Holding, until: Date): Promise<void> {
  await tx.execute(
    sql`delete from text_lease where user_id = ${userId}::uuid and not is_skipped and not ${isAmong(holding)}`,
  );
  await tx.execute(sql`update text_lease set until = ${until} where user_id = ${userId}::uuid and not is_skipped`);
}

function isAmong(texts: readonly TextName[]): Sql {
  const [ids, questions] = [texts.map(({ responseId }) => responseId), texts.map(({ question }) => question)];
  return sql`(response_id, question) in (select * from unnest(${ids}::uuid[], ${questions}::text[]))`;
}

/** How many texts somebody coded since then and did not take back. */
export async function countSince(tx: Tx, userId: string, since: Date): Promise<number> {
  const { n } = await tx.one<{ n: number }>(sql`select count(*)::int as n from text_person_coding
    where user_id = ${userId}::uuid and coded_at > ${since} and undone_at is null`);
  return n;
}

/** Forgets leases that ended. */
export async function deleteEndedLeases(tx: Tx, now: Date): Promise<void> {
  await tx.execute(sql`delete from text_lease where until < ${now}`);
}

/** A coding by a person as it is written. */
export interface PersonCoding extends QueuedName {
  readonly id: string;
  readonly userId: string;
  readonly codes: readonly string[];
  readonly at: Date;
}

/**
 * Notes what a person said of a text, beside what people and the machine had said. A second coding changes nothing else.
 * The response is held by the caller.
 */
export async function writePersonCoding(tx: Tx, coding: PersonCoding): Promise<void> {
  const { id, responseId, question, userId, codes, at, isSecond } = coding;
  await tx.execute(sql`
    insert into text_person_coding (id, response_id, question, user_id, codes, codes_before, coded_at, is_second, machine_codes)
    select ${id}, response_id, question, ${userId}::uuid, ${codes}::text[], person_codes, ${at}, ${isSecond}, machine_codes
      from text_coding where response_id = ${responseId} and question = ${question}`);
  if (!isSecond) {
    await tx.execute(sql`update text_coding set person_codes = ${codes}::text[], revision = revision + 1
      where response_id = ${responseId} and question = ${question}`);
  }
  await tx.execute(sql`delete from text_lease where response_id = ${responseId} and question = ${question}
    and user_id = ${userId}::uuid`);
}

/** Somebody's last coding that was not taken back; undefined when there is none. */
export function findLastCoding(tx: Tx, userId: string): Promise<(QueuedName & { readonly id: string }) | undefined> {
  return tx.maybeOne(sql`select id, response_id as "responseId", question, is_second as "isSecond" from text_person_coding
    where user_id = ${userId}::uuid and undone_at is null order by coded_at desc, id desc limit 1`);
}

/** Takes a coding back: the text is again what people before had said of it, or the machine where nobody had. */
export async function undoPersonCoding(
  tx: Tx,
  { id, responseId, question }: TextName & { readonly id: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`update text_person_coding set undone_at = ${now} where id = ${id}`);
  await tx.execute(sql`
    update text_coding set revision = revision + 1, person_codes = (
      select codes from text_person_coding p where p.response_id = ${responseId} and p.question = ${question}
        and p.undone_at is null and not p.is_second order by p.coded_at desc, p.id desc limit 1)
     where response_id = ${responseId} and question = ${question}`);
}

/** A text that people coded, with the response it stands in. */
export interface CodedText extends TextName {
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly language: string | null;
  readonly answers: AnswerValues;
  readonly codes: readonly string[];
}

/** The texts people coded last, at most so many. */
export function selectCodedTexts(tx: Tx, limit: number): Promise<CodedText[]> {
  return tx.query<CodedText>(sql`
    select c.response_id as "responseId", c.question, r.survey_id as "surveyId", r.survey_version as "surveyVersion",
        r.language, r.answers, c.person_codes as codes
      from text_coding c join response r on r.id = c.response_id
     where c.person_codes is not null and ${hasTexts}
     order by c.response_id desc limit ${limit}`);
}

/** A coding in the history of a text. */
export interface CodingRow {
  readonly id: string;
  readonly by: "person" | "suggester";
  readonly userId: string | null;
  readonly at: Date;
  readonly codes: readonly string[];
  readonly before: readonly string[] | null;
  readonly isUndone: boolean;
}

/** Everything anybody but the machine said of a text, newest first. */
export function selectHistory(tx: Tx, { responseId, question }: TextName): Promise<CodingRow[]> {
  return tx.query<CodingRow>(sql`
    select id::text, 'person' as by, user_id::text as "userId", coded_at as at, codes, codes_before as before,
        undone_at is not null as "isUndone"
      from text_person_coding where response_id = ${responseId} and question = ${question}
    union all
    select response_id::text, 'suggester', null, at, codes, null, false
      from text_suggestion where response_id = ${responseId} and question = ${question}
    order by at desc, id desc limit 200`);
}

/** What a person said of a text, and what machine and suggester had said before; null: the suggester was not asked. */
export interface Judged {
  readonly codes: readonly string[];
  readonly machine: readonly string[];
  readonly suggester: readonly string[] | null;
}

/** The newest texts that people judged, each as it was judged first. */
export function selectJudged(tx: Tx, limit: number): Promise<Judged[]> {
  return tx.query<Judged>(sql`
    select distinct on (p.coded_at, p.response_id, p.question) p.codes, p.machine_codes as machine, s.codes as suggester
      from text_person_coding p
      left join text_suggestion s on s.response_id = p.response_id and s.question = p.question
     where p.undone_at is null and not p.is_second
       and not exists (select from text_person_coding o where o.response_id = p.response_id and o.question = p.question
         and o.undone_at is null and not o.is_second and (o.coded_at, o.id) < (p.coded_at, p.id))
     order by p.coded_at desc, p.response_id, p.question limit ${limit}`);
}

/** Texts that two people coded, the second without seeing the first: what each said. */
export function selectTwiceCoded(
  tx: Tx,
  limit: number,
): Promise<{ readonly first: readonly string[]; readonly second: readonly string[] }[]> {
  return tx.query(sql`
    select one.codes as first, other.codes as second
      from text_person_coding other
      join lateral (select codes from text_person_coding p where p.response_id = other.response_id
        and p.question = other.question and p.undone_at is null and not p.is_second and p.user_id <> other.user_id
        order by p.coded_at limit 1) one on true
     where other.is_second and other.undone_at is null order by other.coded_at desc limit ${limit}`);
}

import { sql, type Tx } from "#platform/postgres";

import type { Batch, Identity, SuggestionReason } from "../contract.ts";
import { members } from "./visibility.ts";

/** Two persons who may be one, by their tops; the smaller id first. */
export interface SuggestionRow {
  readonly id: string;
  readonly oneId: string;
  readonly otherId: string;
  readonly reasons: SuggestionReason[];
  readonly confidence: number;
}

/** What is known of an owner and a claimant of one identity. */
export interface ClaimRow extends Identity {
  readonly ownerId: string;
  readonly claimantId: string;
  readonly isSameName: boolean | null;
  readonly isOneBare: boolean;
  readonly areApart: boolean;
}

/** Claims of identities that belong to somebody else, with what is needed to judge them. */
export function judgeClaims(
  tx: Tx,
  claims: readonly (Identity & { readonly personId: string })[],
): Promise<ClaimRow[]> {
  const isBare = (person: "owner" | "claimant") => sql`(${sql.identifier(person)}.display_name is null and not exists (
      select from person_identity i
      where i.person_id = any(${sql.identifier(person)}.members) and i.kind in ('crm', 'employee')))`;
  const top = sql`lateral (
      select p.id, p.display_name, p.words, ${members} as members from person p where p.id = coalesce(leaf.merged_into, leaf.id))`;
  return tx.query<ClaimRow>(sql`
    select claim.kind, claim.value, owner.id as "ownerId", claimant.id as "claimantId",
      case when owner.display_name is not null and claimant.display_name is not null
        then owner.words = claimant.words end as "isSameName",
      ${isBare("owner")} or ${isBare("claimant")} as "isOneBare",
      exists (select from person_suggestion s where s.state = 'apart' and (
        s.one_id = any(owner.members) and s.other_id = any(claimant.members)
        or s.one_id = any(claimant.members) and s.other_id = any(owner.members))) as "areApart"
    from unnest(${claims.map(({ kind }) => kind)}::text[], ${claims.map(({ value }) => value)}::text[],
      ${claims.map(({ personId }) => personId)}::uuid[]) claim (kind, value, person_id)
    join person_identity identity on identity.kind = claim.kind and identity.value = claim.value
    join lateral (select top.* from person leaf, ${top} top where leaf.id = identity.person_id) owner on true
    join lateral (select top.* from person leaf, ${top} top where leaf.id = claim.person_id) claimant on true
    where owner.id <> claimant.id`);
}

/** Suggestions that exist for these pairs, whatever was decided. */
export function findSuggestions(
  tx: Tx,
  pairs: readonly Pick<SuggestionRow, "oneId" | "otherId">[],
): Promise<SuggestionRow[]> {
  return tx.query(sql`
    select id, one_id as "oneId", other_id as "otherId", reasons, confidence from person_suggestion
    where (one_id, other_id) in (select * from unnest(${pairs.map(({ oneId }) => oneId)}::uuid[], ${pairs.map(({ otherId }) => otherId)}::uuid[]))`);
}

/** Writes suggestions; those that were decided upon stay as they are. */
export async function putSuggestions(tx: Tx, rows: readonly Omit<SuggestionRow, "id">[]): Promise<void> {
  await tx.execute(sql`
    insert into person_suggestion (id, one_id, other_id, reasons, confidence, state)
    select uuidv7(), w."oneId", w."otherId", array(select jsonb_array_elements_text(w.reasons)), w.confidence, 'open'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w ("oneId" uuid, "otherId" uuid, reasons jsonb, confidence float8)
    order by 2, 3
    on conflict on constraint person_suggestion_pair do update set reasons = excluded.reasons, confidence = excluded.confidence
    where person_suggestion.state = 'open'`);
}

const tops = sql`join person a on a.id = s.one_id join person b on b.id = s.other_id`;
const topColumns = sql`s.id, coalesce(a.merged_into, a.id) as "oneId", coalesce(b.merged_into, b.id) as "otherId", s.reasons, s.confidence`;
const areTwo = sql`coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id)`;

/** Open suggestions about two who are still two, the surest first. */
export function listOpenSuggestions(
  tx: Tx,
  query: {
    readonly after: { readonly confidence: number; readonly id: string } | undefined;
    readonly personIds: readonly string[] | undefined;
    readonly limit: number;
  },
): Promise<SuggestionRow[]> {
  const { after, personIds, limit } = query;
  const place =
    after === undefined ? sql`true` : sql`(s.confidence, s.id) < (${after.confidence}::float8, ${after.id}::uuid)`;
  const about =
    personIds === undefined
      ? sql`true`
      : sql`(s.one_id = any(${personIds}::uuid[]) or s.other_id = any(${personIds}::uuid[]))`;
  return tx.query(sql`
    select ${topColumns} from person_suggestion s ${tops}
    where s.state = 'open' and ${areTwo} and ${place} and ${about}
    order by s.confidence desc, s.id desc limit ${limit}`);
}

/** One suggestion by the tops of its two. */
export function findSuggestion(tx: Tx, id: string): Promise<SuggestionRow | undefined> {
  return tx.maybeOne(sql`select ${topColumns} from person_suggestion s ${tops} where s.id = ${id}`);
}

/** Decides upon a suggestion, or opens it again. */
export async function setSuggestionState(tx: Tx, id: string, state: "open" | "accepted" | "apart"): Promise<void> {
  await tx.execute(sql`
    update person_suggestion set state = ${state}, decided_at = case when ${state}::text = 'open' then null else now() end
    where id = ${id}`);
}

/** Notes that two are two; not suggested nor merged by itself again. */
export async function putApart(tx: Tx, oneId: string, otherId: string): Promise<void> {
  const [one, other] = oneId < otherId ? [oneId, otherId] : [otherId, oneId];
  await tx.execute(sql`
    insert into person_suggestion (id, one_id, other_id, reasons, confidence, state, decided_at)
    values (uuidv7(), ${one}, ${other}, '{}', 0, 'apart', now())
    on conflict on constraint person_suggestion_pair do update set state = 'apart', decided_at = now()`);
}

const batchColumns = sql`id, state, total, done, skipped`;

/** Begins a batch over these suggestions, or over everything open from a confidence on. */
export function insertBatch(
  tx: Tx,
  batch: {
    readonly id: string;
    readonly ids: readonly string[] | undefined;
    readonly minConfidence: number | undefined;
    readonly by: string;
    readonly now: Date;
  },
): Promise<Batch> {
  const { id, ids = null, minConfidence = null, by, now } = batch;
  return tx.one(sql`
    insert into person_merge_batch (id, suggestion_ids, min_confidence, state, total, created_by, created_at)
    select ${id}::uuid, ${ids}::uuid[], ${minConfidence}::float8, 'running', count(*), ${by}, ${now}::timestamptz
    from person_suggestion s where s.state = 'open' and (s.id = any(${ids}::uuid[]) or s.confidence >= ${minConfidence}::float8)
    returning ${batchColumns}`);
}

/** One batch. */
export function findBatch(tx: Tx, id: string): Promise<Batch | undefined> {
  return tx.maybeOne(sql`select ${batchColumns} from person_merge_batch where id = ${id}`);
}

/** One batch, held until the transaction ends. */
export function lockBatch(tx: Tx, id: string): Promise<(Batch & { readonly createdBy: string }) | undefined> {
  return tx.maybeOne(
    sql`select ${batchColumns}, created_by as "createdBy" from person_merge_batch where id = ${id} for update`,
  );
}

/** The next open suggestions of a batch, the surest first. */
export function nextOfBatch(tx: Tx, id: string, limit: number): Promise<SuggestionRow[]> {
  return tx.query(sql`
    select ${topColumns} from person_merge_batch batch
    join person_suggestion s on s.id = any(batch.suggestion_ids) or s.confidence >= batch.min_confidence ${tops}
    where batch.id = ${id} and s.state = 'open' order by s.confidence desc, s.id limit ${limit}`);
}

/** Writes how far a batch has come. */
export async function advanceBatch(
  tx: Tx,
  id: string,
  step: { readonly done: number; readonly skipped: number; readonly state: Batch["state"] },
): Promise<void> {
  await tx.execute(sql`
    update person_merge_batch set done = done + ${step.done}, skipped = skipped + ${step.skipped}, state = ${step.state},
      finished_at = case when ${step.state}::text in ('done', 'undone', 'cancelled') then now() end
    where id = ${id}`);
}

/** Suggestions among persons who are one now are decided. */
export async function closeSuggestions(tx: Tx, personIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update person_suggestion set state = 'accepted', decided_at = now()
    where state = 'open' and one_id = any(${personIds}::uuid[]) and other_id = any(${personIds}::uuid[])`);
}

import type { Condition } from "#kit/condition";
import { sql, type Tx } from "#platform/postgres";

import type { Found } from "../rules/bench.ts";
import type { TextName } from "./coders.ts";

/** What was asked for. */
export interface DiscoveryQuestion {
  readonly period?: { readonly from: string; readonly to: string } | undefined;
  readonly where?: Condition | undefined;
}

/** What was found, with the texts that examples stand for: terms and ids, never texts. */
export type KeptFound = Found & {
  readonly n: number;
  readonly names: readonly TextName[];
  /** Language most of the texts are in. */
  readonly language: string;
};

/** A question and what came of it. */
export interface DiscoveryRow {
  readonly id: string;
  readonly key: string;
  readonly question: DiscoveryQuestion;
  readonly askedKind: string;
  readonly askedBy: string;
  readonly state: "computing" | "ready" | "failed";
  readonly requestedAt: Date;
  readonly computedAt: Date | null;
  readonly codebookVersion: number | null;
  readonly found: KeptFound | null;
  readonly adopted: Readonly<Record<string, string>>;
}

const columns = sql`id, key, question, asked_kind as "askedKind", asked_by as "askedBy", state, requested_at as "requestedAt",
  computed_at as "computedAt", codebook_version as "codebookVersion", found, adopted`;

export function findDiscovery(tx: Tx, id: string, how: "read" | "lock" = "read"): Promise<DiscoveryRow | undefined> {
  return tx.maybeOne<DiscoveryRow>(
    sql`select ${columns} from text_discovery where id = ${id} ${how === "lock" ? sql`for update` : sql.empty}`,
  );
}

/** The one under this key, made as one that is due when there is none. */
export async function ensureDiscovery(
  tx: Tx,
  row: Pick<DiscoveryRow, "id" | "key" | "question" | "askedKind" | "askedBy">,
): Promise<DiscoveryRow> {
  await tx.execute(sql`insert into text_discovery (id, key, question, asked_kind, asked_by, state, requested_at)
    values (${row.id}, ${row.key}, ${sql.json(row.question)}, ${row.askedKind}, ${row.askedBy}, 'failed', to_timestamp(0))
    on conflict (key) do nothing`);
  return tx.one<DiscoveryRow>(sql`select ${columns} from text_discovery where key = ${row.key} for update`);
}

/** Notes that it is being computed for somebody. */
export async function requestDiscovery(
  tx: Tx,
  { id, askedKind, askedBy }: Pick<DiscoveryRow, "id" | "askedKind" | "askedBy">,
  at: Date,
): Promise<void> {
  await tx.execute(sql`update text_discovery set state = 'computing', requested_at = ${at}, asked_kind = ${askedKind},
    asked_by = ${askedBy} where id = ${id}`);
}

/** Keeps what was found; null: it could not be. */
export async function finishDiscovery(
  tx: Tx,
  id: string,
  result: { readonly found: KeptFound; readonly version: number } | null,
  at: Date,
): Promise<void> {
  await (result === null
    ? tx.execute(sql`update text_discovery set state = 'failed' where id = ${id}`)
    : tx.execute(sql`update text_discovery set state = 'ready', computed_at = ${at}, found = ${sql.json(result.found)},
        codebook_version = ${result.version}, adopted = '{}' where id = ${id}`));
}

/** Notes which theme was made of what. */
export async function noteAdopted(tx: Tx, id: string, what: string, theme: string): Promise<void> {
  await tx.execute(sql`update text_discovery set adopted = adopted || ${sql.json({ [what]: theme })} where id = ${id}`);
}

export async function deleteOldDiscoveries(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`delete from text_discovery where requested_at < ${before}`);
}

/** Forgets that a theme was made of it. */
export async function forgetAdopted(tx: Tx, id: string, what: string): Promise<void> {
  await tx.execute(sql`update text_discovery set adopted = adopted - ${what}::text where id = ${id}`);
}

/** Prints of what somebody said is no theme. */
export async function selectDismissed(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ print: string }>(sql`select print from text_dismissal`);
  return rows.map(({ print }) => print);
}

export async function putDismissed(tx: Tx, print: string, at: Date): Promise<void> {
  await tx.execute(
    sql`insert into text_dismissal (print, dismissed_at) values (${print}, ${at}) on conflict do nothing`,
  );
}

export async function deleteDismissed(tx: Tx, print: string): Promise<void> {
  await tx.execute(sql`delete from text_dismissal where print = ${print}`);
}
